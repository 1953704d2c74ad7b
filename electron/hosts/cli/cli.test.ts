import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findInstallation } from './root.ts';
import { runCli } from './run.ts';

const { resources } = findInstallation(import.meta.dirname);
let folder: string;
let memory: string;
let episodes: string;

interface Result {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in this process. */
async function knack(...words: readonly string[]): Promise<Result> {
  let [out, err] = ['', ''];
  const status = await runCli(words, {
    stdout: (text) => {
      out += text;
    },
    stderr: (text) => {
      err += text;
    },
    isTerminal: false,
  });
  return { status, out, err };
}

/** Runs a command with `--json`; what it prints must be one document. */
async function json<T>(...words: readonly string[]): Promise<T> {
  const { out } = await knack(...words, '--json');
  expect(out.trimEnd()).not.toContain('\n');
  // Each test says what it expects of the document.
  return JSON.parse(out) as T;
}

interface Item {
  readonly id: string;
  readonly status: string;
}
interface Changed {
  readonly event: { readonly seq: number; readonly change: { readonly kind: string } };
  readonly stateHash: string;
}
interface Failed {
  readonly error: { readonly code: string; readonly happened: string; readonly kept: string; readonly todo: string };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-'));
  process.env['KNACK_CONFIG'] = join(folder, 'config');
  memory = join(folder, 'memory');
  episodes = join(folder, 'episodes');
  const lines = (await readFile(join(resources, 'samples', 'support-desk.jsonl'), 'utf8')).split('\n');
  await writeFile(episodes, `${lines.slice(0, 100).join('\n')}\n`);
});

afterAll(async () => {
  delete process.env['KNACK_CONFIG'];
  await rm(folder, { recursive: true, force: true });
});

