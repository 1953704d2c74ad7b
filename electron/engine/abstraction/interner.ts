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
  readonly #facts: FactNode = { fact: null, next: new Map() };
  readonly #observations = new Map<string, readonly Fact[]>();
  /** By the line of its shape, then by the line of its facts. */
  readonly #steps = new Map<string, { readonly shape: Shape; readonly byFacts: Map<string, AnalysedStep> }>();

  /** The facts of a line that `packFacts` wrote: one list for equal lines. */
  facts(line: string): readonly Fact[] {
    const known = this.#observations.get(line);
    if (known !== undefined) return known;
    const facts = unpackFacts(line, (predicate, args) => this.#fact(predicate, args));
    this.#observations.set(line, facts);
    return facts;
  }

  /** The step of two lines, written by `packShape` and `packFacts`. */
  step(shapeLine: string, factsLine: string): AnalysedStep {
    let own = this.#steps.get(shapeLine);
    if (own === undefined) {
      own = { shape: unpackShape(shapeLine, (text) => this.#value(text)), byFacts: new Map() };
      this.#steps.set(shapeLine, own);
    }
    const known = own.byFacts.get(factsLine);
    if (known !== undefined) return known;
    const step = { shape: own.shape, facts: this.facts(factsLine) };
    own.byFacts.set(factsLine, step);
    return step;
  }

  #value(text: string): Value {
    return remember(this.#values, text, () => valueOf(text));
  }

  #fact(predicate: string, args: readonly string[]): Fact {
    let node = remember(this.#facts.next, predicate, emptyNode);
    for (const value of args) node = remember(node.next, value, emptyNode);
    return (node.fact ??= { predicate, args });
  }
}

/** Facts as a tree: below its predicate, value by value. No text is joined to look one up, and none is mistaken for another. */
interface FactNode {
  fact: Fact | null;
  readonly next: Map<string, FactNode>;
}

const emptyNode = (): FactNode => ({ fact: null, next: new Map() });

function remember<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
