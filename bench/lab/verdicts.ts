import { type Pair, pairedDifference } from '../../electron/engine/lab/measure/index.ts';

/** How much better one is than another, paired, and what that comes to. */
export interface Gain {
  /** `5.6 [4.3, 6.8]`, the interval has 89 %; empty where there is no pair. */
  readonly text: string;
  readonly verdict: 'beats' | 'does not beat' | 'cannot be told';
}

const RESAMPLES = 2000;

/** The mean of first - second over pairs: what lies above 0 speaks for the first. */
export function gainOf(pairs: readonly Pair[]): Gain {
  const found = pairedDifference(pairs, { seed: 1, resamples: RESAMPLES });
  if (found === null) return { text: '', verdict: 'cannot be told' };
  const { low, high } = found.interval;
  const text = `${found.difference.toFixed(1)} [${low.toFixed(1)}, ${high.toFixed(1)}]`;
  if (low > 0) return { text, verdict: 'beats' };
  return { text, verdict: high <= 0 ? 'does not beat' : 'cannot be told' };
}

/** One sentence for both baselines. */
export function bothOf(first: Gain & { readonly name: string }, second: Gain & { readonly name: string }): string {
  const both = [first, second];
  if (first.verdict === second.verdict) {
    if (first.verdict === 'beats') return 'beats both';
    return first.verdict === 'cannot be told' ? 'cannot be told: both intervals hold 0' : 'beats neither';
  }
  return both
    .map(({ name, verdict }) =>
      verdict === 'cannot be told' ? `${name} cannot be told: the interval holds 0` : `${verdict} ${name}`,
    )
    .join('; ');
}
