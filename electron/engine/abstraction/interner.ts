import type { Fact } from './facts.ts';
import type { Shape } from './lex-action.ts';
import { valueOf, type Value } from './values.ts';

/**
 * Keeps one object for each distinct text, value, fact and shape of a corpus, so that equal ones are identical: the later
 * stages compare and count by identity, which is what makes them fast.
 */
export class Interner {
  readonly #texts = new Map<string, string>();
  readonly #values = new Map<string, Value>();
  readonly #facts = new Map<string, Fact>();
  readonly #shapes = new Map<string, Shape>();

  text(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    this.#texts.set(text, text);
    return text;
  }

  value(text: string): Value {
    const known = this.#values.get(text);
    if (known !== undefined) return known;
    const value = valueOf(text);
    this.#values.set(text, value);
    return value;
  }

  fact(predicate: string, args: readonly string[]): Fact {
    const key = `${predicate}\u0001${args.join('\u0001')}`;
    const known = this.#facts.get(key);
    if (known !== undefined) return known;
    const fact = { predicate, args };
    this.#facts.set(key, fact);
    return fact;
  }

  shape(shape: Shape): Shape {
    const args = shape.args.map(({ value, key }) => `${value.text}\u0002${key ?? ''}`).join('\u0001');
    const key = `${shape.kind}\u0001${shape.parts.join('\u0001')}\u0003${args}`;
    const known = this.#shapes.get(key);
    if (known !== undefined) return known;
    this.#shapes.set(key, shape);
    return shape;
  }
}
