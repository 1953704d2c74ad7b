/** The archive: a few shell lines over a tree of papers; only an example of a file that needs a mapping. */
import { createRandom, type Random } from '../random.ts';
import { drawErrand, isCopied, runLine, type Archive, type Errand } from './world.ts';

export interface ArchiveRow {
  readonly episode: string;
  readonly turn: number;
  readonly request: string;
  readonly command: string;
  readonly response: string;
  readonly solved: 'yes' | 'no';
}

type Habit = 'careful' | 'guesses' | 'no-folder';
const HABITS: readonly Habit[] = [
  'careful',
  'careful',
  'guesses',
  'careful',
  'no-folder',
  'careful',
  'guesses',
  'careful',
  'no-folder',
  'careful',
];

/** Plays every errand; one row a turn, the outcome repeated in each row of its episode. */
export function playArchive(seed: string): ArchiveRow[] {
  return HABITS.flatMap((habit, index) => playErrand(createRandom(`${seed}/${index}`), habit, `errand-${index + 1}`));
}

function playErrand(random: Random, habit: Habit, episode: string): ArchiveRow[] {
  const { archive, errand } = drawErrand(random);
  const turns: { command: string; response: string }[] = [];
  let state: Archive = archive;
  const play = work(random, habit, errand);
  let next = play.next();
  while (next.done !== true) {
    const answer = runLine(state, next.value);
    state = answer.archive;
    turns.push({ command: next.value, response: answer.response });
    next = play.next(answer.response);
  }
  const solved = isCopied(state, errand) ? 'yes' : 'no';
  return turns.map((turn, index) => ({ episode, turn: index + 1, request: errand.request, ...turn, solved }));
}

/** The agent's part: yields shell lines and is sent what they print. */
function* work(random: Random, habit: Habit, { word, target }: Errand): Generator<string, void, string> {
  const folders = yield 'ls';
  const papers = (yield 'ls papers').split('\n');
  const found = habit === 'guesses' ? random.pick(papers) : (yield `grep ${word}`).split(':')[0];
  if (habit !== 'no-folder' && !folders.split('\n').includes(target)) yield `mkdir ${target}`;
  yield `cp ${found ?? ''} ${target}`;
  yield `ls ${target}`;
}
