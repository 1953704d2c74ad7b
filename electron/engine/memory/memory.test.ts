import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KnackError } from '../../../shared/errors.ts';
import { defaultSettings } from '../../../shared/model/index.ts';
import type { Change, Proposal } from '../../../shared/model/index.ts';
import { createRandom } from '../../../shared/numeric/index.ts';
import { chainEvent } from '../identity/index.ts';
import type { Store } from '../ports.ts';
import { openStore } from '../store/index.ts';
import { planDeletion, planEdit, planPin, planRedo, planRestoring, planSettings, planUndo } from './decisions.ts';
import { planApproval, planRejection } from './review-plans.ts';
import { fixedTime, importInto, openTestMemory, tempFolder, writeEpisodes } from '../fixtures/memory.fixture.ts';
import * as importDoor from '../import/index.ts';
import { importFiles } from './importing.ts';
import type { Memory } from './memory.ts';
import { countsOf } from './state.ts';

const refusal = (code: string): unknown => expect.objectContaining({ code });

let folder: Awaited<ReturnType<typeof tempFolder>>;
let episodes: string;
const open: Memory[] = [];

beforeEach(async () => {
  folder = await tempFolder();
  episodes = await writeEpisodes(join(folder.path, 'episodes.jsonl'), { from: 0, to: 100 });
});

afterEach(async () => {
  for (const memory of open.splice(0)) await memory.close();
  await folder.remove();
});

async function openAt(name: string, wrap?: (store: Store) => Store): Promise<Memory> {
  const memory = await openTestMemory(join(folder.path, name), wrap === undefined ? {} : { wrap });
  open.push(memory);
  return memory;
}

async function reopen(memory: Memory): Promise<Memory> {
  open.splice(open.indexOf(memory), 1);
  await memory.close();
  const again = await openTestMemory(memory.store.uri);
  open.push(again);
  return again;
}

function pending(memory: Memory): Proposal {
  const proposal = memory.state.derived.proposals.find(({ status }) => status === 'pending');
  if (proposal === undefined) throw new Error('the sample has no proposal');
  return proposal;
}

function firstProcedure(memory: Memory) {
  const procedure = memory.state.derived.procedures.find(({ status }) => status === 'live');
  if (procedure === undefined) throw new Error('the sample has no procedure');
  return procedure;
}

