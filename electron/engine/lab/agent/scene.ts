import { type Fact, readFacts } from '../../abstraction/facts.ts';
import { isEntity, kindOf } from '../../abstraction/values.ts';

/** Where a thing was listed, and how that was said. */
export interface Located {
  readonly place: string;
  readonly predicate: string;
}

/** What an actor was told in this episode: facts, the last one about a thing counting, and where things were listed. */
export class Scene {
  readonly #lists: ReadonlySet<string>;
  readonly #located = new Map<string, Located>();
  readonly #things = new Set<string>();
  readonly #facts = new Set<string>();
  readonly #byPredicate = new Map<string, Set<string>>();
  readonly #about = new Map<string, readonly string[]>();
  readonly #told: (readonly Fact[])[] = [];

  /** `lists`: predicates that list things at a place, their first argument. */
  constructor(lists: ReadonlySet<string>) {
    this.#lists = lists;
  }

  observe(text: string): readonly Fact[] {
    const facts = readFacts(text);
    this.#told.push(facts);
    this.#forgetListed(facts);
    for (const fact of facts) this.#add(fact);
    const alone = facts.filter(({ args }) => args.length === 1);
    for (const [thing = '', own] of Map.groupBy(alone, ({ args }) => args[0]))
      this.#about.set(
        thing,
        own.map(({ predicate }) => predicate),
      );
    return facts;
  }

  /** What the last answer said. */
  get last(): readonly Fact[] {
    return this.#told.at(-1) ?? [];
  }

  /** What each answer said, the opening first. */
  get history(): readonly (readonly Fact[])[] {
    return this.#told;
  }

  /** What was said of a thing alone, when something was said of it last. */
  about(thing: string): readonly string[] {
    return this.#about.get(thing) ?? [];
  }

  /** Things that were named, in the order in which they were. */
  get things(): ReadonlySet<string> {
    return this.#things;
  }

  where(thing: string): Located | null {
    return this.#located.get(thing) ?? null;
  }

  /** A thing that was listed somewhere was brought to another place; null where that is not known. */
  move(thing: string, place: string | null): void {
    const known = this.#located.get(thing);
    if (known === undefined) return;
    if (place === null) this.#located.delete(thing);
    else this.#located.set(thing, { ...known, place });
  }

  /** First arguments of the facts that were told with a predicate. */
  named(predicate: string): ReadonlySet<string> {
    return this.#byPredicate.get(predicate) ?? new Set();
  }

  /** Whether it was told; null stands for anything. */
  told(predicate: string, args: readonly (string | null)[]): boolean {
    if (!args.includes(null)) return this.#facts.has(keyOf(predicate, args));
    for (const key of this.#facts) {
      const [name, ...values] = key.split('\n');
      if (name === predicate && args.every((value, at) => value === null || value === values[at])) return true;
    }
    return false;
  }

  ofKind(kind: string): readonly string[] {
    return [...this.#things].filter((thing) => kindOf(thing) === kind);
  }

  /** A place that is listed says all that is there. */
  #forgetListed(facts: readonly Fact[]): void {
    const listed = new Set(facts.flatMap(({ predicate, args }) => (this.#lists.has(predicate) ? [args[0]] : [])));
    for (const [thing, { place }] of this.#located) if (listed.has(place)) this.#located.delete(thing);
  }

  #add({ predicate, args }: Fact): void {
    this.#facts.add(keyOf(predicate, args));
    const named = this.#byPredicate.get(predicate) ?? new Set();
    this.#byPredicate.set(predicate, named.add(args[0] ?? ''));
    for (const value of args) if (isEntity(value)) this.#things.add(value);
    const [place, thing] = args;
    if (this.#lists.has(predicate) && place !== undefined && thing !== undefined)
      this.#located.set(thing, { place, predicate });
  }
}

function keyOf(predicate: string, args: readonly (string | null)[]): string {
  return [predicate, ...args].join('\n');
}
