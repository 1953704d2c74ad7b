import { answerBefore, didBefore, type Moment } from './moments.ts';

/** Counts of what followed in one situation. */
interface Followers {
  total: number;
  readonly counts: Map<number, number>;
}

/**
 * Foretells the template of the next step: an interpolated chain of situations, from what the memory knows of this very point
 * in the hierarchy (kind of goal, procedures completed, last steps, last answer) to all steps. Each link weighs in with
 * N / (N + T), N times met and T different followers (Witten and Bell 1991).
 */
export class KindModel {
  readonly #situations = new Map<string, Followers>();

  /** Learns that `template` followed, with a weight. */
  learn(moment: Moment, template: number, weight: number): void {
    for (const situation of situationsOf(moment)) {
      const known = this.#situations.get(situation) ?? { total: 0, counts: new Map() };
      known.total += weight;
      known.counts.set(template, (known.counts.get(template) ?? 0) + weight);
      this.#situations.set(situation, known);
    }
  }

  /** Templates with their probabilities, likeliest first; equal ones in the order in which the memory met them. */
  foretell(moment: Moment): readonly { readonly template: number; readonly probability: number }[] {
    let current = new Map<number, number>();
    for (const situation of situationsOf(moment).toReversed()) {
      const known = this.#situations.get(situation);
      if (known === undefined) continue;
      const { total, counts } = known;
      const spread = counts.size / (total + counts.size);
      const next = new Map([...current].map(([template, p]) => [template, spread * p]));
      for (const [template, count] of counts)
        next.set(template, (next.get(template) ?? 0) + count / (total + counts.size));
      current = next;
    }
    return [...current]
      .map(([template, probability]) => ({ template, probability }))
      .sort((a, b) => b.probability - a.probability || a.template - b.template);
  }
}

/** Situations of a moment, the most special first. */
function situationsOf(moment: Moment): readonly string[] {
  const { goal } = moment.episode;
  const [last, before, third] = [didBefore(moment, 1), didBefore(moment, 2), didBefore(moment, 3)];
  const answer = answerBefore(moment);
  const found = moment.found ? 'f' : '';
  const course = moment.course.join(',');
  const latest = moment.course.at(-1) ?? '';
  const ofGoal =
    goal.category === null
      ? []
      : [
          `a ${goal.category}|${course}|${last}|${answer}|${found}|${before}`,
          `b ${goal.category}|${course}|${last}|${answer}|${found}`,
        ];
  return [
    ...ofGoal,
    `c ${latest}|${last}|${answer}|${found}|${before}|${third}`,
    `d ${latest}|${last}|${answer}|${found}|${before}`,
    `e ${latest}|${last}|${answer}|${found}`,
    `f ${last}|${answer}`,
    `g ${last}`,
    'all',
  ];
}
