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
  readonly #lines = new Map<string, readonly Fact[]>();
  readonly #factNumbers = new Map<Fact, number>();
  /** The distinct observations by a hash of their facts. */
  readonly #observations = new Map<number, (readonly Fact[])[]>();
  /** By the line of its shape, then by its facts. */
  readonly #steps = new Map<string, { readonly shape: Shape; readonly byFacts: Map<readonly Fact[], AnalysedStep> }>();
  #stepCount = 0;

  /** How many distinct steps it knows: each has an index below. */
  get stepCount(): number {
    return this.#stepCount;
  }

  /** The facts of a line that `packFacts` wrote: one list for equal lines. */
  facts(line: string): readonly Fact[] {
    const known = this.#lines.get(line);
    if (known !== undefined) return known;
    const facts = this.observation(unpackFacts(line, (predicate, args) => this.fact(predicate, args)));
    this.#lines.set(line, facts);
    return facts;
  }

  /** The one list of these facts, which are of this interner. */
  observation(facts: readonly Fact[]): readonly Fact[] {
    let hash = facts.length;
    for (const fact of facts) hash = (Math.imul(hash, 31) + (this.#factNumbers.get(fact) ?? 0)) | 0;
    const alike = remember(this.#observations, hash, noLists);
    const known = alike.find((one) => one.length === facts.length && one.every((fact, at) => fact === facts[at]));
    if (known !== undefined) return known;
    alike.push(facts);
    return facts;
  }

  /** The step of two lines, written by `packShape` and `packFacts`. */
  step(shapeLine: string, factsLine: string): AnalysedStep {
    return this.stepOf(shapeLine, this.facts(factsLine));
  }

  /** The step of a line that `packShape` wrote and of an observation of this interner. */
  stepOf(shapeLine: string, facts: readonly Fact[]): AnalysedStep {
    let own = this.#steps.get(shapeLine);
    if (own === undefined) {
      own = { shape: unpackShape(shapeLine, (text) => this.#value(text)), byFacts: new Map() };
      this.#steps.set(shapeLine, own);
    }
    const known = own.byFacts.get(facts);
    if (known !== undefined) return known;
    const step = { index: this.#stepCount, line: shapeLine, shape: own.shape, facts };
    this.#stepCount += 1;
    own.byFacts.set(facts, step);
    return step;
  }

  fact(predicate: string, args: readonly string[]): Fact {
    let node = remember(this.#facts.next, predicate, emptyNode);
    for (const value of args) node = remember(node.next, value, emptyNode);
    if (node.fact === null) {
      node.fact = { predicate, args };
      this.#factNumbers.set(node.fact, this.#factNumbers.size);
    }
    return node.fact;
  }

  #value(text: string): Value {
    return remember(this.#values, text, () => valueOf(text));
  }
}

/** Facts as a tree: below its predicate, value by value. No text is joined to look one up, and none is mistaken for another. */
interface FactNode {
  fact: Fact | null;
  readonly next: Map<string, FactNode>;
}

const emptyNode = (): FactNode => ({ fact: null, next: new Map() });
const noLists = (): (readonly Fact[])[] => [];

function remember<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