/** A store in which one method fails while `isBroken` says so. */
function failing(store: Store, method: keyof Store, error: Error, isBroken = (): boolean => true): Store {
  return new Proxy(store, {
    get: (target, key) => {
      if (key === method && isBroken()) return () => Promise.reject(error);
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

const full = new KnackError({ code: 'DISK_FULL', happened: 'No room.', kept: '', todo: '' });

describe('importing', () => {
  it('gives the state that the report tells, and keeps it when it is opened again', async () => {
    const memory = await openAt('m');
    const report = await importInto(memory, [episodes]);
    expect(report).toMatchObject({ read: 100, imported: 100, alreadyThere: 0, rejected: [], skipped: [] });
    expect(report.procedures).toBeGreaterThan(3);
    expect(report.proposals).toBeGreaterThan(0);
    const counts = countsOf(memory.state);
    const again = await reopen(memory);
    expect(again.state.stateHash).toBe(report.stateHash);
    expect(countsOf(again.state)).toEqual(counts);
  });

  it('adds nothing when the same file comes again [J6]', async () => {
    const memory = await openAt('m');
    const { stateHash } = await importInto(memory, [episodes]);
    const copy = await writeEpisodes(join(folder.path, 'copy-without-extension'), { from: 0, to: 100 });
    const report = await importInto(memory, [copy, episodes]);
    expect(report).toMatchObject({ read: 200, imported: 0, alreadyThere: 200, stateHash });
    expect(memory.state.events).toHaveLength(2);
  });

  it('gives the same state in parts as at once, in any order [J8]', async () => {
    const files = await Promise.all(
      Array.from({ length: 5 }, (_, part) =>
        writeEpisodes(join(folder.path, `part-${part}.jsonl`), { from: part * 20, to: part * 20 + 20 }),
      ),
    );
    const whole = await openAt('whole');
    const { stateHash } = await importInto(whole, files);
    const random = createRandom(11);
    for (const name of ['first', 'second']) {
      let memory = await openAt(name);
      for (const file of random.shuffle(files)) {
        await importInto(memory, [file]);
        memory = await reopen(memory);
      }
      expect(memory.state.stateHash).toBe(stateHash);
    }
  });

  it('leaves the memory as it was when it is cancelled, at any moment', async () => {
    const store: { writes: number } = { writes: 0 };
    const memory = await openAt('m');
    const before = { hash: memory.state.stateHash, events: memory.state.events };
    for (const delay of [0, 5, 25, 60]) {
      const stop = new AbortController();
      setTimeout(() => stop.abort(), delay);
      const outcome = await importInto(memory, [episodes], stop.signal).catch((error: unknown) => error);
      if (!(outcome instanceof KnackError)) break;
      expect(outcome).toEqual(refusal('CANCELLED'));
      expect(memory.state.stateHash).toBe(before.hash);
      expect(await memory.store.events()).toEqual(before.events);
      expect(await memory.store.trajectoryIds()).toEqual([]);
      store.writes += 1;
    }
    expect(store.writes).toBeGreaterThan(0);
  });

  it('leaves no list of files when it is cancelled while its last rows are written [J12]', async () => {
    const memory = await openAt('m');
    const stop = new AbortController();
    const onProgress = ({ stage }: { readonly stage: string }): void => {
      if (stage !== 'reading') stop.abort();
    };
    const request = { paths: [episodes], answers: {}, perFile: {}, mappings: [], signal: stop.signal, onProgress };
    const run = memory.exclusive(() => importFiles(memory, importDoor, request));
    await expect(run).rejects.toMatchObject({ code: 'CANCELLED' });
    // What the store was asked before is done by then.
    expect(await memory.store.trajectoryIds()).toEqual([]);
    expect(await readdir(memory.store.uri)).not.toContain('import.jsonl');
  });

  it('skips a file that nobody reads, and goes on with the others', async () => {
    const memory = await openAt('m');
    const { writeFile } = await import('node:fs/promises');
    const empty = join(folder.path, 'empty');
    await writeFile(empty, '');
    const report = await importInto(memory, [empty, episodes]);
    expect(report.imported).toBe(100);
    expect(report.skipped).toHaveLength(1);
  });

  it('takes an undone import out of the state, and brings it back [J6]', async () => {
    const memory = await openAt('m');
    const empty = memory.state.stateHash;
    const { stateHash } = await importInto(memory, [episodes]);
    expect((await memory.decide(planUndo)).stateHash).toBe(empty);
    expect(countsOf(memory.state)).toMatchObject({ sources: 0, steps: 0, procedures: 0 });
    const again = await reopen(memory);
    expect((await again.decide(planRedo)).stateHash).toBe(stateHash);
    await again.decide(planUndo);
    const report = await importInto(again, [episodes]);
    expect(report).toMatchObject({ imported: 100, alreadyThere: 0, stateHash });
  });
});

describe('decisions', () => {
  it('approve, reject and undo, with the state as it was after each undo', async () => {
    let memory = await openAt('m');
    const { stateHash } = await importInto(memory, [episodes]);
    const proposal = pending(memory);
    const approved = await memory.decide((state) => planApproval(state, proposal.id));
    expect(approved.stateHash).not.toBe(stateHash);
    expect(memory.state.derived.procedures.find(({ id }) => id === proposal.targetId)?.body).toEqual(proposal.after);
    expect(() => planApproval(memory.state, proposal.id)).toThrow(refusal('WRONG_USE'));
    memory = await reopen(memory);
    expect(memory.state.stateHash).toBe(approved.stateHash);
    expect((await memory.decide(planUndo)).stateHash).toBe(stateHash);
    const rejected = await memory.decide((state) => planRejection(state, proposal.id, 'not convincing'));
    expect(rejected.stateHash).not.toBe(stateHash);
    expect(memory.state.derived.proposals.find(({ id }) => id === proposal.id)).toMatchObject({
      status: 'rejected',
      reason: 'not convincing',
    });
    expect((await memory.decide(planUndo)).stateHash).toBe(stateHash);
  });

  it('refuse a proposal whose procedure has moved on', async () => {
    const memory = await openAt('m');
    await importInto(memory, [episodes]);
    const proposal = pending(memory);
    const { body, revision, id } = memory.state.derived.procedures.find((item) => item.id === proposal.targetId)!;
    await memory.decide((state) =>
      planEdit(state, { id, baseRevision: revision, body: { ...body, goal: `${body.goal}, with care` } }),
    );
    expect(() => planApproval(memory.state, proposal.id)).toThrow(refusal('STALE'));
    expect(() => planEdit(memory.state, { id, baseRevision: revision, body })).toThrow(refusal('STALE'));
    await memory.decide(planUndo);
    expect((await memory.decide((state) => planApproval(state, proposal.id))).revision).toBe(5);
  });

  it('pin, delete, restore and change settings, and all of it can be taken back', async () => {
    const memory = await openAt('m');
    const { stateHash } = await importInto(memory, [episodes]);
    const { id } = firstProcedure(memory);
    const hashes = [stateHash];
    const note = async (decision: Promise<{ readonly stateHash: string }>): Promise<void> => {
      hashes.push((await decision).stateHash);
    };
    await note(memory.decide((state) => planPin(state, id, true)));
    await note(memory.decide((state) => planDeletion(state, id)));
    expect(memory.state.derived.procedures.find((item) => item.id === id)?.status).toBe('deleted');
    await note(memory.decide((state) => planRestoring(state, id)));
    expect(hashes[3]).toBe(hashes[1]);
    await note(memory.decide((state) => planSettings(state, { ...defaultSettings, minSupport: 5, lambda: 0.5 })));
    expect(() => planRestoring(memory.state, id)).toThrow(KnackError);
    for (const expected of hashes.slice(0, -1).toReversed()) {
      expect((await memory.decide(planUndo)).stateHash).toBe(expected);
    }
    for (const expected of hashes.slice(1)) expect((await memory.decide(planRedo)).stateHash).toBe(expected);
    expect(() => planRedo(memory.state)).toThrow(refusal('NOTHING_TO_UNDO'));
  });

  it('take back the change that is meant, or nothing [J11]', async () => {
    const memory = await openAt('m');
    await importInto(memory, [episodes]);
    const { stateHash } = memory.state;
    const { event } = await memory.decide((state) => planSettings(state, { ...defaultSettings, lambda: 0.5 }));
    expect(() => planUndo(memory.state, event.seq - 1)).toThrow(refusal('STALE'));
    await memory.decide((state) => planUndo(state, event.seq));
    expect(memory.state.stateHash).toBe(stateHash);
    expect(() => planUndo(memory.state, event.seq)).toThrow(refusal('STALE'));
    expect(() => planRedo(memory.state, event.seq)).toThrow(refusal('STALE'));
    await memory.decide((state) => planRedo(state, event.seq + 1));
    expect(memory.state.folded.settings.lambda).toBe(0.5);
  });

  it('obey the laws of undo on any path [J4, J5]', async () => {
    const memory = await openAt('m');
    await importInto(memory, [episodes]);
    const random = createRandom(3);
    const items = memory.state.derived.procedures.map(({ id }) => id);
    const past = [memory.state.stateHash];
    let future: string[] = [];
    for (let step = 0; step < 30; step += 1) {
      const turn = random.whole(4);
      if (turn === 0 && past.length > 1) {
        future.push(past.pop() ?? '');
        expect((await memory.decide(planUndo)).stateHash).toBe(past.at(-1));
      } else if (turn === 1 && future.length > 0) {
        past.push(future.pop() ?? '');
        expect((await memory.decide(planRedo)).stateHash).toBe(past.at(-1));
      } else {
        const id = items[random.whole(items.length)] ?? '';
        const decision = await memory.decide((state) => {
          const item = state.derived.procedures.find((procedure) => procedure.id === id);
          if (turn === 2) return item?.status === 'live' ? planDeletion(state, id) : planRestoring(state, id);
          return planPin(state, id, item?.pinned !== true);
        });
        past.push(decision.stateHash);
        future = [];
      }
    }
    expect((await reopen(memory)).state.stateHash).toBe(past.at(-1));
  });

  it('come one after the other, however many are asked at once', async () => {
    const memory = await openAt('m');
    await importInto(memory, [episodes]);
    const ids = memory.state.derived.procedures.slice(0, 5).map(({ id }) => id);
    const decisions = await Promise.all(ids.map((id) => memory.decide((state) => planPin(state, id, true))));
    expect(decisions.map(({ revision }) => revision)).toEqual([3, 4, 5, 6, 7]);
    expect(memory.state.derived.procedures.filter(({ pinned }) => pinned)).toHaveLength(5);
  });
});

describe('a memory of an older Knack', () => {
  it('opens, with defaults for the settings that it does not know [J2, J3]', async () => {
    const uri = join(folder.path, 'old');
    const { riskPrior: _, ...settings } = { ...defaultSettings, lambda: 0.25 };
    const store = await openStore({ uri, create: true });
    const change = { kind: 'memory-created', strategy: 'macla', settings } as unknown as Change; // as it was then
    await store.append([chainEvent(null, { at: fixedTime, cause: 'person', change })]);
    await store.close();
    const memory = await openAt('old');
    expect(memory.state.folded.settings).toEqual({ ...defaultSettings, lambda: 0.25 });
    expect((await importInto(memory, [episodes])).imported).toBe(100);
    expect((await reopen(memory)).state.events).toHaveLength(2);
  });
});

describe('when something breaks', () => {
  it('makes the tables again that do not fit the journal [J7]', async () => {
    await openAt('m');
    await open.splice(0)[0]?.close();
    const memory = await openAt('m', (store) => failing(store, 'writeDerived', full));
    await expect(importInto(memory, [episodes])).rejects.toThrow(refusal('DISK_FULL'));
    const again = await reopen(memory);
    expect(again.state.events).toHaveLength(2);
    expect(again.state.derived.procedures.length).toBeGreaterThan(3);
    const fresh = await openAt('fresh');
    expect((await importInto(fresh, [episodes])).stateHash).toBe(again.state.stateHash);
  });

  it.each(['addTrajectories', 'append', 'addVectors'] as const)(
    'keeps what it was when %s finds no room',
    async (method) => {
      let isFull = false;
      const memory = await openAt('m', (store) => failing(store, method, full, () => isFull));
      const before = memory.state.stateHash;
      isFull = true;
      await expect(importInto(memory, [episodes])).rejects.toThrow(refusal('DISK_FULL'));
      expect(memory.state.stateHash).toBe(before);
      isFull = false;
      expect((await importInto(memory, [episodes])).imported).toBe(100);
      expect((await reopen(memory)).state.events).toHaveLength(2);
    },
  );

  it('refuses a second writer', async () => {
    const memory = await openAt('m');
    await expect(openTestMemory(memory.store.uri)).rejects.toThrow(refusal('MEMORY_LOCKED'));
  });
});
