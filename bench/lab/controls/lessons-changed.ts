import { dataFile } from '../../../electron/engine/fixtures/learn.fixture.ts';
import { calibrationOf, type Forecast } from '../../../electron/engine/lab/measure/index.ts';
import { readHumanGoals } from '../../../electron/engine/lab/trial/index.ts';
import { draw, type Recorded } from '../corpus.ts';
import { folds, foretellExecutions, type HeldOutOptions } from '../held-out-executions.ts';
import { byTaskType, differenceOf, isSolved, meanOf, percent, stepsOf } from '../figures.ts';
import { shuffleOutcomes } from '../variants/outcomes.ts';
import { figuresOf, type Limit, ordinary, playUnder, type Row, type Setup } from './setup.ts';

/** (d) One kind of task is left out of what is learnt, and then played. */
export async function leftOut(setup: Setup): Promise<readonly Row[]> {
  const recorded = await setup.corpus.recordings('expert');
  const [valid] = setup.exams;
  if (valid === undefined) return [];
  const types = [...new Set(valid.games.map(({ taskType }) => taskType ?? 'none'))].toSorted();
  const rows: Row[] = [];
  for (const type of types) {
    const others = recorded.filter(({ taskType }) => taskType !== type);
    const exams = [{ ...valid, games: valid.games.filter(({ taskType }) => taskType === type) }];
    const played = await playUnder(setup, { episodes: (seed) => draw(others, setup.size, { seed }), exams });
    rows.push({ control: 'd', condition: `without ${type}`, figures: figuresOf(played) });
  }
  return rows;
}

/** Episodes of other rooms whose executions are foretold. */
const foretold = 300;

/** Every room is held out once. */
async function foretellAll(
  { corpus, size }: Setup,
  recorded: readonly Recorded[],
  lesson?: HeldOutOptions['lesson'],
): Promise<readonly Forecast[]> {
  const told: Forecast[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const options = { corpus, recorded, size, heldOut: foretold, seed: fold + 1, fold };
    const { procedures } = await foretellExecutions(lesson === undefined ? options : { ...options, lesson });
    told.push(...procedures);
  }
  return told;
}

/** (e) Outcomes are exchanged within kinds of task. The skill is that of forecasts for executions in other rooms. */
export async function shuffled(setup: Setup): Promise<readonly Row[]> {
  const recorded = await setup.corpus.recordings('noisy');
  const lesson = (seed: number) => draw(recorded, setup.size, { seed });
  const { exams } = setup;
  const before = await playUnder(setup, { episodes: lesson, exams });
  const after = await playUnder(setup, { episodes: (seed) => shuffleOutcomes(lesson(seed), seed), exams });
  const asTheyAre = calibrationOf(await foretellAll(setup, recorded));
  const exchanged = calibrationOf(await foretellAll(setup, recorded, (episodes) => shuffleOutcomes(episodes, 1)));
  const row = (condition: string, played: typeof before, told: typeof asTheyAre): Row => {
    const { brierSkill, auc, slope, forecasts } = told;
    const note = `${forecasts} executions of the recorder in other rooms foretold: Brier skill ${brierSkill?.toFixed(3) ?? 'none'}, slope ${slope?.toFixed(2) ?? 'none'}, AUC ${auc?.toFixed(3) ?? 'none'}`;
    return { control: 'e', condition, figures: figuresOf(played, note) };
  };
  const longer = differenceOf(after, before, stepsOf);
  const limits: readonly Limit[] = [
    { promised: 'forecasts with skill from outcomes as they are', isKept: (asTheyAre.brierSkill ?? 0) > 0 },
    { promised: 'no skill of forecasts from exchanged outcomes', isKept: (exchanged.brierSkill ?? 0) <= 0 },
    { promised: 'more steps after exchanged outcomes', isKept: longer !== null && longer.interval.low > 0 },
  ];
  return [
    row('a noisy recorder, outcomes as they are', before, asTheyAre),
    { ...row('a noisy recorder, outcomes exchanged', after, exchanged), limits },
  ];
}

/** (f) Runs of a language model in place of our recorder; valid_seen alone, which none of them was played on. */
export async function foreign(setup: Setup): Promise<readonly Row[]> {
  const folder = dataFile('trajectories/knowagent-alfworld');
  const [valid] = setup.exams;
  if (folder === null || valid === undefined) return [];
  const files = ['D0', 'D1'].map((round) => `${folder}/KnowAgentALFWorld_llama-2-13b_${round}.jsonl`);
  const played = await playUnder(setup, { episodes: () => ({ files }), exams: [valid], draws: 1 });
  const recorded = await setup.corpus.recordings('noisy');
  const own = await playUnder(setup, {
    episodes: (seed) => draw(recorded, 850, { seed, failing: 576 / 850 }),
    exams: [valid],
  });
  return [
    { control: 'f', condition: '850 foreign runs, 274 successes', figures: figuresOf(played) },
    { control: 'f', condition: '850 of our noisy recorder, 274 successes', figures: figuresOf(own) },
  ];
}

/** What is solved of tasks in people's own words, at least. */
const HUMAN = 0.6;

/** (h) Tasks in people's own words. */
export async function humanGoals(setup: Setup): Promise<readonly Row[]> {
  const file = dataFile('alfworld/human-goals.valid_seen.jsonl');
  const [valid] = setup.exams;
  if (file === null || valid === undefined) return [];
  const wordings = await readHumanGoals(file, valid.games);
  const played = await playUnder(setup, { ...(await ordinary(setup)), exams: [{ ...valid, wordings }] });
  const types = Object.entries(byTaskType(played)).map(([type, { rate }]) => `${type} ${percent(rate)}`);
  const limits = [{ promised: `at least ${percent(HUMAN)} %`, isKept: meanOf(played, isSolved).mean >= HUMAN }];
  return [{ control: 'h', condition: 'tasks in people’s words', figures: figuresOf(played, types.join('; ')), limits }];
}
