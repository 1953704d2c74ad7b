import type { ProcedureStep } from '../../../shared/model/index.ts';
import type { Episode } from '../abstraction/corpus.ts';
import {
  codeOfElement,
  elementsOf,
  ofSearch,
  placesAmong,
  type ConsensusStep,
  type Element,
  type ElementCode,
} from './consensus.ts';
import type { Attempt } from './executions.ts';
import type { Feature } from './mined.ts';

/** The orders of so many steps are asked about; a procedure of more is seldom done as a whole. */
const maxOrdered = 8;

/** What may be contrasted of the steps: whether each was done, and in which order each two were. The last one all end with. */
export interface StepFeatures {
  readonly features: readonly Feature[];
  /** By the features' places among them: which are present in an execution. */
  presentIn(episode: Episode, attempt: Attempt): readonly number[];
}

export function stepFeatures(
  consensus: readonly ConsensusStep[],
  steps: readonly ProcedureStep[],
  aim: Attempt['aim'],
): StepFeatures {
  const asked = consensus.flatMap((step, index) =>
    step.position === Infinity ? [] : [{ step, label: steps[index]?.template ?? '' }],
  );
  // The order in which one looks at places is no part of what is done.
  const ordered = aim === 'found' ? [] : asked.slice(0, maxOrdered);
  const pairs = ordered.flatMap((first, at) => ordered.slice(at + 1).map((second) => ({ first, second })));
  const features = [
    ...asked.map(({ step, label }): Feature => ({ kind: 'step', label, elementKey: step.key })),
    ...pairs.flatMap(({ first, second }): readonly Feature[] => [
      { kind: 'order', first: first.label, second: second.label, isReverse: false },
      { kind: 'order', first: second.label, second: first.label, isReverse: true },
    ]),
  ];
  const templates = new Set(asked.map(({ step }) => step.template));
  return {
    features,
    presentIn: (episode, attempt) => {
      if (features.length === 0) return [];
      const done = placesOf(episode, attempt, templates);
      const present: number[] = [];
      for (const [index, { step }] of asked.entries()) if (done.has(step.code)) present.push(index);
      for (const [index, { first, second }] of pairs.entries()) {
        const before = comesBefore(done.get(first.step.code), done.get(second.step.code));
        if (before !== null) present.push(asked.length + 2 * index + (before ? 0 : 1));
      }
      return present;
    },
  };
}

const nothing: Episode['steps'][number] = { template: -1, args: [], facts: [], refused: true };

/** First and last place in the episode. */
interface Places {
  readonly first: number;
  last: number;
}

/** Null where one was not done, or they were done in turns. */
function comesBefore(one: Places | undefined, other: Places | undefined): boolean | null {
  if (one === undefined || other === undefined) return null;
  if (one.last < other.first) return true;
  return other.last < one.first ? false : null;
}

/**
 * Where each element was done until the decisive step: on the primary things since the episode began, for what is done in another
 * order than usual is often segmented otherwise; on other things within the span.
 */
function placesOf(
  episode: Episode,
  attempt: Attempt,
  templates: ReadonlySet<number>,
): ReadonlyMap<ElementCode, Places> {
  const places = new Map<ElementCode, Places>();
  const add = (element: Element, at: number): void => {
    const code = codeOfElement(attempt.aim === 'found' ? ofSearch(element) : element);
    const known = places.get(code);
    if (known === undefined) places.set(code, { first: at, last: at });
    else known.last = at;
  };
  const { from } = attempt.span;
  if (attempt.aim === 'effect') {
    for (let at = 0; at < from; at += 1) {
      const { template, args, refused } = episode.steps[at] ?? nothing;
      if (refused || !templates.has(template)) continue;
      const pattern = placesAmong(attempt.primary, args);
      if (pattern.some((index) => index !== null)) add({ template, pattern }, at);
    }
  }
  elementsOf(episode, attempt).forEach((element, at) => add(element, from + at));
  return places;
}
