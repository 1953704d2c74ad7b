import { expect, it } from 'vitest';
import { shortNames } from './short-names.ts';

it('names a file by its folder too where others have its name', () => {
  const names = shortNames([
    '/runs/a/results.jsonl',
    '/runs/b/results.jsonl',
    '/runs/b/notes.txt',
    'C:\\c\\results.jsonl',
  ]);
  expect([...names.values()]).toEqual(['a/results.jsonl', 'b/results.jsonl', 'notes.txt', 'c/results.jsonl']);
});
