import { bundledModel, dataFile, load } from '../../electron/engine/fixtures/learn.fixture.ts';
import { openEmbedder } from '../../electron/engine/embedding/index.ts';
import { walk } from '../../electron/engine/import/index.ts';
import { taskFolderOf } from '../../electron/engine/lab/measure/index.ts';
import { type Examined, appraise } from '../../electron/engine/lab/prediction/index.ts';
import { analyse, mine } from '../../electron/engine/learning/index.ts';
import { defaultSettings, type Trajectory } from '../../shared/model/index.ts';
import { createRandom } from '../../shared/numeric/index.ts';
import { models } from '../lab/actors.ts';
import { FEW, type Fold, forecastHead, forecastTable } from '../lab/forecasts.ts';
import { isCheap } from '../lab/play.ts';
import { nextStepHead, nextStepTable } from '../lab/next-steps.ts';

export const name = 'Held-out episodes: the next step and the outcome, beside two baselines';
export const command = 'npm run prove -- evaluate';

const FOLDS = isCheap ? 2 : 5;

/** Public episodes, and what episodes of one group share: groups are held out whole. */
const sources = [
  { name: 'knowagent-alfworld', path: 'trajectories/knowagent-alfworld', by: 'task folder' },
  { name: 'tau-bench', path: 'trajectories/tau-bench/gpt-4o-airline.json', by: 'task' },
  { name: 'intercode', path: 'trajectories/intercode', by: 'question' },
  { name: 'intercode sql', path: 'trajectories/intercode/sql', by: 'question' },
  { name: 'intercode bash', path: 'trajectories/intercode/bash', by: 'question' },
] as const;

/** A memory is learnt from all groups but those of one fold, and asked about these; five folds. */
export async function run(): Promise<string> {
  const spec = bundledModel();
  const embedder = await openEmbedder({ spec, modelsFolder: models, cacheFolder: models, allowDownload: false });
  const steps: string[] = [];
  const outcomes: string[] = [];
  try {
    for (const source of sources) {
      const place = dataFile(source.path);
      if (place === null) return 'Not run: the episodes are not there.';
      const folds = await examineFolds(await trajectoriesIn(place), {
        by: source.by,
        embed: (texts) => embedder.embed(texts),
      });
      const rows = nextStepTable(source, folds);
      const told = forecastTable(source.name, folds);
      console.log([...rows, ...told].join('\n'));
      steps.push(...rows);
      outcomes.push(...told);
    }
  } finally {
    await embedder.close();
  }
  return `${nextStepHead}\n${steps.join('\n')}\n\n${forecastHead}\n${outcomes.join('\n')}\n\n${note}`;
}

const note = `${FOLDS} folds of whole groups; rules V1 to V7 of SPEC-lab.md. A step counts as foretold when its template and all that stands in it are right, its kind when the template is. Differences are paired, with 89 % intervals from resampled groups: above 0 it beats, below 0 it does not, and where the interval holds 0 it cannot be told. Less than ${FEW} outcomes of one kind are too few for a figure. AUC over pairs of one fold, weighted by their number. Brier skill against the base rate of the held-out episodes. The predictor was developed on other folders (tau2-bench, adapt, react-webshop, react-fever, our samples); what the nearest successes did became one of its ways (V4) after a first look at these, in other folds.`;

async function trajectoriesIn(place: string): Promise<readonly Trajectory[]> {
  const { files } = await walk([place]);
  const paths = files.map(({ path }) => path).filter((path) => /\.jsonl?$/.test(path));
  return (await load(paths)).trajectories;
}

type Embed = (texts: readonly string[]) => Promise<readonly Float32Array[]>;
type Grouping = (typeof sources)[number]['by'];

function groupOf({ goal, title }: Trajectory, by: Grouping): string {
  if (by === 'question') return goal;
  // The title of a game is its name: without its trial, so that games of one task, which are near copies, are never parted.
  if (by === 'task folder') return taskFolderOf(title ?? goal);
  // The first part of the title `task 3, trial 0`.
  return (title ?? goal).replace(/,.*/, '');
}

async function examineFolds(
  trajectories: readonly Trajectory[],
  { by, embed }: { readonly by: Grouping; readonly embed: Embed },
): Promise<readonly Fold[]> {
  const groups = [...new Set(trajectories.map((each) => groupOf(each, by)))].sort();
  const foldOf = new Map(
    createRandom(1)
      .shuffle(groups)
      .map((group, at) => [group, at % FOLDS]),
  );
  const folds: Fold[] = [];
  for (let out = 0; out < FOLDS; out += 1) {
    const isOut = (each: Trajectory): boolean => foldOf.get(groupOf(each, by)) === out;
    const analyses = trajectories.filter((each) => !isOut(each)).map(analyse);
    const heldOut = trajectories.filter(isOut);
    const mined = await mine({ analyses, settings: defaultSettings, embed });
    const learned = mined.derive({ sources: [], decisions: [], settings: defaultSettings });
    const examined: Examined[] = [];
    const examination = { analyses, settings: defaultSettings, learned, heldOut: heldOut.map(analyse), embed };
    for await (const each of appraise(examination)) examined.push(each);
    const groupById = new Map(heldOut.map((each) => [each.id, groupOf(each, by)]));
    folds.push(examined.map((each) => ({ ...each, group: groupById.get(each.id) ?? each.id })));
  }
  return folds;
}
