import type { ProcedureStep } from '../../../shared/model/index.ts';
import type { Episode } from '../abstraction/corpus.ts';
import { codeOfElement, ofSearch, placesAmong, type ConsensusStep, type ElementCode } from './consensus.ts';
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
  const placeOf = new Map(asked.map(({ step }, place) => [step.code, place] as const));
  const templates = new Set(asked.map(({ step }) => step.template));
  const places = { first: new Int32Array(asked.length), last: new Int32Array(asked.length) };
  return {
    features,
    presentIn: (episode, attempt) => {
      if (features.length === 0) return [];
      findPlaces(episode, attempt, { templates, placeOf, places });
      const { first, last } = places;
      const present: number[] = [];
      for (let at = 0; at < asked.length; at += 1) if (isDone(first[at])) present.push(at);
      let pair = asked.length;
      for (let one = 0; one < ordered.length; one += 1) {
        for (let other = one + 1; other < ordered.length; other += 1, pair += 2) {
          if (!isDone(first[one]) || !isDone(first[other])) continue;
          // Neither where they were done in turns.
          if ((last[one] ?? 0) < (first[other] ?? 0)) present.push(pair);
          else if ((last[other] ?? 0) < (first[one] ?? 0)) present.push(pair + 1);
        }
      }
      return present;
    },
  };
}

const nowhere = -1;

function isDone(place: number | undefined): boolean {
  return place !== undefined && place !== nowhere;
}

/**
 * First and last place of each asked element until the decisive step, or `nowhere`: on the primary things since the episode began,
 * for what is done in another order than usual is often segmented otherwise; on other things within the span.
 */
function findPlaces(
  { steps }: Episode,
  { aim, primary, span }: Attempt,
  asked: {
    readonly templates: ReadonlySet<number>;
    readonly placeOf: ReadonlyMap<ElementCode, number>;
    readonly places: { readonly first: Int32Array; readonly last: Int32Array };
  },
): void {
  const { first, last } = asked.places;
  first.fill(nowhere);
  last.fill(nowhere);
  for (let at = aim === 'effect' ? 0 : span.from; at < span.to; at += 1) {
    const step = steps[at];
    if (step === undefined || !asked.templates.has(step.template) || (step.refused && at < span.to - 1)) continue;
    const isDecisive = aim === 'effect' && at === span.to - 1;
    const element = {
      template: step.template,
      pattern: isDecisive ? [...step.args.keys()] : placesAmong(primary, step.args),
    };
    if (at < span.from && element.pattern.every((index) => index === null)) continue;
    const place = asked.placeOf.get(codeOfElement(aim === 'found' ? ofSearch(element) : element));
    if (place === undefined) continue;
    if (first[place] === nowhere) first[place] = at;
    last[place] = at;
  }
}
