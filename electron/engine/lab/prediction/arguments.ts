import { didBefore, type Moment } from './moments.ts';
import { findingsOf } from './rules.ts';
import type { ToldEpisode } from './lesson.ts';
import { formOf, type Sight } from './sight.ts';

interface Tally {
  hits: number;
  of: number;
}

/** What the memory has seen in one place of a template. */
interface Place {
  readonly forms: Set<string>;
  readonly values: Map<string, number>;
}

/** What is known of the episode beside the moment. */
export interface Surroundings {
  readonly sight: Sight;
  readonly nearest: readonly ToldEpisode[];
}

export interface Filled {
  readonly value: string;
  readonly probability: number;
}

/** Before anything is seen a rule is right once in fifty times, as sure as two sightings make it. */
const SELDOM = 0.02;
const FIRM = 2;
/** A way that has never been right. */
const NEVER = 0.001;
/** Values that were seen twice in a place may stand there again; the commonest so many are tried. */
const LEAST = 2;
const MOST = 40;

/**
 * Foretells what stands in the places of a template: each way of finding it has a rate of being right, a Beta posterior mean for
 * its place, then for the step before it, then for the kind of goal, each the prior of the next.
 */
export class ArgumentModel {
  readonly #tallies = new Map<string, Tally>();
  readonly #places = new Map<string, Place>();
  readonly #useful = new Set<string>();

  /** First pass: what can stand where. */
  meet(template: number, args: readonly { readonly text: string }[]): void {
    args.forEach(({ text }, position) => {
      const key = `${template} ${position}`;
      const place = this.#places.get(key) ?? { forms: new Set(), values: new Map() };
      place.forms.add(formOf(text));
      place.values.set(text, (place.values.get(text) ?? 0) + 1);
      this.#places.set(key, place);
    });
  }

  /** Second pass: which ways would ever have found it. */
  notice(moment: Moment, around: Surroundings): void {
    const step = moment.episode.steps[moment.at];
    step?.args.forEach(({ text }, position) => {
      for (const { rule, value } of this.#findings(moment, around, { template: step.template, position }))
        if (value === text) this.#useful.add(`${step.template} ${position} ${rule}`);
    });
  }

  /** Third pass: how often they do. The others are let go, else a large memory would keep every way that ever failed. */
  learn(moment: Moment, around: Surroundings, weight: number): void {
    const step = moment.episode.steps[moment.at];
    step?.args.forEach(({ text }, position) => {
      const way = `${step.template} ${position} `;
      for (const { rule, value } of this.#findings(moment, around, { template: step.template, position })) {
        if (!this.#useful.has(way + rule)) continue;
        for (const key of keysOf(moment, way + rule)) {
          const tally = this.#tallies.get(key) ?? { hits: 0, of: 0 };
          tally.of += weight;
          if (value === text) tally.hits += weight;
          this.#tallies.set(key, tally);
        }
      }
    });
  }

  /** The likeliest values of one place, best first. */
  foretell(
    moment: Moment,
    around: Surroundings,
    place: { readonly template: number; readonly position: number },
  ): readonly Filled[] {
    const best = new Map<string, number>();
    const way = `${place.template} ${place.position} `;
    for (const { rule, value } of this.#findings(moment, around, place)) {
      const rate = this.#useful.has(way + rule) ? this.#rateOf(keysOf(moment, way + rule)) : NEVER;
      best.set(value, Math.max(best.get(value) ?? 0, rate));
    }
    return [...best]
      .map(([value, probability]) => ({ value, probability }))
      .sort((a, b) => b.probability - a.probability || (a.value < b.value ? -1 : 1));
  }

  #rateOf(keys: readonly string[]): number {
    return keys.reduce((prior, key) => {
      const tally = this.#tallies.get(key);
      return tally === undefined ? prior : (tally.hits + FIRM * prior) / (tally.of + FIRM);
    }, SELDOM);
  }

  #findings(
    moment: Moment,
    around: Surroundings,
    { template, position }: { readonly template: number; readonly position: number },
  ) {
    const place = this.#places.get(`${template} ${position}`);
    const usual = [...(place?.values ?? [])]
      .filter(([, count]) => count >= LEAST)
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, MOST);
    return findingsOf({
      moment,
      ...around,
      template,
      position,
      forms: place?.forms ?? [],
      constants: usual.map(([value]) => value),
    });
  }
}

function keysOf(moment: Moment, way: string): readonly string[] {
  const last = `${way}|${didBefore(moment, 1)}${moment.found ? 'f' : ''}`;
  const { category, values } = moment.episode.goal;
  return category === null ? [way, last] : [way, last, `${last}|${category}`, `${last}|${category}|${values[0] ?? ''}`];
}
