import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRandom } from '../../../shared/numeric/index.ts';
import { canonicalJson, sha256Hex } from '../identity/index.ts';
import { planApproval, planUndo } from '../memory/index.ts';
import type { Memory } from '../memory/index.ts';
import {
  hashingEmbedder,
  importInto,
  openTestMemory,
  tempFolder,
  testParts,
  writeEpisodes,
} from '../fixtures/memory.fixture.ts';
import { openStore } from '../store/index.ts';
import { exportSnapshot, importSnapshot, openSnapshot, verifySnapshot } from './index.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
const open: Memory[] = [];
const parts = { learning: testParts.learning, openEmbedder: testParts.openEmbedder };
/** Flipped bytes in the everyday gate; the long proof sets more. */
const flips = Number(process.env['KNACK_FLIPS'] ?? 60);
const refusal = (code: string): Error => expect.objectContaining({ code }) as Error;

beforeEach(async () => {
  folder = await tempFolder();
});

afterEach(async () => {
  for (const memory of open.splice(0)) await memory.close();
  await folder.remove();
});

async function build(name: string): Promise<Memory> {
  const memory = await openTestMemory(join(folder.path, name));
  open.push(memory);
  const files = [
    await writeEpisodes(join(folder.path, 'first.jsonl'), { from: 0, to: 60 }),
    await writeEpisodes(join(folder.path, 'second.jsonl'), { from: 60, to: 100 }),
  ];
  await importInto(memory, name.endsWith('reversed') ? files.toReversed() : files);
  const [proposal] = memory.state.derived.proposals;
  await memory.decide((state) => planApproval(state, proposal?.id ?? ''));
  return memory;
}

async function load(file: string, name: string): Promise<Memory> {
  const store = await openStore({ uri: join(folder.path, name), create: true });
  try {
    const { memory } = await importSnapshot(await openSnapshot(file), { ...testParts, store });
    open.push(memory);
    return memory;
  } catch (error) {
    await store.close();
    throw error;
  }
}

const path = (name: string): string => join(folder.path, name);

/** What a line of a snapshot says, as far as it is looked at here. */
interface SnapshotLine {
  readonly kind: string;
  readonly event?: { readonly seq: number };
  readonly trajectory?: { readonly id: string };
}

