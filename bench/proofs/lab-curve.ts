import { pairedDifference, taskFolderOf } from '../../electron/engine/lab/measure/index.ts';
import { createRandom } from '../../shared/numeric/index.ts';
import type { ActorName } from '../lab/actors.ts';
import { type Corpus, draw, LARGEST, openCorpus, type Recorded } from '../lab/corpus.ts';
import {
  asPercent,
  asSteps,
  differenceOf,
  isSolved,
  isSolvedWithin10,
  meanOf,
  percent,
  type Played,
  stepsOf,
} from '../lab/figures.ts';
import { askedFor, isCheap } from '../lab/play.ts';
import { type Exam, teach } from '../lab/teaching.ts';

export const name = 'Learning curve: from recorded episodes to games that were not recorded';
export const command = 'npm run prove -- lab-curve';

const actors: readonly ActorName[] = askedFor(['memory', 'skeleton', 'nearest', 'random', 'empty']);
const sizes = isCheap ? [10, 100] : [0, 10, 30, 100, 300, 1000, LARGEST];
const draws = isCheap ? 2 : 10;
/** Of the games of rooms that were kept out, drawn once for all. */
const keptOutGames = isCheap ? 60 : 200;

interface Test extends Exam {
  readonly name: string;
}

/** Success, success within ten steps, and steps, by who plays, by how many recorded episodes of which demonstrator. */
export async function run(): Promise<string> {
  const corpus = await openCorpus();
  if (corpus === null) return 'Not run: the games are not there.';
  try {
    const rows: string[] = [];
    const known: Known = new Map();
    const tests = await testsOf(corpus);
    for (const agent of ['expert', 'noisy'] as const) {
      const recorded = await corpus.recordings(agent);
      const cells = actors.flatMap((actor) => sizes.map((size) => ({ actor, size })));
      for (const cell of cells) rows.push(...(await measure({ corpus, ...cell, recorded, tests, known }, agent)));
    }
    return `${head}\n${rows.join('\n')}\n\n${noteOf(corpus, tests)}\n\n${comparison(known)}`;
  } finally {
    await corpus.close();
  }
}

const head = `| who | recorded by | episodes | failed, % | games | solved, % | solved within 10, % | steps |
| --- | --- | --- | --- | --- | --- | --- | --- |`;

async function testsOf({ valid, train, keptOut }: Corpus): Promise<readonly Test[]> {
  const some = createRandom(2).shuffle(keptOut).slice(0, keptOutGames);
  const inOrder = some.toSorted((left, right) => (left.name < right.name ? -1 : 1));
  return [
    { name: 'valid_seen', environment: valid, games: await valid.games() },
    { name: 'other rooms', environment: train, games: inOrder },
  ];
}

interface Measured {
  readonly corpus: Corpus;
  readonly actor: ActorName;
  readonly size: number;
  readonly recorded: readonly Recorded[];
  readonly tests: readonly Test[];
  readonly known: Known;
}

/** What was played on valid_seen, by who played, who recorded and how many episodes. */
type Known = Map<string, readonly Played[]>;

const keyOf = (actor: ActorName, agent: string, size: number): string => `${actor} ${agent} ${size}`;

async function measure(
  { corpus, actor, size, recorded, tests, known }: Measured,
  agent: string,
): Promise<readonly string[]> {
  const played = tests.map((): Played[] => []);
  let failing = 0;
  // Nothing recorded is one memory, not ten.
  for (let seed = 1; seed <= (size === 0 ? 1 : draws); seed += 1) {
    const own = draw(recorded, size, { seed, failing: agent === 'noisy' ? 1 / 3 : undefined });
    failing += own.filter(({ success }) => !success).length;
    const taught = await teach({ corpus, actor, episodes: own, exams: tests });
    for (const [at, episodes] of taught.entries()) played[at]?.push({ memory: String(seed), episodes });
  }
  known.set(keyOf(actor, agent, size), played[0] ?? []);
  const share = size === 0 ? '' : percent(failing / (size * draws));
  return tests.map((test, at) => {
    const all = played[at] ?? [];
    const figures = [
      asPercent(meanOf(all, isSolved)),
      asPercent(meanOf(all, isSolvedWithin10)),
      asSteps(meanOf(all, stepsOf)),
    ];
    const row = `| ${[actor, agent, size, share, test.name, ...figures].join(' | ')} |`;
    console.log(row);
    return row;
  });
}

function noteOf({ keptOut }: Corpus, tests: readonly Test[]): string {
  const rooms = new Set(keptOut.map(({ room }) => room)).size;
  return `${draws} draws of the episodes each, 89 % intervals over draws and task folders. valid_seen: ${tests[0]?.games.length ?? 0} games; other rooms: ${tests[1]?.games.length ?? 0} of the ${keptOut.length} train games of ${rooms} rooms of which nothing was recorded. 50 steps; an unsolved game counts 50.`;
}

/** The memory beside the plain control on the same games of valid_seen, and what failing recordings cost either. */
function comparison(known: Known): string {
  const get = (actor: ActorName, agent: string, size: number): readonly Played[] | undefined =>
    known.get(keyOf(actor, agent, size));
  const rows = sizes.flatMap((size) => {
    const [own, noisy] = [get('memory', 'expert', size), get('memory', 'noisy', size)];
    const [other, otherNoisy] = [get('skeleton', 'expert', size), get('skeleton', 'noisy', size)];
    if (size === 0 || !own || !noisy || !other || !otherNoisy) return [];
    const losses = [differenceOf(own, noisy, isSolved), differenceOf(other, otherNoisy, isSolved)];
    const cells = [differenceOf(own, other, isSolved), differenceOf(noisy, otherNoisy, isSolved), ...losses];
    return [`| ${[size, ...cells.map(told), told(lossesApart({ own, noisy, other, otherNoisy }))].join(' | ')} |`];
  });
  if (rows.length === 0) return '';
  return `| episodes | memory less skeleton, expert | the same, noisy | memory loses | skeleton loses | memory loses less by |\n| --- | --- | --- | --- | --- | --- |\n${rows.join('\n')}\n\nPoints of success on valid_seen, paired by draw and game, 89 % intervals. Loses: from the expert's recordings to those of which a third failed. Every game of valid_seen has siblings among the train games, of the same task in the same room: other rooms are the harder test.`;
}

type Difference = ReturnType<typeof differenceOf>;

function told(found: Difference): string {
  if (found === null) return '';
  const { difference, interval } = found;
  return `${percent(difference)} [${percent(interval.low)}, ${percent(interval.high)}]`;
}

/** By how much less the memory loses than the control, game by game. */
function lossesApart(all: Readonly<Record<'own' | 'noisy' | 'other' | 'otherNoisy', readonly Played[]>>): Difference {
  const solved = (played: readonly Played[], at: number, index: number): number => {
    const episode = played[at]?.episodes[index];
    return episode === undefined ? 0 : isSolved(episode);
  };
  const pairs = all.own.flatMap(({ memory, episodes }, at) =>
    episodes.map(({ game }, index) => ({
      memory,
      group: taskFolderOf(game),
      first: solved(all.other, at, index) - solved(all.otherNoisy, at, index),
      second: solved(all.own, at, index) - solved(all.noisy, at, index),
    })),
  );
  return pairedDifference(pairs, { seed: 1 });
}
