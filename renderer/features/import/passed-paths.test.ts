import { expect, it } from 'vitest';
import { parsePassed } from './passed-paths.ts';

it('reads a JSON list of paths, and nothing else', () => {
  expect(parsePassed('["/a b.jsonl","/c"]')).toEqual(['/a b.jsonl', '/c']);
  for (const text of [undefined, '', 'x', '{}', '[1]', '[""]', 'null']) expect(parsePassed(text)).toEqual([]);
});
