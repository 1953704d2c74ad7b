import { dataFile } from '../../../electron/engine/fixtures/learn.fixture.ts';
import { calibrationOf, type Forecast } from '../../../electron/engine/lab/measure/index.ts';
import { readHumanGoals } from '../../../electron/engine/lab/trial/index.ts';
import { draw, type Recorded } from '../corpus.ts';
import { folds, foretellExecutions, type HeldOutOptions } from '../held-out-executions.ts';
import { byTaskType, differenceOf, isSolved, meanOf, percent } from '../figures.ts';
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

interface Foretold {
  readonly procedures: readonly Forecast[];
  readonly metaProcedures: readonly Forecast[];
}

/** Every room is held out once. */
async function foretellAll(
  { corpus, size }: Setup,
  recorded: readonly Recorded[],
  lesson?: HeldOutOptions['lesson'],
): Promise<Foretold> {
  const told: Foretold[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const options = { corpus, recorded, size, heldOut: foretold, seed: fold + 1, fold };
    told.push(await foretellExecutions(lesson === undefined ? options : { ...options, lesson }));
  }
  return {
    procedures: told.flatMap(({ procedures }) => procedures),
    metaProcedures: told.flatMap(({ metaProcedures }) => metaProcedures),
  };
}

/** Episodes of a memory so small that it shows in play what they are worth; so small ones differ, and more are drawn. */
const [few, manyDraws] = [30, 10];

/** (e) Outcomes are exchanged within kinds of task. The skill is that of forecasts for what is done in other rooms. */
export async function shuffled(setup: Setup): Promise<readonly Row[]> {
  const recorded = await setup.corpus.recordings('noisy');
  const both = async (size: number, draws: number) => {
    const lesson = (seed: number) => draw(recorded, size, { seed });
    const { exams } = setup;
    const before = await playUnder(setup, { episodes: lesson, exams, draws });
    const after = await playUnder(setup, { episodes: (seed) => shuffleOutcomes(lesson(seed), seed), exams, draws });
    return { before, after, more: differenceOf(before, after, isSolved) };
  };
  const [small, whole] = [await both(few, manyDraws), await both(setup.size, setup.draws)];
  const asTheyAre = await foretellAll(setup, recorded);
  const exchanged = await foretellAll(setup, recorded, (episodes) => shuffleOutcomes(episodes, 1));
  const row = (condition: string, played: typeof whole.before, note: string): Row => ({
    control: 'e',
    condition,
    figures: figuresOf(played, note),
  });
  const limits: readonly Limit[] = [
    ...vanishing(asTheyAre, exchanged),
    { promised: `less solved from ${few} episodes`, isKept: small.more !== null && small.more.interval.low > 0 },
  ];
  return [
    row(`a noisy recorder, ${few} episodes, outcomes as they are`, small.before, ''),
    row(`a noisy recorder, ${few} episodes, outcomes exchanged`, small.after, ''),
    row('a noisy recorder, outcomes as they are', whole.before, skillsTold(asTheyAre)),
    { ...row('a noisy recorder, outcomes exchanged', whole.after, skillsTold(exchanged)), limits },
  ];
}

function skillsTold({ procedures, metaProcedures }: Foretold): string {
  return `foretold of the recorder in other rooms: ${skillOf(procedures)} executions of procedures; ${skillOf(metaProcedures)} of meta-procedures`;
}

function skillOf(forecasts: readonly Forecast[]): string {
  const { brierSkill, auc, slope } = calibrationOf(forecasts);
  const told = (value: number | null, digits: number): string => value?.toFixed(digits) ?? 'none';
  return `Brier skill ${told(brierSkill, 3)}, slope ${told(slope, 2)}, AUC ${told(auc, 3)} in ${forecasts.length}`;
}

function vanishing(asTheyAre: Foretold, exchanged: Foretold): readonly Limit[] {
  const skills = ({ procedures, metaProcedures }: Foretold): readonly number[] =>
    [procedures, metaProcedures].map((forecasts) => calibrationOf(forecasts).brierSkill ?? 0);
  return [
    {
      promised: 'forecasts with skill from outcomes as they are',
      isKept: skills(asTheyAre).every((skill) => skill > 0),
    },
    {
      promised: 'no skill of forecasts from exchanged outcomes',
      isKept: skills(exchanged).every((skill) => skill <= 0),
    },
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
