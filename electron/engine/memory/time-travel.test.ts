import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareStates } from '../compare/index.ts';
import { importInto, openTestMemory, tempFolder, testParts, writeEpisodes } from '../fixtures/memory.fixture.ts';
import { planPin, planUndo } from './decisions.ts';
import type { Memory } from './memory.ts';
import { comparable, readStateOf, stateAt } from './time-travel.ts';
import { unlearn } from './unlearning.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let memory: Memory;
const hashes = new Map<number, string>();
const note = (): Map<number, string> => hashes.set(memory.state.events.length, memory.state.stateHash);

beforeAll(async () => {
  folder = await tempFolder();
  const [one, two] = [join(folder.path, 'one.jsonl'), join(folder.path, 'two.jsonl')];
  await writeEpisodes(one, { from: 0, to: 60 });
  await writeEpisodes(two, { from: 60, to: 100 });
  memory = await openTestMemory(join(folder.path, 'm'));
  note();
  await importInto(memory, [one]);
  note();
  const id = memory.state.derived.procedures[0]!.id;
  await memory.decide((state) => planPin(state, id, true));
  note();
  await importInto(memory, [two]);
  note();
  await memory.decide((state) => planUndo(state));
  note();
});

afterAll(async () => {
  await memory.close();
  await folder.remove();
});

const at = (seq: number): ReturnType<typeof stateAt> => memory.exclusive(() => stateAt(memory, seq));

describe('time travel', () => {
  it('gives at each event the state that was there then, and leaves the memory as it is [W2]', async () => {
    const now = memory.state;
    for (const [seq, stateHash] of hashes) expect((await at(seq)).state.stateHash).toBe(stateHash);
    expect(memory.state).toBe(now);
    await expect(at(99)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('reads another memory without changing it, now and at an event [W2]', async () => {
    const parts = { learning: testParts.learning, openEmbedder: testParts.openEmbedder };
    for (const [seq, stateHash] of hashes) {
      expect((await readStateOf(memory.store, parts, seq)).state.stateHash).toBe(stateHash);
    }
    expect((await readStateOf(memory.store, parts, null)).state.stateHash).toBe(memory.state.stateHash);
  });
});

describe('comparing', () => {
  it('tells what was added, removed and changed, and nothing for the same state [W1]', async () => {
    const [two, three, four] = await Promise.all(
      [at(2), at(3), at(4)].map(async (past) => comparable((await past).state)),
    );
    expect(compareStates(two!, two!)).toMatchObject({ same: true, items: [] });
    expect(compareStates(two!, three!).items).toEqual([
      expect.objectContaining({
        table: 'procedure',
        change: 'changed',
        fields: [{ field: 'pinned', before: 'false', after: 'true' }],
      }),
    ]);
    const grown = compareStates(three!, four!);
    expect(grown.items).toContainEqual(
      expect.objectContaining({ table: 'source', change: 'added', label: expect.stringContaining('two.jsonl') }),
    );
    const back = compareStates(four!, three!);
    expect(back.items.map(({ id }) => id)).toEqual(grown.items.map(({ id }) => id));
    const other = { added: 'removed', removed: 'added', changed: 'changed' } as const;
    expect(back.items.map(({ change }) => change)).toEqual(grown.items.map(({ change }) => other[change]));
    const total = Object.values(grown.unchanged).reduce((sum, count) => sum + count, 0);
    expect(total + grown.items.filter(({ change }) => change !== 'added').length).toBe(
      three!.procedures.length +
        three!.metaProcedures.length +
        three!.proposals.length +
        three!.sources.length +
        Object.keys(three!.settings).length,
    );
  });

  it('says which files of the past were un-learned since [W2]', async () => {
    await memory.exclusive(() => unlearn(memory, 'two.jsonl'));
    const past = await at(4);
    expect(past.missing).toEqual([expect.stringContaining('two.jsonl')]);
    expect(past.state.stateHash).toBe(hashes.get(3));
  });
});
