import { lstat, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importInto, openTestMemory, tempFolder, testParts, writeEpisodes } from '../fixtures/memory.fixture.ts';
import type { OpenOptions } from '../fixtures/memory.fixture.ts';
import * as learning from '../learning/index.ts';
import type { AnalysisRow, Store } from '../ports.ts';
import { openStore } from '../store/index.ts';
import { planUndo } from './decisions.ts';
import type { Folded } from './fold.ts';
import { KeptMining } from './kept.ts';
import type { Memory } from './memory.ts';
import { unlearn } from './unlearning.ts';
import { verifyStore } from './verify.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let files: readonly string[];
let uri: string;
let place: string;

beforeEach(async () => {
  folder = await tempFolder();
  uri = join(folder.path, 'memory');
  place = join(uri, 'mined.bin');
  const ranges = [0, 1, 2].map((index) => ({ from: index * 40, to: index * 40 + 40 }));
  files = await Promise.all(
    ranges.map((range, index) => writeEpisodes(join(folder.path, `part-${index}.jsonl`), range)),
  );
});

afterEach(() => folder.remove());

/** Works on the memory as a process of its own does. */
async function opened<T>(work: (memory: Memory) => Promise<T>, options: OpenOptions = {}): Promise<T> {
  const memory = await openTestMemory(uri, options);
  try {
    return await work(memory);
  } finally {
    await memory.close();
  }
}

