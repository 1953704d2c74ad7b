import type { MempEntry, TaskFact } from '../../../shared/model/index.ts';
import { redactText } from '../redaction/index.ts';
import type { ReasonerQuestion } from '../ports.ts';
import { clip, materialOf } from './material.ts';
import { isQuoted } from './quotes.ts';

/** Keys that are shown, and values of each: enough to call the same by the same name. */
const keysShown = 30;
const valuesShown = 5;
const taskShown = 2000;

export interface FactsInput {
  readonly goal: string;
  /** Facts of the entries that the task will be compared with. */
  readonly known: readonly MempEntry['facts'][];
  readonly byRules: MempEntry['facts'];
}

/** Asks for what a task names. A fact stands in the task's own words, or it is none. */
export function factsQuestion({ goal, known, byRules }: FactsInput): ReasonerQuestion<'facts'> {
  const task = redactText(clip(goal, taskShown)).value;
  return {
    task: 'facts',
    material: materialOf({ task, keys: keysOf(known), factsByRules: byRules }),
    byRules: { facts: Object.entries(byRules).map(([key, value]) => ({ key, value, quote: value })), because: '' },
    fault: ({ facts }) => {
      const keys = facts.map(({ key }) => key.toLowerCase());
      const twice = keys.find((key, at) => keys.indexOf(key) !== at);
      if (twice !== undefined) return `The key "${twice}" comes twice: number them.`;
      return facts.map((fact) => faultOf(fact, task)).find((fault) => fault !== null) ?? null;
    },
  };
}

function faultOf({ value, quote }: TaskFact, task: string): string | null {
  if (!isQuoted(quote, task)) return `The quote "${quote}" does not stand in the task.`;
  return isQuoted(value, quote) ? null : `The value "${value}" does not stand in its quote "${quote}".`;
}

/** The keys that entries have most often, with values that are common under them. */
function keysOf(known: readonly MempEntry['facts'][]): readonly { key: string; examples: readonly string[] }[] {
  const tallies = new Map<string, Map<string, number>>();
  for (const [key, value] of known.flatMap((facts) => Object.entries(facts))) {
    const tally = tallies.get(key) ?? new Map<string, number>();
    tallies.set(key, tally.set(value, (tally.get(value) ?? 0) + 1));
  }
  const count = (tally: ReadonlyMap<string, number>): number => [...tally.values()].reduce((sum, one) => sum + one, 0);
  return [...tallies]
    .sort((a, b) => count(b[1]) - count(a[1]) || (a[0] < b[0] ? -1 : 1))
    .slice(0, keysShown)
    .map(([key, tally]) => ({
      key,
      examples: [...tally]
        .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
        .slice(0, valuesShown)
        .map(([value]) => value),
    }));
}
