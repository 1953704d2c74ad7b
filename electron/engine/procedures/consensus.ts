import type { Episode } from '../abstraction/corpus.ts';
import type { Value } from '../abstraction/values.ts';
import type { Attempt } from './executions.ts';

/** A step of a span with its arguments replaced: the index of the primary value that stands there, or null for another value. */
export interface Element {
  readonly template: number;
  readonly pattern: readonly (number | null)[];
}

/** A step that enough executions share. `mean` is its mean number of times in an execution that has it. */
export interface ConsensusStep extends Element {
  readonly key: string;
  readonly code: ElementCode;
  readonly present: number;
  readonly of: number;
  readonly mean: number;
  /** Mean place in [0, 1]; infinite for the step that all end with. */
  readonly position: number;
}

const minPresence = 0.25;

/** The elements of one execution, refused steps left out (they did nothing), the last step kept: its arguments are the primary ones. */
export function elementsOf(episode: Episode, attempt: Attempt): readonly Element[] {
  const { from, to } = attempt.span;
  const elements: Element[] = [];
  for (let at = from; at < to; at += 1) {
    const step = episode.steps[at];
    if (step === undefined || (step.refused && at < to - 1)) continue;
    const { template, args } = step;
    const isDecisive = attempt.aim === 'effect' && at === to - 1;
    elements.push({ template, pattern: isDecisive ? [...args.keys()] : placesAmong(attempt.primary, args) });
  }
  return elements;
}

const noPlaces: readonly (number | null)[] = [];

/** For each argument the primary value that stands there, or null. */
export function placesAmong(primary: readonly string[], args: readonly Value[]): readonly (number | null)[] {
  if (args.length === 0) return noPlaces;
  return args.map(({ text }) => {
    const at = text === '' ? -1 : primary.indexOf(text);
    return at < 0 ? null : at;
  });
}

export function elementKey({ template, pattern }: Element): string {
  let key = `${template}:`;
  for (const [place, at] of pattern.entries()) key += place === 0 ? (at ?? '*') : `,${at ?? '*'}`;
  return key;
}

/** Tells elements apart as their keys do, and costs less than a text: there is one for each step of each execution. */
export type ElementCode = number | string;

/** An argument takes four bits, and so does the number of them, which stands before them; what does not fit is told by its key. */
const codeBase = 16;
const maxCodedArguments = 8;
/** The number of the template has places of its own behind the arguments, so that no two elements share a code: 9 x 16^8 x 2^17 is exact. */
const maxCodedTemplates = 2 ** 17;

/** @returns a whole number below 2^53, or the key */
export function codeOfElement(element: Element): ElementCode {
  const { template, pattern } = element;
  const fits = template >= 0 && template < maxCodedTemplates && pattern.length <= maxCodedArguments;
  if (!fits || pattern.some((at) => at !== null && at >= codeBase - 1)) return elementKey(element);
  const places = pattern.reduce<number>((code, at) => code * codeBase + (at === null ? 0 : at + 1), pattern.length);
  return places * maxCodedTemplates + template;
}

/** The element of a search: the values along the way are not told apart. */
export function ofSearch({ template, pattern }: Element): Element {
  return pattern.length === 0 ? { template, pattern } : { template, pattern: pattern.map(() => null) };
}

/** What one execution, or all of them, do of one element. `place`: where it is first done, from 0 to 1, summed. */
interface Doing {
  readonly element: Element;
  present: number;
  times: number;
  place: number;
  /** In how many it is what is done last. */
  last: number;
}

/**
 * What the successful executions of one procedure do in common: the elements that a quarter of them have, in the order
 * of their mean place, the step that all end with last. For a search the values along the way are not told apart.
 */
export function findConsensus(episodes: readonly Episode[], attempts: readonly Attempt[]): readonly ConsensusStep[] {
  const tally = new Map<ElementCode, Doing>();
  for (const attempt of attempts) {
    const episode = episodes[attempt.episode];
    if (episode === undefined) continue;
    for (const [code, one] of doingsOf(elementsOf(episode, attempt), attempt.aim)) {
      const all = tally.get(code);
      if (all === undefined) {
        tally.set(code, one);
        continue;
      }
      all.present += one.present;
      all.times += one.times;
      all.place += one.place;
      all.last += one.last;
    }
  }
  const of = attempts.length;
  return [...tally]
    .filter(([, { present }]) => present >= of * minPresence)
    .map(([code, { element, present, times, place, last }]) => {
      const position = last === of ? Infinity : place / present;
      return { ...element, key: elementKey(element), code, present, of, mean: times / present, position };
    })
    .sort((a, b) => compare(a.position, b.position) || b.present - a.present || (a.key < b.key ? -1 : 1));
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

function doingsOf(elements: readonly Element[], aim: Attempt['aim']): ReadonlyMap<ElementCode, Doing> {
  const own = new Map<ElementCode, Doing>();
  const end = elements.length - 1;
  for (const [at, special] of elements.entries()) {
    const element = aim === 'found' ? ofSearch(special) : special;
    const code = codeOfElement(element);
    const known = own.get(code);
    if (known === undefined) {
      const place = end < 1 ? 0 : at / end;
      own.set(code, { element, present: 1, times: 1, place, last: at === end ? 1 : 0 });
    } else {
      known.times += 1;
      known.last = at === end ? 1 : 0;
    }
  }
  return own;
}
