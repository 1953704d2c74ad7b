import { dataFile, learn, load, samplePaths, type Loaded } from '../../electron/engine/fixtures/learn.fixture.ts';
import { permuteOutcomes } from '../../electron/engine/fixtures/permute.fixture.ts';
import { defaultSettings } from '../../shared/model/index.ts';

export const name = 'Strong proposals vanish when outcomes are exchanged inside goal categories';
export const command = 'npm run prove -- permuted-outcomes';

const seeds = Array.from({ length: 60 }, (_, seed) => seed + 1);
const rounds = ['D0', 'D1'].map(
  (round) => `trajectories/knowagent-alfworld/KnowAgentALFWorld_llama-2-13b_${round}.jsonl`,
);

/**
 * When outcomes are exchanged, every discovery is a false one: the false discovery rate is the share of builds with any
 * strong proposal, which the settings bound.
 */
export async function run(): Promise<string> {
  const rows = [await measure('samples', await load(samplePaths))];
  const paths = rounds.map(dataFile).filter((path) => path !== null);
  if (paths.length === rounds.length) rows.push(await measure('knowagent-alfworld', await load(paths)));
  return `| corpus | strong as recorded | seeds | seeds with a strong proposal | weak proposals a seed | promised rate |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}`;
}

async function measure(corpus: string, loaded: Loaded): Promise<string> {
  const rate = defaultSettings.falseDiscoveryRate;
  const recorded = (await learn(loaded)).proposals.filter(({ strong }) => strong).length;
  let [withStrong, weak] = [0, 0];
  for (const seed of seeds) {
    const trajectories = permuteOutcomes(loaded.trajectories, seed);
    const { proposals } = await learn({ ...loaded, trajectories });
    const strong = proposals.filter((proposal) => proposal.strong).length;
    if (strong > 0) withStrong += 1;
    weak += proposals.length - strong;
  }
  if (recorded === 0) throw new Error(`${corpus}: nothing is strong as recorded.`);
  if (withStrong > seeds.length * rate) throw new Error(`${corpus}: strong in ${withStrong} of ${seeds.length} seeds.`);
  return `| ${[corpus, recorded, seeds.length, withStrong, (weak / seeds.length).toFixed(1), rate].join(' | ')} |`;
}
