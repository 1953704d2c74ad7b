import { renameText } from '../../../scripts/renaming/table.ts';
import { byTaskType, differenceOf, isSolved, percent, type Played } from '../figures.ts';
import { draw, recordedOf } from '../corpus.ts';
import { type Game, vocabularyBelow } from '../variants/games.ts';
import { otherPhysics } from '../variants/physics.ts';
import { otherSurface } from '../variants/surface.ts';
import { madeUpWords, renameGame, renameLine } from '../variants/words.ts';
import { openWorld, type World } from '../worlds.ts';
import { type Condition, figuresOf, type Limit, ordinary, playUnder, type Row, type Setup } from './setup.ts';

/** The exams of a setup, in another world's games of the same names. */
function examsIn({ exams }: Setup, { valid, train }: World): Setup['exams'] {
  return exams.map(({ games }, at) => ({ games, environment: at === 0 ? valid : train }));
}

/** Of so many games, and of no fewer, the control with made-up words is promised. */
const GAMES = 600;
/** What the other physics changes can hardly be done by who was taught the usual one. */
const changed = ['pick_cool_then_place_in_recep', 'pick_heat_then_place_in_recep'];
const MISLED = 0.1;

/** (a) Everything that commands can name is a made-up word, in games and recordings. */
export async function madeUp(setup: Setup, models: readonly string[]): Promise<readonly Row[]> {
  const { corpus } = setup;
  const table = madeUpWords(await vocabularyBelow([corpus.places.train, corpus.places.valid]), 1);
  const world = await openWorld(corpus, 'words', (game) => renameGame(game, table));
  const plain = await ordinary(setup);
  const rows: Row[] = [];
  for (const model of models) {
    const before = await playUnder(setup, { ...plain, model });
    const after = await playUnder(setup, {
      ...plain,
      model,
      exams: examsIn(setup, world),
      episodes: (seed) => {
        const own = plain.episodes(seed);
        return 'files' in own ? own : own.map(({ line }) => recordedOf(renameLine(line, table)));
      },
    });
    rows.push({ control: 'a', condition: `as they are, ${model}`, figures: figuresOf(before) });
    const same = sameCommands(before, after, (command) => renameText(command, table));
    const note = `${same} with the same commands; ${differenceText(after, before)}`;
    const isHashed = model.startsWith('hashed:');
    const played = after.flatMap(({ episodes }) => episodes).length;
    const limits = [
      { promised: `at least ${GAMES} games`, isKept: new Set(gamesOf(after)).size >= GAMES },
      isHashed
        ? { promised: 'the same commands in all episodes', isKept: same === played }
        : within(after, before, 0.02),
    ];
    rows.push({ control: 'a', condition: `made-up words, ${model}`, figures: figuresOf(after, note), limits });
  }
  return rows;
}

function sameCommands(
  before: readonly Played[],
  after: readonly Played[],
  rename: (command: string) => string,
): number {
  return before.reduce((count, { episodes }, at) => {
    const others = after[at]?.episodes ?? [];
    const commandsOf = (turns: readonly { readonly command: string }[]): string =>
      turns.map(({ command }) => command).join('\n');
    return (
      count +
      episodes.filter(({ turns }, index) => rename(commandsOf(turns)) === commandsOf(others[index]?.turns ?? [])).length
    );
  }, 0);
}

function gamesOf(played: readonly Played[]): readonly string[] {
  return played.flatMap(({ episodes }) => episodes.map(({ game }) => game));
}

/** What is solved differs by no more than so much, in either direction. */
function within(own: readonly Played[], other: readonly Played[], most: number): Limit {
  const found = differenceOf(own, other, isSolved);
  const isKept = found !== null && Math.abs(found.difference) <= most;
  return { promised: `within ${percent(most)} points`, isKept };
}

function differenceText(own: readonly Played[], other: readonly Played[]): string {
  const found = differenceOf(own, other, isSolved);
  if (found === null) return '';
  const { difference, interval } = found;
  return `${percent(difference)} points [${percent(interval.low)}, ${percent(interval.high)}]`;
}

/** What is learnt where it is played. */
async function taughtIn(setup: Setup, world: World): Promise<Condition> {
  const recorded = await world.recordings(setup.size * 2);
  return { episodes: (seed) => draw(recorded, setup.size, { seed }), exams: examsIn(setup, world) };
}

/** (b) The same games told and commanded in another way. */
export async function surface(setup: Setup, before: readonly Played[]): Promise<readonly Row[]> {
  const world = await openWorld(setup.corpus, 'surface', otherSurface);
  const after = await playUnder(setup, await taughtIn(setup, world));
  const note = differenceText(after, before);
  const limits = [within(after, before, 0.05)];
  return [{ control: 'b', condition: 'another surface, taught there', figures: figuresOf(after, note), limits }];
}

/** (c) Two actions exchange their places. */
export async function physics(setup: Setup, before: readonly Played[]): Promise<readonly Row[]> {
  const world = await openWorld(setup.corpus, 'physics', (game: Game) => otherPhysics(game));
  const taught = await playUnder(setup, await taughtIn(setup, world));
  const misled = await playUnder(setup, { ...(await ordinary(setup)), exams: examsIn(setup, world) });
  const types = (played: readonly Played[]): string =>
    Object.entries(byTaskType(played))
      .map(([type, { rate }]) => `${type} ${percent(rate)}`)
      .join('; ');
  return [
    {
      control: 'c',
      condition: 'other physics, taught there',
      figures: figuresOf(taught, `${differenceText(taught, before)}; ${types(taught)}`),
      limits: [within(taught, before, 0.02)],
    },
    {
      control: 'c',
      condition: 'other physics, ordinary memory',
      figures: figuresOf(misled, types(misled)),
      limits: changed.map((type) => ({
        promised: `at most ${percent(MISLED)} % of ${type}`,
        isKept: (byTaskType(misled)[type]?.rate ?? 1) <= MISLED,
      })),
    },
  ];
}
