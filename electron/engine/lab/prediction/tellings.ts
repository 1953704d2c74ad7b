import { valuesIn } from '../../abstraction/facts.ts';
import type { ToldEpisode } from './lesson.ts';
import type { Moment } from './moments.ts';

/** How telling marks are: log odds of success of what has them, shrunk; from episodes whose outcome is known. */
export class MarkOdds {
  readonly #marks = new Map<string, { success: number; failure: number }>();
  #success = 0;
  #failure = 0;

  learn(marks: ReadonlySet<string>, success: boolean): void {
    if (success) this.#success += 1;
    else this.#failure += 1;
    for (const mark of marks) {
      const tally = this.#marks.get(mark) ?? { success: 0, failure: 0 };
      tally[success ? 'success' : 'failure'] += 1;
      this.#marks.set(mark, tally);
    }
  }

  /**
   * Mean over the marks of ln(rate among successes / rate among failures), each rate with two pseudo-counts at the overall rate
   * of the mark; times the root of their number, as if a few of them told the same. 0 for no known mark.
   */
  oddsOf(marks: ReadonlySet<string>): number {
    let [sum, count] = [0, 0];
    for (const mark of marks) {
      const tally = this.#marks.get(mark);
      if (tally === undefined) continue;
      const rate = (tally.success + tally.failure) / Math.max(1, this.#success + this.#failure);
      const among = (hits: number, of: number): number => (hits + PSEUDO * rate) / (of + PSEUDO);
      sum += Math.log(among(tally.success, this.#success) / among(tally.failure, this.#failure));
      count += 1;
    }
    return count === 0 ? 0 : sum / Math.sqrt(count);
  }
}

const PSEUDO = 2;

/** Words of a goal. */
export function goalMarks({ goal }: ToldEpisode): ReadonlySet<string> {
  return new Set(goal.text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []);
}

/** What was told before the first step, without the values, and the kinds of what was named. */
export function contextMarks({ context }: ToldEpisode): ReadonlySet<string> {
  return new Set(
    context.flatMap(({ predicate, args }) => [predicate, ...args.map((value) => value.replace(/\d+/g, '#'))]),
  );
}

/** What was done up to a moment: steps, pairs of steps, refusals and answers. */
export function deedMarks({ episode, at }: Moment): ReadonlySet<string> {
  const marks = new Set<string>();
  let before = '-';
  for (const { template, refused, facts } of episode.steps.slice(0, at)) {
    const own = `${template}${refused ? '!' : ''}`;
    marks.add(own).add(`${before}>${own}`);
    for (const { predicate } of facts.slice(0, 5)) marks.add(`${template}:${predicate}`);
    before = own;
  }
  return marks;
}

/** How the steps up to a moment went, as numbers: shares of refused, repeated and fruitless steps. */
export function paceOf({ episode, at }: Moment): readonly number[] {
  const seen = new Set(valuesIn(episode.context));
  const done = new Set<string>();
  let [refused, repeated, fruitless] = [0, 0, 0];
  const steps = episode.steps.slice(0, at);
  for (const step of steps) {
    const deed = [step.template, ...step.args.map(({ text }) => text)].join('\u0001');
    if (step.refused) refused += 1;
    if (done.has(deed)) repeated += 1;
    done.add(deed);
    const fresh = [...valuesIn(step.facts)].filter((value) => !seen.has(value));
    if (fresh.length === 0) fruitless += 1;
    for (const value of fresh) seen.add(value);
  }
  const of = Math.max(1, steps.length);
  return [refused / of, repeated / of, fruitless / of];
}
