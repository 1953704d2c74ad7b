import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { given, recordOf as good } from './given.fixture.ts';
import { inspect, preview, read, walk } from './index.ts';

const { file: fileOf, folder: currentFolder } = given();
let folder = '';
beforeEach(() => {
  folder = currentFolder();
});

describe('folders', () => {
  it('skips with a reason what is hidden, foreign, linked outside or no file, and reads the rest', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'knack-outside-'));
    const server = createServer();
    try {
      await writeFile(join(outside, 'secret'), good('secret'));
      const inside = join(folder, 'given');
      await mkdir(join(inside, 'deep', '.cache'), { recursive: true });
      await fileOf(good('one'), 'given/deep/b');
      await fileOf(good('two'), 'given/a');
      await fileOf('words', 'given/README');
      await fileOf(good('never'), 'given/.hidden');
      await symlink(join(outside, 'secret'), join(inside, 'link-out'));
      await symlink(outside, join(inside, 'folder-out'));
      await symlink(join(inside, 'a'), join(inside, 'link-in'));
      await symlink(inside, join(inside, 'deep', 'loop'));
      await symlink(join(inside, 'gone'), join(inside, 'dangling'));
      await new Promise<void>((resolve) => void server.listen(join(inside, 'socket'), resolve));
      const { files, skipped, totals } = await inspect([inside, join(folder, 'missing')]);
      expect(files.map(({ file }) => file)).toEqual([join(inside, 'a'), join(inside, 'deep', 'b')]);
      expect(totals.trajectories).toBe(2);
      const reasons = Object.fromEntries(skipped.map(({ file, reason }) => [file.slice(folder.length + 1), reason]));
      expect(reasons).toEqual({
        'given/.hidden': 'hidden',
        'given/README': 'Not read: plain text that no reader knows.',
        'given/dangling': 'a link that leads nowhere',
        'given/deep/.cache': 'hidden',
        'given/folder-out': 'a link that leads out of what was given',
        'given/link-out': 'a link that leads out of what was given',
        'given/socket': 'no regular file',
        missing: 'there is no such file',
      });
    } finally {
      server.close();
      await rm(outside, { recursive: true, force: true });
    }
  });

  it('gives each file once, sorted, whatever the order of the paths', async () => {
    await mkdir(join(folder, 'x'));
    const [a, b] = [await fileOf(good('a'), 'x/a'), await fileOf(good('b'), 'x/b')];
    const one = await walk([b, join(folder, 'x'), a]);
    const other = await walk([a, b, join(folder, 'x'), a]);
    expect(one.files.map(({ path }) => path)).toEqual([a, b]);
    const placed = ({ files }: typeof one) => files.map(({ path, bytes }) => ({ path, bytes }));
    expect(placed(other)).toEqual(placed(one));
    expect(other.skipped).toEqual(one.skipped);
  });

  it('says so when nothing is there at all', async () => {
    await expect(walk([join(folder, 'no')])).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    await expect(read(join(folder, 'no')).next()).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    await expect(read(folder).next()).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });

  it.skipIf(process.getuid?.() === 0)('a file that may not be read', async () => {
    const path = await fileOf(good('x'));
    await chmod(path, 0);
    expect((await inspect([path])).skipped[0]?.reason).toContain('permission');
  });
});

describe('preview', () => {
  it('offers what could tell the outcome, and the answer is applied', async () => {
    const record = (score: number, state: string): string =>
      JSON.stringify({ messages: [{ role: 'user', content: 'g' }], eval: { score, state } });
    const path = await fileOf(
      [record(0.9, 'good'), record(0.2, 'bad'), record(1, 'good'), good('x').replace(',"reward":1', '')].join('\n'),
    );
    const { files } = await preview([path]);
    expect(files[0]?.outcomeFields).toEqual([
      { field: 'eval.score', values: ['0.9', '0.2', '1'], suggestion: 'eval.score>=1' },
    ]);
    const { totals } = await inspect([path], { outcome: 'eval.score>=0.5' });
    expect(totals).toMatchObject({ success: 2, failure: 1, unknown: 1 });
    expect((await inspect([path], { outcome: 'eval.state=good' })).totals).toMatchObject({
      success: 2,
      failure: 1,
      unknown: 1,
    });
    await expect(inspect([path], { outcome: 'eval.score' })).rejects.toMatchObject({ code: 'WRONG_USE' });
  });

  it('shows the columns of a file that no reader knows, and finds a saved mapping again', async () => {
    const path = await fileOf('[{"session": 1, "cmd": "ls", "output": "a", "task": "look", "won": true}]');
    const { files } = await preview([path]);
    expect(files[0]).toMatchObject({
      format: null,
      columns: [{ path: 'session', sample: '1' }, { path: 'cmd' }, {}, {}, {}],
    });
    const suggested = files[0]?.mapping;
    expect(suggested).toMatchObject({
      episode: 'session',
      action: 'cmd',
      observation: 'output',
      goal: 'task',
      outcome: 'won',
    });
    const again = await preview([path], {}, { mappings: [{ ...suggested!, name: 'Mine' }] });
    expect(again.files[0]).toMatchObject({ format: 'generic', success: 1, steps: 1, mapping: { name: 'Mine' } });
  });
});
