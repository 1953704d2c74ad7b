import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { viewOfLaunch } from './launch.ts';
import { viewOfFiles } from '../../shared/file-address.ts';

it('shows the files that were passed, with whole paths', () => {
  const folder = resolve('/runs');
  const expected = viewOfFiles([resolve('/runs/a.jsonl'), resolve('/b.json')]);
  expect(viewOfLaunch(['--no-sandbox', 'a.jsonl', resolve('/b.json')], folder)).toBe(expected);
});

it('opens a snapshot where snapshots are opened', () => {
  const file = resolve('/a b/memory.KNACK');
  expect(viewOfLaunch([file], '/')).toBe(`#/export?snapshot=${encodeURIComponent(file)}`);
  expect(viewOfLaunch([file, resolve('/x.json')], '/')).toContain('#/import?');
});

it('follows a deep link, and a plain start shows what it showed before', () => {
  expect(viewOfLaunch(['knack://review'], '/')).toBe('#/review');
  expect(viewOfLaunch(['knack://'], '/')).toBeNull();
  expect(viewOfLaunch(['--inspect'], '/')).toBeNull();
});
