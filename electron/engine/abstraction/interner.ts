import type { AnalysedStep } from './analysis.ts';
import type { Fact } from './facts.ts';
import type { Shape } from './lex-action.ts';
import { unpackFacts, unpackShape } from './packed.ts';
import { valueOf, type Value } from './values.ts';

/**
 * Keeps one object for each distinct value, fact, observation and step of a corpus, so that equal ones are identical. A corpus
 * repeats itself: the later stages compare and count by identity and look at each distinct one once, which is what makes them fast.
 */
export class Interner {
  readonly #values = new Map<string, Value>();
  readonly #facts = new Map<string, Fact>();
  readonly #observations = new Map<string, readonly Fact[]>();
  readonly #shapes = new Map<string, Shape>();
  readonly #steps = new Map<Shape, Map<readonly Fact[], AnalysedStep>>();

  /** The facts of a line that `packFacts` wrote: one list for equal lines. */
  facts(line: string): readonly Fact[] {
    return remember(this.#observations, line, () => unpackFacts(line).map((fact) => this.#fact(fact)));
  }

  /** The step of two lines, written by `packShape` and `packFacts`. */
  step(shapeLine: string, factsLine: string): AnalysedStep {
    const shape = remember(this.#shapes, shapeLine, () => unpackShape(shapeLine, (text) => this.#value(text)));
    const facts = this.facts(factsLine);
    const own = remember(this.#steps, shape, () => new Map<readonly Fact[], AnalysedStep>());
    return remember(own, facts, () => ({ shape, facts }));
  }

  #value(text: string): Value {
    return remember(this.#values, text, () => valueOf(text));
  }

  #fact(fact: Fact): Fact {
    return remember(this.#facts, [fact.predicate, ...fact.args].join('\u0001'), () => fact);
  }
}

function remember<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
