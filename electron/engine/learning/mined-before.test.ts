import { expect, it } from 'vitest';
import { defaultSettings } from '../../../shared/model/index.ts';
import type { Source } from '../../../shared/model/index.ts';
import { createRandom } from '../../../shared/numeric/index.ts';
import { load, samplePaths } from '../fixtures/learn.fixture.ts';
import { openEmbedder } from '../embedding/index.ts';
import type { AnalysisRow } from '../ports.ts';
import { analyse, mine, MinedBefore } from './index.ts';

const embedder = await openEmbedder({ spec: 'hashed:words', modelsFolder: '', cacheFolder: '', allowDownload: false });

async function derived(analyses: readonly AnalysisRow[], sources: readonly Source[], before?: MinedBefore) {
  const mined = await mine({
    analyses,
    settings: defaultSettings,
    embed: (texts) => embedder.embed(texts),
    ...(before === undefined ? {} : { before }),
  });
  return mined.derive({
    sources: sources.map((source) => ({ source, seq: 1 })),
    decisions: [],
    settings: defaultSettings,
  });
}

it('what an earlier mining left changes nothing, whatever comes and goes [J9]', async () => {
  const { trajectories, sources } = await load(samplePaths);
  const rows = trajectories.map(analyse);
  const random = createRandom(5);
  const before = new MinedBefore();
  // Grows, shrinks, and grows again: predicates become lists, states and opposites on the way, and cease to be.
  for (const share of [0.02, 0.1, 0.05, 0.4, 0.3, 1, 0.6, 1]) {
    const some = share === 1 ? rows : rows.filter(() => random.uniform() < share);
    expect(await derived(some, sources, before)).toEqual(await derived(some, sources));
  }
});

it('a row that was written anew is read anew [J9]', async () => {
  const { trajectories, sources } = await load(samplePaths.slice(0, 1));
  const before = new MinedBefore();
  await derived(trajectories.map(analyse), sources, before);
  const other = trajectories.map((one) => analyse({ ...one, steps: one.steps.slice(0, 3) }));
  expect(await derived(other, sources, before)).toEqual(await derived(other, sources));
});

it('packed for another process it changes nothing either, whatever comes and goes [J14]', async () => {
  const { trajectories, sources } = await load(samplePaths);
  const rows = trajectories.map(analyse);
  const random = createRandom(7);
  let bytes: Uint8Array = new Uint8Array();
  for (const share of [0.02, 0.1, 0.4, 0.3, 1]) {
    const before = new MinedBefore();
    const kept = new Map(before.unpack(bytes, () => true).map((row) => [row.trajectoryId, row]));
    const some = rows
      .filter(() => share === 1 || random.uniform() < share)
      .map((row) => kept.get(row.trajectoryId) ?? row);
    expect(await derived(some, sources, before)).toEqual(
      await derived(
        rows.filter((row) => some.some(({ trajectoryId }) => trajectoryId === row.trajectoryId)),
        sources,
      ),
    );
    bytes = before.pack(some, 'title');
  }
});

it('a row that was packed is the row that it was [J14]', async () => {
  const { trajectories } = await load(samplePaths);
  const rows = trajectories.map(analyse).toSorted((a, b) => (a.trajectoryId < b.trajectoryId ? -1 : 1));
  const bytes = new MinedBefore().pack(rows, 'title');
  const unpacked = new MinedBefore().unpack(bytes, (title) => title === 'title');
  expect(unpacked.map(({ trajectoryId, version, data }) => ({ trajectoryId, version, data }))).toEqual(rows);
  // Read by somebody else, it is read as any row.
  expect(await derived(unpacked, [])).toEqual(await derived(rows, []));
});

it('what is cut off or meant for something else is not taken up [J14]', async () => {
  const { trajectories } = await load(samplePaths.slice(0, 1));
  const bytes = new MinedBefore().pack(trajectories.map(analyse), 'title');
  expect(new MinedBefore().unpack(bytes, () => false)).toEqual([]);
  expect(new MinedBefore().unpack(bytes.slice(0, -1), () => true)).toEqual([]);
  expect(new MinedBefore().unpack(new Uint8Array(), () => true)).toEqual([]);
});
