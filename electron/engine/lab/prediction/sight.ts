import type { Fact } from '../../abstraction/facts.ts';
import { isEntity, kindOf, type Value, valueOf } from '../../abstraction/values.ts';
import type { Moment } from './moments.ts';

/** So many places of predicates are kept in mind. */
const RECENT = 40;

/** What was named so far in an episode, by whom and where. Grows with the steps; one moment after the other. */
export class Sight {
  /** Every value told so far, in order of first sight. */
  readonly #told = new Map<string, string>();
  /** The values told last under a place of a predicate, in order. */
  readonly #under = new Map<string, readonly string[]>();
  readonly #byForm = new Map<string, string[]>();
  #at = -1;

  /** Takes in what was told up to the moment. Moments of one episode come in order. */
  follow({ episode, at }: Moment): void {
    if (this.#at < 0) {
      this.#see(episode.context);
      this.#at = 0;
    }
    for (; this.#at < at; this.#at += 1) this.#see(episode.steps[this.#at]?.facts ?? []);
  }

  #see(facts: readonly Fact[]): void {
    const under = new Map<string, string[]>();
    for (const { predicate, args } of facts) {
      args.forEach((value, place) => {
        const key = `${predicate}\u0001${place}`;
        const own = under.get(key) ?? [];
        if (!own.includes(value)) own.push(value);
        under.set(key, own);
        if (this.#told.has(value)) return;
        const form = formOf(value);
        this.#told.set(value, form);
        const alike = this.#byForm.get(form) ?? [];
        alike.push(value);
        this.#byForm.set(form, alike);
      });
    }
    for (const [key, values] of under) {
      this.#under.delete(key);
      this.#under.set(key, values);
    }
  }

  has(value: string): boolean {
    return this.#told.has(value);
  }

  /** Values of one form, in order of sight. */
  ofForm(form: string): readonly string[] {
    return this.#byForm.get(form) ?? [];
  }

  /** By place of a predicate, what was told there last; of the places that were told of last. */
  under(): readonly (readonly [string, readonly string[]])[] {
    return [...this.#under].slice(-RECENT);
  }
}

/** What values of one sort have in common: the kind of an entity, else the pattern of letters and digits; '' for plain words. */
export function formOf(text: string): string {
  if (isEntity(text)) return `${kindOf(text)} #`;
  const { sort }: Value = valueOf(text);
  if (sort === 'text' || sort === 'quoted') return '';
  return text
    .slice(0, 40)
    .replace(/[a-z]+/g, 'a')
    .replace(/\d+/g, '9');
}
