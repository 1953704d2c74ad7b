import { probabilityGreater } from '../../../shared/numeric/index.ts';
import type { Pattern } from '../conditions/patterns.ts';
import { countPatterns, type Counted } from './conditions-of.ts';
import type { Observed } from './observe.ts';

/** Least share of good executions that end with an effect for it to belong to Phi. */
const minEffectShare = 0.3;
/** An effect decides when nearly all good executions end with it, and it is this probable that those of failed episodes do so less often. */
const minDecisiveShare = 0.8;
const minProbability = 0.99;
/** Fewer failed executions tell nothing, however they ended. */
const minFailed = 3;

/**
 * What executions of one procedure end with (rule P7). Where some of it tells good episodes from failed ones, that alone is the
 * effect: the answer to an action often repeats what was done, whether or not it came to anything.
 */
export function findEffects(good: readonly Observed[], failed: readonly Observed[]): readonly Counted[] {
  const effects = countTold(good).filter(({ holds, of }) => holds >= of * minEffectShare);
  const inFailed = new Map<Pattern, Counted>(countTold(failed).map((counted) => [counted.pattern, counted]));
  const of = failed.filter(({ nothingTold }) => !nothingTold).length;
  const decisive = effects.filter(
    (effect) =>
      effect.holds >= effect.of * minDecisiveShare &&
      tells(effect, { holds: inFailed.get(effect.pattern)?.holds ?? 0, of }),
  );
  return decisive.length > 0 ? decisive : effects;
}

function countTold(entries: readonly Observed[]): readonly Counted[] {
  return countPatterns(entries.filter(({ nothingTold }) => !nothingTold).map(({ after }) => after));
}

function tells(good: Pick<Counted, 'holds' | 'of'>, failed: Pick<Counted, 'holds' | 'of'>): boolean {
  const rate = ({ holds, of }: Pick<Counted, 'holds' | 'of'>): { alpha: number; beta: number } => ({
    alpha: 1 + holds,
    beta: 1 + of - holds,
  });
  return failed.of >= minFailed && probabilityGreater(rate(good), rate(failed)) >= minProbability;
}