describe('a snapshot', () => {
  it('comes back to the same state, and goes out again as the same bytes [F4, F5]', async () => {
    const memory = await build('one');
    const result = await exportSnapshot(memory, path('a.knack'));
    expect(result.sha256).toBe(sha256Hex(await readFile(path('a.knack'))));
    const copy = await load(path('a.knack'), 'two');
    expect(copy.state.stateHash).toBe(memory.state.stateHash);
    expect(copy.state.events).toEqual(memory.state.events);
    expect(copy.state.tables).toEqual(memory.state.tables);
    await exportSnapshot(copy, path('b.knack'));
    expect(await readFile(path('b.knack'))).toEqual(await readFile(path('a.knack')));
    // And it is a memory like any other: what was decided can be taken back.
    expect((await copy.decide(planUndo)).stateHash).not.toBe(memory.state.stateHash);
  });

  it('is lines of canonical JSON: a manifest, events in order, trajectories by id, the digest of all before it [F1]', async () => {
    const memory = await build('one');
    await exportSnapshot(memory, path('a.knack'));
    const text = await readFile(path('a.knack'), 'utf8');
    const lines = text.trimEnd().split('\n');
    const rows = lines.map((line) => JSON.parse(line) as SnapshotLine);
    expect(rows.map((row) => canonicalJson(row))).toEqual(lines);
    const { events, summaries, stateHash } = memory.state;
    const body = text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1);
    expect(rows[0]).toMatchObject({ kind: 'knack-snapshot', schema: 1, stateHash, events: events.length });
    expect(rows.at(-1)).toEqual({ kind: 'end', sha256: sha256Hex(body) });
    const told = rows.flatMap(({ kind, event }) => (kind === 'event' ? [event?.seq] : []));
    expect(told).toEqual(events.map(({ seq }) => seq));
    const ids = rows.flatMap(({ kind, trajectory }) => (kind === 'trajectory' ? [trajectory?.id] : []));
    expect(ids).toEqual([...summaries.keys()].toSorted());
    expect(rows).toHaveLength(2 + told.length + ids.length);
  });

  it('has the same bytes whatever order the files came in [F4]', async () => {
    await exportSnapshot(await build('one'), path('a.knack'));
    await exportSnapshot(await build('reversed'), path('b.knack'));
    expect(await readFile(path('b.knack'))).toEqual(await readFile(path('a.knack')));
  });

  it('shows each flipped byte [F2]', async () => {
    await exportSnapshot(await build('one'), path('a.knack'));
    const whole = await readFile(path('a.knack'));
    const random = createRandom(5);
    const places = [0, whole.length - 1, ...Array.from({ length: flips }, () => random.whole(whole.length))];
    for (const at of places) {
      const flipped = Buffer.from(whole);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << random.whole(8));
      await writeFile(path('flipped'), flipped);
      expect((await verifySnapshot(path('flipped'), parts)).ok).toBe(false);
      await expect(openSnapshot(path('flipped'))).rejects.toThrow(refusal('SNAPSHOT_DAMAGED'));
    }
  });

  it.each([
    ['cut off', (text: string) => text.slice(0, -40)],
    ['without its end', (text: string) => text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1)],
    ['with something after its end', (text: string) => `${text}\n`],
    ['of another kind', () => 'hello\n'],
    ['empty', () => ''],
    ['one line without an end', () => '{'.repeat(10_000)],
  ])('is refused when it is %s', async (_, damage) => {
    await exportSnapshot(await build('one'), path('a.knack'));
    await writeFile(path('b.knack'), damage(await readFile(path('a.knack'), 'utf8')));
    await expect(load(path('b.knack'), 'two')).rejects.toThrow(refusal('SNAPSHOT_DAMAGED'));
    expect((await verifySnapshot(path('b.knack'), parts)).ok).toBe(false);
  });

  it('is refused when its digest is right but its content is not what Knack writes [F2, F3, F5]', async () => {
    await exportSnapshot(await build('one'), path('a.knack'));
    const seal = (lines: readonly string[]): string => {
      const body = `${lines.join('\n')}\n`;
      return `${body}${canonicalJson({ kind: 'end', sha256: sha256Hex(body) })}\n`;
    };
    const lines = (await readFile(path('a.knack'), 'utf8')).split('\n').slice(0, -2);
    const forgeries = {
      'another state': seal([
        lines[0]?.replace(/"stateHash":"[0-9a-f]{4}/, '"stateHash":"0000') ?? '',
        ...lines.slice(1),
      ]),
      spaces: seal([lines[0]?.replace('{', '{ ') ?? '', ...lines.slice(1)]),
      'an event less': seal(lines.toSpliced(2, 1)),
      'a trajectory less': seal(lines.toSpliced(-1, 1)),
      'a changed outcome': seal(lines.map((line) => line.replace('"outcome":"success"', '"outcome":"failure"'))),
    };
    for (const [name, text] of Object.entries(forgeries)) {
      await writeFile(path('b.knack'), text);
      await expect(load(path('b.knack'), `store of ${name}`)).rejects.toThrow(refusal('SNAPSHOT_DAMAGED'));
      expect((await verifySnapshot(path('b.knack'), parts)).ok).toBe(false);
    }
    const next = seal([lines[0]?.replace('"schema":1', '"schema":2') ?? '', ...lines.slice(1)]);
    await writeFile(path('c.knack'), next);
    await expect(load(path('c.knack'), 'of a newer Knack')).rejects.toThrow(refusal('SNAPSHOT_NEWER'));
  });

  it('does not go into a memory that is there', async () => {
    const memory = await build('one');
    await exportSnapshot(memory, path('a.knack'));
    await expect(
      importSnapshot(await openSnapshot(path('a.knack')), { ...testParts, store: memory.store }),
    ).rejects.toThrow(refusal('WRONG_USE'));
  });

  it('opens where another model makes the vectors', async () => {
    await exportSnapshot(await build('one'), path('a.knack'));
    const store = await openStore({ uri: path('two'), create: true });
    const openEmbedder = async () => hashingEmbedder('another model');
    const { memory } = await importSnapshot(await openSnapshot(path('a.knack')), { ...testParts, store, openEmbedder });
    open.push(memory);
    expect(memory.model).toMatch(/^another model-\d+$/u);
  });

  it('leaves nothing behind when it cannot be written [F6]', async () => {
    const memory = await build('one');
    await expect(exportSnapshot(memory, path('no such folder/a.knack'))).rejects.toThrow(refusal('FILE_UNREADABLE'));
    expect((await readdir(folder.path)).filter((name) => name.includes('.part'))).toEqual([]);
  });
});