/** Imports the file at `index`, and tells how often the stored analyses were read for it. */
async function add(index: number): Promise<{ readonly stateHash: string; readonly reads: number }> {
  let reads = 0;
  const counting = (store: Store): Store =>
    new Proxy(store, {
      get: (target, name) => {
        if (name === 'analyses') reads += 1;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  const { stateHash } = await opened((memory) => importInto(memory, [files[index] ?? '']), { wrap: counting });
  return { stateHash, reads };
}

async function stateOf(indices: readonly number[]): Promise<string> {
  const memory = await openTestMemory(join(folder.path, 'other'));
  try {
    return (
      await importInto(
        memory,
        indices.map((index) => files[index] ?? ''),
      )
    ).stateHash;
  } finally {
    await memory.close();
    await rm(join(folder.path, 'other'), { recursive: true });
  }
}

async function verify() {
  const store = await openStore({ uri, create: false });
  try {
    return await verifyStore(store, { learning, openEmbedder: testParts.openEmbedder });
  } finally {
    await store.close();
  }
}

describe('what a mining leaves for the next process [J14]', () => {
  it('is taken up in place of the stored analyses, and gives the same state', async () => {
    await add(0);
    expect(await add(1)).toMatchObject({ reads: 0 });
    const last = await add(2);
    expect(last).toEqual({ stateHash: await stateOf([2, 0, 1]), reads: 0 });
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('is made again where it is missing or damaged', async () => {
    await add(0);
    await rm(place);
    expect((await add(1)).reads).toBe(1);
    const bytes = await readFile(place);
    await writeFile(place, bytes.subarray(0, bytes.length / 2));
    expect(await verify()).toMatchObject({ ok: true });
    const last = await add(2);
    expect(last).toEqual({ stateHash: await stateOf([0, 1, 2]), reads: 1 });
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('is not taken up by other rules', async () => {
    await add(0);
    const [folded, rows] = await opened(async ({ state, store }) => [state.folded, await store.analyses()]);
    const rules = { analysisVersion: learning.analysisVersion, learningVersion: learning.learningVersion - 1 };
    await leave(rows, { folded, rules });
    expect((await add(1)).reads).toBe(1);
  });

  it('grows by what is new, and is written anew where that outgrows the rest', async () => {
    const most = await writeEpisodes(join(folder.path, 'most.jsonl'), { from: 120, to: 205 });
    await opened((memory) => importInto(memory, [most]));
    const first = await readFile(place);
    const few = await writeEpisodes(join(folder.path, 'few.jsonl'), { from: 205, to: 210 });
    await opened((memory) => importInto(memory, [few]));
    const second = await readFile(place);
    expect(second.subarray(0, first.length).equals(first)).toBe(true);
    expect(second.length - first.length).toBeLessThan(first.length / 2);
    expect(await verify()).toMatchObject({ ok: true });
    await opened((memory) => importInto(memory, files));
    const third = await readFile(place);
    expect(third.subarray(0, first.length).equals(first)).toBe(false);
    expect((await opened((memory) => importInto(memory, [most]))).alreadyThere).toBe(85);
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('serves up to where a kill cut it off', async () => {
    await add(0);
    await add(1);
    const bytes = await readFile(place);
    await writeFile(place, bytes.subarray(0, bytes.length - 7));
    const last = await add(2);
    expect(last).toEqual({ stateHash: await stateOf([0, 1, 2]), reads: 1 });
    expect((await add(2)).reads).toBe(0);
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('is not taken up where a source does not stand by the same event', async () => {
    await add(0);
    await add(1);
    await opened((memory) => memory.decide(planUndo));
    const again = await add(2);
    expect(again).toEqual({ stateHash: await stateOf([0, 2]), reads: 1 });
    // The source that comes back was read by another event.
    const back = await add(1);
    expect(back).toEqual({ stateHash: await stateOf([0, 1, 2]), reads: 0 });
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('serves what another process undoes and brings back', async () => {
    await add(0);
    const { stateHash } = await add(1);
    await opened((memory) => memory.decide(planUndo));
    const back = await opened((memory) =>
      memory.decide(({ folded }) => ({ kind: 'undone', seq: folded.redo?.seq ?? 0 })),
    );
    expect(back.stateHash).toBe(stateHash);
  });

  it('goes with a source that is un-learned [U3]', async () => {
    await add(0);
    await add(1);
    await opened(async (memory) => {
      await memory.exclusive(() => unlearn(memory, 'part-1.jsonl'));
      expect(existsSync(place)).toBe(false);
      // The same process leaves it again, without what was forgotten.
      await importInto(memory, [files[2] ?? '']);
    });
    expect(existsSync(place)).toBe(true);
    expect((await add(1)).stateHash).toBe(await stateOf([0, 1, 2]));
  });

  it('holds what was analysed, or is a fault [V2]', async () => {
    await add(0);
    const [folded, rows] = await opened(async ({ state, store }) => [state.folded, await store.analyses()]);
    const altered = rows.map((row, at) => (at === 3 ? { ...row, data: row.data.replace(/\n[^\n]*$/, '\n[]') } : row));
    await leave(altered, { folded, rules: learning });
    const report = await verify();
    expect(report.ok).toBe(false);
    expect(report.checks.find(({ name }) => name === 'analyses')?.fault).toContain(rows[3]?.trajectoryId);
  });

  it('shows every flipped and missing byte', async () => {
    await add(0);
    const { folded } = await opened(async ({ state }) => state);
    const taken = async (bytes: Uint8Array): Promise<number> => {
      await writeFile(place, bytes);
      const before = new learning.MinedBefore();
      return (await new KeptMining(uri).takeUp({ folded, rules: learning, before })).length;
    };
    const bytes = await readFile(place);
    expect(await taken(bytes)).toBe(40);
    for (let at = 0; at < bytes.length; at += at < 20 ? 1 : 499) {
      expect(await taken(bytes.with(at, (bytes[at] ?? 0) ^ 8)), `byte ${at}`).toBe(0);
      expect(await taken(bytes.subarray(0, at)), `${at} bytes`).toBe(0);
    }
  });

  it('reads nothing that is no plain file', async () => {
    await add(0);
    await rm(place);
    await mkdir(place);
    expect((await add(1)).reads).toBe(1);
    if (!existsSync('/dev/zero')) return;
    await rm(place, { recursive: true, force: true });
    await symlink('/dev/zero', place);
    const last = await add(2);
    expect(last).toEqual({ stateHash: await stateOf([0, 1, 2]), reads: 1 });
    expect((await lstat(place)).isFile()).toBe(true);
  });

  it('is no reason for a failure where it cannot be written', async () => {
    await add(0);
    const { folded } = await opened(async ({ state }) => state);
    for (const nowhere of ['s3://bucket/memory', join(folder.path, 'missing', 'memory')]) {
      const kept = new KeptMining(nowhere);
      const mining = { folded, rules: learning, before: new learning.MinedBefore() };
      await kept.leave(mining, []);
      expect(await kept.takeUp(mining)).toEqual([]);
    }
  });
});

/** Puts something in the place of what was left. */
async function leave(
  rows: readonly AnalysisRow[],
  parts: {
    readonly folded: Folded;
    readonly rules: { readonly analysisVersion: number; readonly learningVersion: number };
  },
): Promise<void> {
  await new KeptMining(uri).leave({ ...parts, before: new learning.MinedBefore() }, rows);
}
