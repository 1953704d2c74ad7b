import type { MempEntry } from '../../../../shared/model/index.ts';
import type { Corpus } from '../../abstraction/corpus.ts';
import type { GoalCategories } from '../../abstraction/goals.ts';
import { kindOf } from '../../abstraction/values.ts';

/** Values that goals named, each with the key under which it stood most often. */
export type FactKeys = ReadonlyMap<string, string>;

/**
 * Names what the goals of a corpus name: facts are the values that a goal binds, their keys the role that these values have
 * in the actions (a tool's own name, the thing or the place), else their place in the goal. Rule Q2.
 */
export function learnFactKeys(
  corpus: Corpus,
  categories: GoalCategories,
  roles: readonly (readonly string[])[],
): FactKeys {
  const tallies = new Map<string, Map<string, number>>();
  const wanted = new Set(categories.goals.flatMap(({ values }) => values));
  for (const { steps } of corpus.episodes) {
    for (const { template, args } of steps) {
      args.forEach(({ text }, position) => {
        const value = wanted.has(text) ? text : kindOf(text);
        if (!wanted.has(value)) return;
        const role = roles[template]?.[position] ?? 'value';
        const tally = tallies.get(value) ?? new Map<string, number>();
        tallies.set(value, tally.set(role, (tally.get(role) ?? 0) + 1));
      });
    }
  }
  return new Map(
    [...wanted].sort().map((value) => {
      const ranked = [...(tallies.get(value) ?? [])].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      return [value, ranked[0]?.[0] ?? 'value'];
    }),
  );
}

/** The facts of a goal that names these values, in order; a key that comes again is numbered. */
export function factsOf(values: readonly string[], keys: FactKeys): MempEntry['facts'] {
  const facts: Record<string, string> = {};
  for (const value of values) {
    const key = keys.get(value) ?? 'value';
    let [name, times] = [key, 1];
    while (name in facts) name = `${key}${(times += 1)}`;
    facts[name] = value;
  }
  return facts;
}

const word = /"[^"]{1,60}"|[\w#@.+-]*\w/g;

/** The facts of a goal that nobody pursued yet: its words that entries have under a key. */
export function readFactsOf(goal: string, known: FactKeys): MempEntry['facts'] {
  const words = (goal.slice(0, 2000).toLowerCase().match(word) ?? []).map((text) => text.replaceAll('"', ''));
  const pairs = words.map((text, at) => `${text} ${words[at + 1] ?? ''}`);
  const values = words.flatMap((text, at) => {
    const pair = pairs[at] ?? '';
    return known.has(pair) ? [pair] : known.has(text) ? [text] : [];
  });
  return factsOf([...new Set(values)], known);
}