describe('the terminal', () => {
  it('inspects files without making anything', async () => {
    const report = await json<{ totals: object }>('inspect', episodes);
    expect(report.totals).toMatchObject({ trajectories: 100, rejected: 0 });
  });

  it('builds a memory, and says what it did', async () => {
    const now = ['--now', '2026-01-01T00:00:00Z'];
    const report = await json<{ stateHash: string; seconds: object }>('build', episodes, '--memory', memory, ...now);
    expect(report).toMatchObject({ read: 100, imported: 100, alreadyThere: 0, rejected: [] });
    expect(Object.keys(report.seconds)).toContain('total');
    expect(await json('state', '--memory', memory)).toMatchObject({ stateHash: report.stateHash, revision: 2 });
    expect(await json('build', episodes, '--memory', memory, ...now)).toMatchObject({ imported: 0, alreadyThere: 100 });
  });

  it('lists and shows everything by its id', async () => {
    for (const what of ['procedures', 'metas', 'proposals', 'trajectories', 'events']) {
      const rows = await json<readonly Item[]>('list', what, '--memory', memory);
      expect(rows.length).toBeGreaterThan(0);
      const id = rows[0]?.id ?? '';
      expect(await json('show', id, '--memory', memory)).toMatchObject({ id });
    }
    const [procedure] = await json<readonly object[]>('list', 'procedures', '--memory', memory);
    expect(procedure).toMatchObject({
      posterior: { alpha: expect.any(Number), interval: { kind: 'eti', mass: 0.89 } },
    });
  });

  it('ranks an answer to a goal', async () => {
    const ranking = await json<{ candidates: readonly object[] }>(
      'ask',
      'cancel my subscription',
      '--memory',
      memory,
      '-k',
      '3',
    );
    expect(ranking.candidates.length).toBeLessThanOrEqual(3);
    expect(ranking).toMatchObject({ reason: expect.any(String), milliseconds: expect.any(Number) });
  });

  it('approves, rejects, edits, pins, deletes, restores, undoes and redoes', async () => {
    const at = ['--memory', memory];
    const before = await json<{ stateHash: string }>('state', ...at);
    const [proposal] = await json<readonly Item[]>('list', 'proposals', ...at);
    const id = proposal?.id ?? '';
    const approved = await json<Changed>('approve', id, ...at);
    expect(approved.event).toMatchObject({ seq: 3, cause: 'terminal', change: { kind: 'proposal-approved' } });
    expect((await json<Changed>('undo', ...at)).stateHash).toBe(before.stateHash);
    expect((await json<Changed>('redo', ...at)).stateHash).toBe(approved.stateHash);
    await json('undo', ...at);
    expect((await json<Changed>('reject', id, '--reason', 'no', ...at)).event.change.kind).toBe('proposal-rejected');
    const [procedure] = await json<readonly Item[]>('list', 'procedures', ...at);
    const item = procedure?.id ?? '';
    const file = join(folder, 'edit.json');
    const record = await json<{ body: { goal: string } }>('show', item, ...at);
    await writeFile(file, JSON.stringify({ ...record, body: { ...record.body, goal: 'another goal' } }));
    expect((await json<Changed>('edit', item, file, ...at)).event.change.kind).toBe('procedure-edited');
    expect(await json<Failed>('edit', item, file, ...at)).toMatchObject({ error: { code: 'STALE' } });
    for (const [word, kind] of [
      ['pin', 'item-pinned'],
      ['unpin', 'item-unpinned'],
      ['delete', 'item-deleted'],
      ['restore', 'item-restored'],
    ] as const) {
      const { status, out } = await knack(word, item, ...at);
      expect([status, out]).toEqual([0, expect.stringContaining(`: ${kind}\n`)]);
    }
    expect((await knack('undo', ...at)).out).toMatch(/^event \d+: undone: restoring: .+\n/);
    expect((await knack('redo', ...at)).out).toMatch(/^event \d+: redone: restoring: .+\n/);
  });

  it('exports, imports and verifies: the same state, the same bytes', async () => {
    const [first, second, copy] = [join(folder, 'a.knack'), join(folder, 'b.knack'), join(folder, 'copy')];
    const out = await json<{ sha256: string; stateHash: string }>('export', first, '--memory', memory);
    expect(await json('import', first, '--memory', copy)).toMatchObject({
      sha256: out.sha256,
      stateHash: out.stateHash,
    });
    await json('export', second, '--memory', copy);
    expect(await readFile(second)).toEqual(await readFile(first));
    for (const target of [memory, copy, first]) {
      expect(await json('verify', target)).toMatchObject({ ok: true });
    }
    const bytes = await readFile(first);
    bytes[1000] = (bytes[1000] ?? 0) ^ 1;
    await writeFile(second, bytes);
    const { status, out: text } = await knack('verify', second);
    expect([status, text]).toEqual([1, expect.stringContaining('FAULT')]);
  });

  it('exports skills, tables and a report without secrets, and shows before what is taken out', async () => {
    const at = ['--memory', memory];
    const preview = await json<{ redactions: readonly object[] }>('export', 'x', '--as', 'jsonl', '--preview', ...at);
    expect(preview.redactions).toEqual([{ kind: 'email', count: expect.any(Number) }]);
    for (const as of ['skills', 'jsonl', 'csv', 'parquet', 'html']) {
      const file = join(folder, `out.${as}`);
      expect(await json('export', file, '--as', as, ...at)).toMatchObject({ file, sha256: expect.any(String) });
    }
    expect(await readFile(join(folder, 'out.jsonl'), 'utf8')).not.toContain('@post.example');
    const open = join(folder, 'open.jsonl');
    await json('export', open, '--as', 'jsonl', '--keep', 'email', ...at);
    expect(await readFile(open, 'utf8')).toContain('@post.example');
    expect(await json('export', 'x', '--as', 'clay', ...at)).toMatchObject({ error: { code: 'WRONG_USE' } });
  });

  it('un-learns a source by its name or its file, wherever that is now, and tells that there is no way back', async () => {
    const [other, small] = [join(folder, 'other.jsonl'), join(folder, 'small')];
    const lines = (await readFile(join(resources, 'samples', 'support-desk.jsonl'), 'utf8')).split('\n');
    await writeFile(other, `${lines.slice(100, 140).join('\n')}\n`);
    await json('build', episodes, '--memory', small);
    const before = await json<{ stateHash: string }>('state', '--memory', small);
    await json('build', other, '--memory', small);
    expect(await json<readonly object[]>('list', 'sources', '--memory', small)).toHaveLength(2);
    const gone = await json('unlearn', 'other.jsonl', '--memory', small);
    expect(gone).toMatchObject({
      stateHash: before.stateHash,
      event: { change: { kind: 'source-unlearned' } },
      report: { source: { trajectories: 40 }, stale: [] },
    });
    expect(await json('undo', '--memory', small)).toMatchObject({ error: { code: 'NOTHING_TO_UNDO' } });
    await json('build', other, '--memory', small);
    await rename(other, `${other}.moved`);
    const again = await json('unlearn', `${other}.moved`, '--memory', small);
    expect(again).toMatchObject({ stateHash: before.stateHash, report: { source: { name: 'other.jsonl' } } });
    expect(await json('verify', small)).toMatchObject({ ok: true });
  });

  it.each([
    [['nothing'], 2, 'WRONG_USE'],
    [['list', 'nothing', '--memory', 'x'], 2, 'WRONG_USE'],
    [['list'], 2, 'WRONG_USE'],
    [['state'], 2, 'WRONG_USE'],
    [['state', '--memory', 'x', '--what'], 2, 'WRONG_USE'],
    [['ask', 'x', '-k', 'many', '--memory', 'x'], 2, 'WRONG_USE'],
    [['ask', 'x', '-k', '-3', '--memory', 'x'], 2, 'WRONG_USE'],
    [['ask', ' ', '--memory', 'x'], 2, 'WRONG_USE'],
    [['state', '--seed', 'many', '--memory', 'x'], 2, 'WRONG_USE'],
    [['reject', 'x', '--memory', 'x'], 2, 'WRONG_USE'],
    [['build', 'x', '--memory', 'x', '--strategy', 'guess'], 2, 'WRONG_USE'],
    [['inspect', 'x', '--now', 'yesterday'], 2, 'WRONG_USE'],
    [['build', '/no/such/file', '--memory', '/no/such/memory'], 1, 'FILE_UNREADABLE'],
    [['state', '--memory', '/no/such/memory'], 1, 'MEMORY_MISSING'],
    [['verify', '/no/such/memory'], 1, 'MEMORY_MISSING'],
    [['import', '/no/such/file', '--memory', join(tmpdir(), 'knack-never-made')], 1, 'FILE_UNREADABLE'],
  ])('says what is wrong with %j', async (words, status, code) => {
    const result = await knack(...words, '--json');
    expect(result.status).toBe(status);
    const { error } = JSON.parse(result.out) as Failed;
    expect(error.code).toBe(code);
    for (const part of [error.happened, error.kept, error.todo]) expect(part).not.toBe('');
    const spoken = await knack(...words);
    expect(spoken).toMatchObject({ status, out: '' });
    expect(spoken.err).toContain(error.happened);
  });

  it('shows what a terminal would obey instead of sending it', async () => {
    const [file, other] = [join(folder, 'hostile'), join(folder, 'other')];
    const content = 'take \u001B[2J\u0007 the \u202Eplum';
    const call = { id: 'a', type: 'function', function: { name: 'take', arguments: '{}' } };
    const messages = [
      { role: 'user', content },
      { role: 'assistant', tool_calls: [call] },
      { role: 'tool', tool_call_id: 'a', content: 'taken' },
    ];
    await writeFile(file, JSON.stringify({ messages, reward: 1 }));
    await knack('build', file, '--memory', other);
    const { out } = await knack('list', 'trajectories', '--memory', other);
    expect(out).toContain('take \\u001b[2J\\u0007 the \\u202eplum');
    expect(await json('list', 'trajectories', '--memory', other)).toMatchObject([{ goal: content }]);
  });

  it('says in the list of events what each is about, and in the help what may be left out', async () => {
    const { out } = await knack('list', 'events', '--memory', memory);
    expect(out).toContain('sources-imported  episodes');
    expect((await knack('reject', '--help')).out).toContain('knack reject ID --memory MEM --reason TEXT\n');
    expect((await knack('build', '--help')).out).toContain(
      "FILE... --memory MEM [--strategy NAME] [--no-cap] [--outcome 'FIELD>=X']",
    );
  });

  it('attaches to the host that holds the memory', async () => {
    const [{ startEngine }, { serve }, { createRouter }] = await Promise.all([
      import('./connect.ts'),
      import('../serve.ts'),
      import('../../engine/index.ts'),
    ]);
    const engine = startEngine(undefined, 'browser');
    await engine.open(memory, false);
    const serving = await serve({
      router: createRouter(engine),
      watchMemory: (listener) => engine.watchMemory(listener),
      pages: folder,
    });
    try {
      const held = await json<{ revision: number }>('state', '--memory', memory);
      const [procedure] = await json<readonly Item[]>('list', 'procedures', '--memory', memory);
      const pinned = await json<Changed>('pin', procedure?.id ?? '', '--memory', memory);
      expect(pinned.event.seq).toBe(held.revision + 1);
      expect(engine.memory.state.events).toHaveLength(pinned.event.seq);
      expect(await json('verify', memory)).toMatchObject({ ok: true });
    } finally {
      await serving.close();
      await engine.close();
    }
    expect((await json<{ revision: number }>('state', '--memory', memory)).revision).toBeGreaterThan(2);
  });

  it('is a process with the same manners', () => {
    const cli = join(import.meta.dirname, '..', 'cli.ts');
    const run = (...words: readonly string[]) => spawnSync(process.execPath, [cli, ...words], { encoding: 'utf8' });
    expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('knack COMMAND') });
    expect(run('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(run()).toMatchObject({ status: 2, stdout: '' });
    expect(run('state', '--memory', memory, '--json')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^\{.*\}\n$/),
    });
  });

  it('leaves a memory alone that another process holds without being a host', async () => {
    const { startEngine } = await import('./connect.ts');
    const engine = startEngine(undefined);
    await engine.open(memory, false);
    try {
      const cli = join(import.meta.dirname, '..', 'cli.ts');
      const words = [cli, 'undo', '--memory', memory, '--json'];
      const { status, stdout } = spawnSync(process.execPath, words, { encoding: 'utf8' });
      // What a process prints with --json is the report of its error.
      const { error } = JSON.parse(stdout) as Failed;
      expect([status, error.code]).toEqual([1, 'MEMORY_LOCKED']);
      expect(error.happened).toContain(`held by a Knack command (process ${process.pid} on this machine)`);
    } finally {
      await engine.close();
    }
  });
});
