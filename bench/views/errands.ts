import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { createRandom, type Random } from '../../shared/numeric/index.ts';

/** How large a made-up memory becomes: chores become procedures, errands meta-procedures, each chore of a round a segment. */
export interface Errands {
  readonly errands: number;
  /** Chores of an errand that no other errand begins with; one more is drawn from all. */
  readonly own: number;
  readonly rounds: number;
  /** Steps of one further episode, the longest. */
  readonly longest: number;
  readonly seed: number;
}

const consonants = 'bdfgklmnprstvz';
const vowels = 'aeiou';
const places = consonants.length * vowels.length;

/** Words of three syllables that are no words: as many as there are indices, each another one. */
function word(index: number, ending: string): string {
  // Neighbours differ in every syllable: a large step that shares no factor with the number of words.
  let rest = (index * 48_611 + 7919) % places ** 3;
  let text = '';
  for (let syllable = 0; syllable < 3; syllable += 1) {
    const at = rest % places;
    text += `${consonants[at % consonants.length] ?? ''}${vowels[Math.floor(at / consonants.length)] ?? ''}`;
    rest = Math.floor(rest / places);
  }
  return text + ending;
}

interface Turn {
  readonly from: 'human' | 'gpt';
  readonly value: string;
}

/** The turns of a chore: one walks to a thing, and does what only it is for. */
function chore(index: number, copy: number, works: boolean): readonly Turn[] {
  const [verb, thing] = [word(index, 'n'), word(index, 'x')];
  return [
    { from: 'gpt', value: `Thought: The ${thing} is next.\nAction: walk to ${thing} ${copy}` },
    { from: 'human', value: `You stand at ${thing} ${copy}.` },
    { from: 'gpt', value: `Thought: Now.\nAction: ${verb} ${thing} ${copy}` },
    { from: 'human', value: works ? `${thing} ${copy} is ${verb}ed.` : 'Nothing happens.' },
  ];
}

function episode(id: string, goal: string, parts: { chores: readonly number[]; copy: number; fails: number | null }) {
  const { chores, copy, fails } = parts;
  const seen = chores.map((index) => `${word(index, 'x')} ${copy}`).join(', a ');
  const start = `Task: ${goal}\n\nYou stand in a yard. Around you, you see a ${seen}.`;
  const turns = chores.flatMap((index, place) => chore(index, copy, place !== fails));
  return { id, success: fails === null, conversations: [{ from: 'human', value: start }, ...turns] };
}

/** Chores of an errand: its own, and one of all, so that some procedures are shared. */
function choresOf(errand: number, { errands, own }: Errands, random: Random): readonly number[] {
  const shared = random.whole(errands * own);
  const first = Array.from({ length: own }, (_, place) => errand * own + place);
  return first.includes(shared) ? first : [...first, shared];
}

/** Writes the episodes as a file of conversations, a line each: the same bytes for the same numbers. */
export async function writeErrands(file: string, size: Errands): Promise<void> {
  const out = createWriteStream(file);
  const write = async (line: object): Promise<void> => {
    if (!out.write(`${JSON.stringify(line)}\n`)) await once(out, 'drain');
  };
  const random = createRandom(size.seed);
  for (let errand = 0; errand < size.errands; errand += 1) {
    const chores = choresOf(errand, size, random);
    const goal = `${word(errand + size.errands * size.own, 'r')} the ${word(errand + size.errands * size.own, 'k')}.`;
    const failures = random.whole(Math.floor(size.rounds / 2) + 1);
    for (let round = 0; round < size.rounds; round += 1) {
      const fails = round < failures ? random.whole(chores.length) : null;
      await write(episode(`errand-${errand}-${round}`, goal, { chores, copy: round + 1, fails }));
    }
  }
  const many = Array.from({ length: Math.floor(size.longest / 2) }, () => random.whole(size.errands * size.own));
  if (many.length > 0) await write(episode('longest', 'do a hundred things.', { chores: many, copy: 1, fails: null }));
  out.end();
  await finished(out);
}
