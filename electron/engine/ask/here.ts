import type { Candidate } from '../../../shared/contract/index.ts';
import { summarise } from '../bayes/index.ts';
import type { Categoriser } from '../ontology/index.ts';
import type { AskItem } from './items.ts';

/**
 * Rule O5: reliability here, a view over the same rows: each row counts by the share of the question's categories that the goal of its episode hits.
 * Null where the question hits none, or no row counts.
 */
export function reliabilityHere(
  { posterior, successes, failures }: Pick<AskItem, 'posterior' | 'successes' | 'failures'>,
  asked: readonly string[],
  categoriesOf: Categoriser,
): Candidate['here'] {
  if (asked.length === 0) return null;
  const share = (goal: string): number => {
    const hit = new Set(categoriesOf(goal));
    return asked.filter((category) => hit.has(category)).length / asked.length;
  };
  const weigh = (rows: ReadonlyMap<string, number>): number =>
    [...rows].reduce((sum, [goal, times]) => sum + times * share(goal), 0);
  const counts = { successes: weigh(successes), failures: weigh(failures) };
  if (counts.successes + counts.failures === 0) return null;
  const { mean, interval, n } = summarise(posterior.prior, counts);
  return { mean, low: interval.low, high: interval.high, n };
}

/** Goals are asked about again and again: each is read once. */
export function remembering(categoriesOf: Categoriser): Categoriser {
  const known = new Map<string, readonly string[]>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = categoriesOf(text);
    known.set(text, found);
    return found;
  };
}
