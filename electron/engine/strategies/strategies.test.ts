import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultSettings, type Settings, type Strategy } from '../../../shared/model/index.ts';
import { importInto, openTestMemory, tempFolder, testParts } from '../fixtures/memory.fixture.ts';
import { samplePaths } from '../fixtures/learn.fixture.ts';
import { planApproval, planDeletion, planPin, planUndo, verifyStore, type Memory } from '../memory/index.ts';
import { exportSnapshot, importSnapshot, openSnapshot } from '../snapshot/index.ts';
import { openStore } from '../store/index.ts';
import * as learning from './index.ts';

const parts = { learning };
const settingsOf = (strategy: Strategy, more: Partial<Settings> = {}): Settings => ({
  ...defaultSettings,
  strategy,
  ...more,
});

describe.each(['memp', 'procmem'] as const)('a memory that learns by %s', (strategy) => {
  let folder: Awaited<ReturnType<typeof tempFolder>>;
  let memory: Memory;
  beforeAll(async () => {
    folder = await tempFolder();
    memory = await openTestMemory(join(folder.path, 'm'), {
      settings: settingsOf(strategy, { mempUpdate: 'adjustment', procmemPool: 40 }),
      parts,
    });
    await importInto(memory, samplePaths);
  });
  afterAll(async () => {
    await memory.close();
    await folder.remove();
  });

  it('says so in its journal and holds what it learned [T1]', () => {
    const [first] = memory.state.events;
    expect(first?.change).toMatchObject({ kind: 'memory-created', strategy });
    expect(memory.state.derived.strategy?.kind).toBe(strategy);
    expect(memory.state.derived.procedures.length).toBeGreaterThan(5);
    expect(memory.state.derived.proposals.length).toBeGreaterThan(0);
  });

  it('passes every check of verify', async () => {
    const report = await verifyStore(memory.store, { ...testParts, ...parts });
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
  });

  it('comes to the same state in parts and in another order [J8]', async () => {
    const other = await openTestMemory(join(folder.path, 'parts'), {
      settings: settingsOf(strategy, { mempUpdate: 'adjustment', procmemPool: 40 }),
      parts,
    });
    for (const path of samplePaths.toReversed()) await importInto(other, [path]);
    expect(other.state.stateHash).toBe(memory.state.stateHash);
    await other.close();
  });

  it('takes decisions, and undo takes them back [T3]', async () => {
    const before = memory.state.stateHash;
    const proposal = memory.state.derived.proposals.find(({ status }) => status === 'pending');
    const item = memory.state.derived.procedures.find(
      ({ status, id }) => status === 'live' && id !== proposal?.targetId,
    );
    await memory.decide((state) => planApproval(state, proposal?.id ?? ''));
    const target = memory.state.derived.procedures.find(({ id }) => id === proposal?.targetId);
    expect(target?.body).toEqual(proposal?.after);
    expect(memory.state.derived.revisions[target?.id ?? '']).toHaveLength(2);
    await memory.decide((state) => planPin(state, item?.id ?? '', true));
    await memory.decide((state) => planDeletion(state, item?.id ?? ''));
    expect(memory.state.derived.procedures.find(({ id }) => id === item?.id)?.status).toBe('deleted');
    expect((await verifyStore(memory.store, { ...testParts, ...parts })).ok).toBe(true);
    for (let turn = 0; turn < 3; turn += 1) await memory.decide(planUndo);
    expect(memory.state.stateHash).toBe(before);
  });

  it('goes through a snapshot byte for byte', async () => {
    const file = join(folder.path, 'a.knack');
    const exported = await exportSnapshot(memory, file);
    const store = await openStore({ uri: join(folder.path, 'restored'), create: true });
    const restored = await importSnapshot(await openSnapshot(file), { ...testParts, ...parts, store });
    expect(restored.result.stateHash).toBe(memory.state.stateHash);
    const again = await exportSnapshot(restored.memory, join(folder.path, 'b.knack'));
    expect(again.sha256).toBe(exported.sha256);
    await restored.memory.close();
  });

  it('supplies steps to follow, and counts how an episode ended [T4]', async () => {
    const { derived, folded } = memory.state;
    const supply = learning.openSupply({
      derived,
      settings: { ...folded.settings, procmemCosine: 0 },
      embed: (texts) => memory.vectors.embed(folded.settings.embeddingModel, texts),
      rankMacla: async () => [],
    });
    const question = { goal: 'leave a warm jar at a crate', observation: '', k: 3, seed: 1 };
    const found = await supply.rank(question);
    expect(found).toHaveLength(3);
    expect(found.every(({ body }) => body.steps.length > 0)).toBe(true);
    expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).toSorted((a, b) => b - a));
    const tokens = supply.storedTokens();
    for (let times = 0; times < 60; times += 1) supply.learn({ followed: [found[0]?.id ?? ''], outcome: 'failure' });
    const after = await supply.rank(question);
    if (strategy === 'memp') {
      expect(after.map(({ id }) => id)).not.toContain(found[0]?.id);
      expect(supply.storedTokens()).toBeLessThan(tokens);
    }
    // What a supply counted is no change of the memory.
    expect(memory.state.derived).toBe(derived);
  });

  it('opens as it was left', async () => {
    const uri = join(folder.path, 'again');
    const first = await openTestMemory(uri, { settings: settingsOf(strategy), parts });
    await importInto(first, samplePaths.slice(0, 1));
    const { stateHash } = first.state;
    const { strategy: state } = first.state.derived;
    await first.close();
    const second = await openTestMemory(uri, { parts });
    expect(second.state.stateHash).toBe(stateHash);
    expect(second.state.derived.strategy).toEqual(state);
    await second.close();
    await rm(uri, { recursive: true, force: true });
  });
});

