import type { Condition, Truth } from '../../../../shared/model/index.ts';
import type { Fact } from '../../abstraction/facts.ts';
import { Belief, seenPredicate } from '../../conditions/belief.ts';
import { goalPredicate } from '../../conditions/patterns.ts';
import type { Knowledge } from './knowledge.ts';
import type { Scene } from './scene.ts';

/** An atom with values in place of slots; null stands for anything. */
export interface Wanted {
  readonly predicate: string;
  readonly args: readonly (string | null)[];
  readonly polarity: Condition['polarity'];
}

/** What is believed in one episode (SPEC, P5), in the words of a corpus. */
export class Beliefs {
  readonly #knowledge: Knowledge;
  readonly #scene: Scene;
  readonly #belief: Belief;
  readonly #facts = new Map<string, Fact>();
  readonly #listed = new Set<string>();
  #read = 0;

  constructor(knowledge: Knowledge, scene: Scene) {
    this.#knowledge = knowledge;
    this.#scene = scene;
    this.#belief = new Belief({ ...knowledge.predicates, oppositesOf: (fact) => this.#opposites(fact) });
  }

  /** Unknown is what was never told, and is not contradicted by another state or by a list without it. */
  truthOf({ predicate, args, polarity }: Wanted): Truth {
    this.#readOn();
    const others = this.#knowledge.predicates.alternatives.get(predicate) ?? [];
    const [is, isNot] = polarity === 'positive' ? (['true', 'false'] as const) : (['false', 'true'] as const);
    if (this.#holds([predicate], args)) return is;
    return this.#holds(others, args) || this.#listed.has(`${predicate}\n${args[0] ?? ''}`) ? isNot : 'unknown';
  }

  #holds(predicates: readonly string[], args: Wanted['args']): boolean {
    if (predicates.length === 0) return false;
    const named = args.filter((value) => value !== null);
    const about = this.#belief.about(named.length > 0 || args.length === 0 ? named : [...this.#scene.things]);
    return about
      .values()
      .some(
        (fact) =>
          predicates.includes(fact.predicate) && args.every((value, at) => value === null || value === fact.args[at]),
      );
  }

  #readOn(): void {
    const { history } = this.#scene;
    for (; this.#read < history.length; this.#read += 1) {
      const facts = (history[this.#read] ?? []).map((fact) => this.#known(fact));
      this.#belief.observe(facts);
      for (const { predicate, args } of facts)
        if (this.#knowledge.lists.has(predicate)) this.#listed.add(`${predicate}\n${args[0] ?? ''}`);
    }
  }

  /** The one object for a fact, its value in the predicate where the corpus has it there (SPEC, A6). */
  #known({ predicate, args }: Fact): Fact {
    const isState = this.#knowledge.corpus.states.has(predicate);
    const fact = isState ? { predicate: predicate.replace('{0}', args[0] ?? ''), args: [] } : { predicate, args };
    const key = [fact.predicate, ...fact.args].join('\n');
    const known = this.#facts.get(key) ?? fact;
    this.#facts.set(key, known);
    return known;
  }

  #opposites({ predicate, args }: Fact): readonly Fact[] {
    const others = this.#knowledge.predicates.alternatives.get(predicate) ?? [];
    return others.map((other) => this.#known({ predicate: other, args }));
  }
}

/** What a condition asks for under bindings; null while a slot is open, or where the corpus never speaks of it. */
export function wantedOf(condition: Condition, bindings: ReadonlyMap<string, string>): Wanted | null {
  if (condition.predicate === seenPredicate || condition.predicate === goalPredicate) return null;
  const args = condition.arguments.map((argument) => {
    if (argument.kind === 'any') return null;
    return argument.kind === 'constant' ? argument.value : bindings.get(argument.name);
  });
  if (args.includes(undefined)) return null;
  return { predicate: condition.predicate, polarity: condition.polarity, args: args.map((value) => value ?? null) };
}

/** As a sentence, for the record of a choice. */
export function sentenceOf({ predicate, args, polarity }: Wanted): string {
  const said = predicate.replace(/\{(\d+)\}/g, (_, at: string) => args[Number(at)] ?? '…');
  return polarity === 'negative' ? `not: ${said}` : said;
}
