import { valuesIn } from '../../abstraction/facts.ts';
import { kindOf } from '../../abstraction/values.ts';
import type { Lesson, ToldEpisode } from './lesson.ts';

/** What is known before a step: the goal, the context, and everything up to the last answer. Nothing of what follows. */
export interface Moment {
  readonly episode: ToldEpisode;
  /** Steps that were taken; the one to be foretold has this number. */
  readonly at: number;
  /** Templates that completed something, in order, equal neighbours once. */
  readonly course: readonly number[];
  /** The last answer brought a thing into sight that the goal names. */
  readonly found: boolean;
}

/** The moments of an episode, before each step and after the last. */
export function momentsOf(episode: ToldEpisode, lesson: Pick<Lesson, 'completes'>): readonly Moment[] {
  const seen = new Set(valuesIn(episode.context));
  let course: readonly number[] = [];
  let found = false;
  const moments: Moment[] = [];
  for (let at = 0; at <= episode.steps.length; at += 1) {
    moments.push({ episode, at, course, found });
    const step = episode.steps[at];
    if (step === undefined) break;
    const done = !step.refused && lesson.completes(step.template) && course.at(-1) !== step.template;
    if (done) course = [...course, step.template];
    found = false;
    for (const value of valuesIn(step.facts)) {
      if (seen.has(value)) continue;
      seen.add(value);
      found ||= episode.goal.values.includes(kindOf(value));
    }
  }
  return moments;
}

/** The last steps of a moment as texts: the template, and whether it was refused. `back` 1 is the last one. */
export function didBefore({ episode, at }: Moment, back: number): string {
  const step = episode.steps[at - back];
  return step === undefined ? '-' : `${step.template}${step.refused ? '!' : ''}`;
}

/** How the world answered last: the first thing it said, without the values. */
export function answerBefore({ episode, at }: Moment): string {
  return episode.steps[at - 1]?.facts[0]?.predicate ?? '';
}