it('settings of another strategy are no part of the state [T2]', async () => {
  const folder = await tempFolder();
  const hashes: string[] = [];
  for (const [at, more] of [{}, { mempCount: 3 }, { procmemPool: 4 }].entries()) {
    const memory = await openTestMemory(join(folder.path, String(at)), { settings: settingsOf('macla', more), parts });
    hashes.push(memory.state.stateHash);
    await memory.close();
  }
  expect(new Set(hashes).size).toBe(1);
  await folder.remove();
});

describe('what the samples planted', () => {
  it('ProcMEM: warming asks for a fire that burns, and the gate lets that pass [M5 to M14]', async () => {
    const folder = await tempFolder();
    const memory = await openTestMemory(join(folder.path, 'm'), { settings: settingsOf('procmem'), parts });
    await importInto(memory, samplePaths);
    const state = memory.state.derived.strategy;
    const accepted = state?.kind === 'procmem' ? state.candidates.filter((one) => one.accepted) : [];
    const words = accepted.flatMap(({ before, edits }) => edits.map(({ text }) => `${before.goal}: ${text}`));
    expect(words).toContain('warm {object} over {object2}: {object2} is burning');
    await memory.close();
    await folder.remove();
  });
});

describe('files of the other systems open as memories', () => {
  const golden = join(import.meta.dirname, '../import/golden');
  const openWith = async (
    strategy: Strategy,
    file: string,
  ): Promise<{ memory: Memory; remove: () => Promise<void> }> => {
    const folder = await tempFolder();
    const memory = await openTestMemory(join(folder.path, 'm'), { settings: settingsOf(strategy), parts });
    await importInto(memory, [join(golden, file)]);
    return { memory, remove: async () => (await memory.close(), folder.remove()) };
  };

  it('documents.json of Mem^p, with its counts and no posterior of them [Q15]', async () => {
    const { memory, remove } = await openWith('memp', 'memp-documents/wharf.in');
    const state = memory.state.derived.strategy;
    const entries = state?.kind === 'memp' ? state.entries : [];
    const told = entries.map(({ query, facts, imported }) => ({ query, facts, imported }));
    expect(told.toSorted((a, b) => (a.query < b.query ? -1 : 1))).toEqual([
      {
        query: 'Mend the net of boat 3',
        facts: { thing: 'net', owner: 'boat 3' },
        imported: { hits: 4, success: 3, buildPolicy: 'round' },
      },
      { query: 'Tar the hull', facts: {}, imported: { hits: 3, success: 0, buildPolicy: 'direct' } },
    ]);
    expect(memory.state.derived.procedures.map(({ posterior }) => posterior.n)).toEqual([0, 0]);
    expect((await verifyStore(memory.store, { ...testParts, ...parts })).ok).toBe(true);
    await remove();
  });

  it('the training log of ProcMEM, with its lineage [M18]', async () => {
    const { memory, remove } = await openWith('procmem', 'procmem-log/training.in');
    const state = memory.state.derived.strategy;
    if (state?.kind !== 'procmem') throw new Error('no pool');
    const nameOf = new Map(state.skills.map(({ id, name }) => [id, name]));
    expect(
      state.skills
        .map(({ name, parent, left, frequency, imported }) => [
          name,
          nameOf.get(parent ?? ''),
          left,
          frequency,
          imported,
        ])
        .toSorted(),
    ).toEqual([
      ['mend well', 'mend', null, 3, true],
      ['mend', undefined, 0, 2, true],
    ]);
    expect(state.candidates.map(({ reported, accepted, fate }) => [reported, accepted, fate])).toEqual([
      [0.08, true, 'reported'],
      [-0.2, false, 'reported'],
    ]);
    expect(state.rounds).toHaveLength(2);
    await remove();
  });
});
