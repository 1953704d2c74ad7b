import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectWords, makeTable, renameFile } from '../../../scripts/renaming/table.ts';
import { bundledModel, dataFile, learn, load, samplePaths } from '../fixtures/learn.fixture.ts';
import { permuteOutcomes } from '../fixtures/permute.fixture.ts';
import { structureOf } from '../fixtures/structure.fixture.ts';

const knowagent = ['D0', 'D1'].map((round) =>
  dataFile(`trajectories/knowagent-alfworld/KnowAgentALFWorld_llama-2-13b_${round}.jsonl`),
);
const isThere = knowagent.every((path) => path !== null);
const knowagentPaths = knowagent.filter((path) => path !== null);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-renaming-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The files again with every verb, thing and place replaced by a made-up word. */
async function renamed(paths: readonly string[], seed: number): Promise<readonly string[]> {
  const words = collectWords((await load(paths)).trajectories);
  expect(words.length).toBeGreaterThan(20);
  const table = makeTable(words, seed);
  return Promise.all(
    paths.map(async (path) => {
      const copy = join(folder, `${seed}-${basename(path)}`);
      await writeFile(copy, renameFile(await readFile(path, 'utf8'), table));
      return copy;
    }),
  );
}

async function structure(paths: readonly string[], model: string) {
  return structureOf(await learn(await load(paths), { model }));
}

describe('every verb, thing and place replaced by a made-up word: the same structure', () => {
  it.each(['hashed:words', bundledModel()])('of the samples, with %s', async (model) => {
    expect(await structure(await renamed(samplePaths, 1), model)).toEqual(await structure(samplePaths, model));
  });

  it.skipIf(!isThere)('of knowagent-alfworld', async () => {
    const other = await renamed(knowagentPaths, 2);
    expect(await structure(other, bundledModel())).toEqual(await structure(knowagentPaths, bundledModel()));
  });
});

describe('order', () => {
  it('files in another order give the same state to the byte', async () => {
    const [one, two] = await Promise.all([load(samplePaths), load(samplePaths.toReversed())]);
    expect(two.trajectories.map(({ id }) => id)).not.toEqual(one.trajectories.map(({ id }) => id));
    expect(JSON.stringify(await learn(two))).toBe(JSON.stringify(await learn(one)));
  });
});

describe.skipIf(!isThere)('knowagent-alfworld', () => {
  it('gives a meta-procedure for each of its six kinds of task, and at least one strong proposal with contexts on both sides', async () => {
    const state = await learn(await load(knowagentPaths), { model: bundledModel() });
    expect(
      new Set(state.metaProcedures.flatMap(({ categories }) => categories.map(({ category }) => category))).size,
    ).toBe(6);
    expect(state.procedures.length).toBe(7);
    const strong = state.proposals.filter((proposal) => proposal.strong);
    expect(
      strong
        .flatMap(({ contrasts }) => contrasts)
        .some(({ spans }) => spans.success.length > 0 && spans.failure.length > 0),
    ).toBe(true);
  });

  it.each([1, 2, 3])('has no strong proposal when its outcomes are exchanged (seed %s)', async (seed) => {
    const loaded = await load(knowagentPaths);
    const trajectories = permuteOutcomes(loaded.trajectories, seed);
    expect((await learn({ ...loaded, trajectories })).proposals.filter(({ strong }) => strong)).toEqual([]);
  });
});
