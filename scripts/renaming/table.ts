import type { Trajectory } from '../../shared/model/index.ts';
import { createRandom } from '../../shared/numeric/index.ts';

/** For each word of a world the made-up word that stands for it. Both lower case; one to one. */
export type WordTable = ReadonlyMap<string, string>;

const consonants = 'bdfgklmnprstvz';
const vowels = 'aeiou';

/** A word that fewer episodes use is a slip of an agent, not of the world; shorter ones are grammar. */
const minEpisodes = 4;
const minLetters = 3;

/** Words that text commands begin with, and words that stand before a number in them: the verbs, things and places of a world. */
export function collectWords(trajectories: readonly Trajectory[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { steps } of trajectories) {
    const own = new Set<string>();
    for (const { action } of steps) {
      if (action.kind === 'tool') continue;
      const verb = /^[a-z]+(?= )/i.exec(action.text.trim())?.[0];
      if (verb !== undefined) own.add(verb.toLowerCase());
      for (const [, word = ''] of action.text.matchAll(/\b([a-z]+) \d+\b/gi)) own.add(word.toLowerCase());
    }
    for (const word of own) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .filter(([word, count]) => count >= minEpisodes && word.length >= minLetters)
    .map(([word]) => word)
    .sort();
}

/** Makes up a word for each: two or three syllables, none of them a word of the list, each once. */
export function makeTable(words: readonly string[], seed: number): WordTable {
  const random = createRandom(seed);
  const taken = new Set(words);
  const letter = (letters: string): string => letters[Math.floor(random.uniform() * letters.length)] ?? '';
  const table = new Map<string, string>();
  for (const word of words) {
    let made = '';
    while (made === '' || taken.has(made)) {
      const syllables = 2 + Math.floor(random.uniform() * 2);
      made = Array.from({ length: syllables }, () => letter(consonants) + letter(vowels)).join('');
    }
    taken.add(made);
    table.set(word, made);
  }
  return table;
}

/** Replaces whole words, keeping a capital at the beginning. */
export function renameText(text: string, table: WordTable): string {
  return text.replace(/[a-z]+/gi, (word) => {
    const made = table.get(word.toLowerCase());
    if (made === undefined) return word;
    return /^[A-Z]/.test(word) ? made[0]?.toUpperCase() + made.slice(1) : made;
  });
}

/** Replaces words in every string of a JSON value; keys stay. */
function renameStrings(value: unknown, table: WordTable): unknown {
  if (typeof value === 'string') return renameText(value, table);
  if (Array.isArray(value)) return value.map((item) => renameStrings(item, table));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renameStrings(item, table)]));
}

/** Renames the text of a JSON or JSON lines file. */
export function renameFile(text: string, table: WordTable): string {
  const rename = (json: string): string => JSON.stringify(renameStrings(JSON.parse(json), table));
  try {
    return rename(text);
  } catch {
    return text
      .split('\n')
      .map((line) => (line.trim() === '' ? line : rename(line)))
      .join('\n');
  }
}
