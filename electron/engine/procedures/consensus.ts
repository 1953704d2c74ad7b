import type { Episode } from '../abstraction/corpus.ts';
import type { Attempt } from './executions.ts';

/** A step of a span with its arguments replaced: the index of the primary value that stands there, or null for another value. */
export interface Element {
  readonly template: number;
  readonly pattern: readonly (number | null)[];
}

/** A step that enough executions share. `mean` is its mean number of times in an execution that has it. */
export interface ConsensusStep extends Element {
  readonly key: string;
  readonly present: number;
  readonly of: number;
  readonly mean: number;
  readonly position: number;
}

const minPresence = 0.25;

/** The elements of one execution, refused steps left out (they did nothing), the last step kept: its arguments are the primary ones. */
export function elementsOf(episode: Episode, attempt: Attempt): readonly Element[] {
  const { from, to } = attempt.span;
  return episode.steps.slice(from, to).flatMap((step, index): Element[] => {
    if (step.refused && index < to - from - 1) return [];
    if (attempt.aim === 'effect' && index === to - from - 1)
      return [{ template: step.template, pattern: [...step.args.keys()] }];
    const pattern = step.args.map(({ text }) => {
      const at = text === '' ? -1 : attempt.primary.indexOf(text);
      return at < 0 ? null : at;
    });
    return [{ template: step.template, pattern }];
  });
}

export function elementKey(element: Element): string {
  return `${element.template}:${element.pattern.map((at) => at ?? '*').join(',')}`;
}

/**
 * What the successful executions of one procedure do in common: the elements that a quarter of them have, in the order
 * of their mean place, the step that all end with last. For a search the values along the way are not told apart.
 */
export function findConsensus(episodes: readonly Episode[], attempts: readonly Attempt[]): readonly ConsensusStep[] {
  const tally = new Map<string, { element: Element; present: number; times: number; place: number; last: number }>();
  for (const attempt of attempts) {
    const elements = elementsOf(episodes[attempt.episode] as Episode, attempt);
    const here = new Map<string, { element: Element; times: number; place: number; last: boolean }>();
    elements.forEach((element, at) => {
      const general = attempt.aim === 'found' ? { ...element, pattern: element.pattern.map(() => null) } : element;
      const key = elementKey(general);
      const entry = here.get(key) ?? {
        element: general,
        times: 0,
        place: elements.length < 2 ? 0 : at / (elements.length - 1),
        last: false,
      };
      here.set(key, { ...entry, times: entry.times + 1, last: at === elements.length - 1 });
    });
    for (const [key, { element, times, place, last }] of here) {
      const old = tally.get(key) ?? { element, present: 0, times: 0, place: 0, last: 0 };
      tally.set(key, {
        element,
        present: old.present + 1,
        times: old.times + times,
        place: old.place + place,
        last: old.last + (last ? 1 : 0),
      });
    }
  }
  const of = attempts.length;
  return [...tally]
    .filter(([, { present }]) => present >= of * minPresence)
    .map(([key, { element, present, times, place }]) => ({
      ...element,
      key,
      present,
      of,
      mean: times / present,
      position: place / present,
    }))
    .sort((a, b) => a.position - b.position || b.present - a.present || (a.key < b.key ? -1 : 1));
}
