import type { JsonValue } from '../../../shared/model/index.ts';
import { limits } from './limits.ts';

const NUMBER = /[+-]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const WORD = /True|False|None|nan|inf|-inf/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', "'": "'", '"': '"' };
const HEX = { x: 2, u: 4, U: 8 } as const;

/**
 * Reads what Python's `repr` writes of dicts, lists, tuples, texts, numbers, `True`, `False` and `None`.
 * @returns undefined where the text is none of it, or goes on behind it
 */
export function pythonLiteral(text: string): JsonValue | undefined {
  const reading = new Reading(text);
  try {
    const value = reading.value(0);
    reading.blanks();
    return reading.at === text.length ? value : undefined;
  } catch (error) {
    if (error instanceof NoLiteral) return undefined;
    throw error;
  }
}

/** The same for a text that was cut off: what is open at its end is closed there. */
export function pythonBeginning(text: string): JsonValue | undefined {
  try {
    return new Reading(text, true).value(0);
  } catch (error) {
    if (error instanceof NoLiteral) return undefined;
    throw error;
  }
}

class NoLiteral extends Error {}

class Reading {
  at = 0;
  readonly #text: string;
  readonly #mayEnd: boolean;

  constructor(text: string, mayEnd = false) {
    this.#text = text;
    this.#mayEnd = mayEnd;
  }

  get #isCut(): boolean {
    return this.#mayEnd && this.at >= this.#text.length;
  }

  blanks(): void {
    while (/\s/.test(this.#text[this.at] ?? '')) this.at += 1;
  }

  value(depth: number): JsonValue {
    if (depth > limits.depth) throw new NoLiteral();
    this.blanks();
    const character = this.#text[this.at];
    if (character === '{') return this.#dict(depth);
    if (character === '[') return this.#list(']', depth);
    if (character === '(') return this.#list(')', depth);
    if (character === "'" || character === '"') return this.#string(character);
    return this.#scalar();
  }

  #dict(depth: number): JsonValue {
    const entries: [string, JsonValue][] = [];
    this.at += 1;
    while (!this.#closes('}')) {
      const key = this.value(depth + 1);
      if (this.#isCut) break;
      this.#expect(':');
      if (this.#isCut) break;
      const value = this.value(depth + 1);
      const name = typeof key === 'string' ? key : JSON.stringify(key);
      if (name !== '__proto__') entries.push([name, value]);
      this.#separates('}');
    }
    return Object.fromEntries(entries);
  }

  #list(closing: string, depth: number): JsonValue {
    const values: JsonValue[] = [];
    this.at += 1;
    while (!this.#closes(closing)) {
      values.push(this.value(depth + 1));
      this.#separates(closing);
    }
    return values;
  }

  #closes(closing: string): boolean {
    this.blanks();
    if (this.#isCut) return true;
    if (this.#text[this.at] !== closing) return false;
    this.at += 1;
    return true;
  }

  #separates(closing: string): void {
    this.blanks();
    if (!this.#isCut && this.#text[this.at] !== closing) this.#expect(',');
  }

  #expect(character: string): void {
    this.blanks();
    if (this.#text[this.at] !== character) throw new NoLiteral();
    this.at += 1;
  }

  #string(quote: string): string {
    let value = '';
    for (this.at += 1; this.#text[this.at] !== quote; this.at += 1) {
      if (this.#isCut) return value.toWellFormed();
      const character = this.#text[this.at];
      if (character === undefined || character === '\n') throw new NoLiteral();
      value += character === '\\' ? this.#escape() : character;
    }
    this.at += 1;
    return value.toWellFormed();
  }

  #escape(): string {
    this.at += 1;
    const character = this.#text[this.at] ?? '';
    if (character !== 'x' && character !== 'u' && character !== 'U') return ESCAPES[character] ?? `\\${character}`;
    const digits = this.#text.slice(this.at + 1, this.at + 1 + HEX[character]);
    const code = /^[\da-fA-F]+$/.test(digits) ? Number.parseInt(digits, 16) : Number.NaN;
    if (!(code <= 0x10_ffff)) throw new NoLiteral();
    this.at += HEX[character];
    return String.fromCodePoint(code);
  }

  #scalar(): JsonValue {
    WORD.lastIndex = this.at;
    const word = WORD.exec(this.#text)?.[0];
    if (word !== undefined) {
      this.at += word.length;
      if (word === 'True' || word === 'False') return word === 'True';
      return word === 'None' ? null : word;
    }
    NUMBER.lastIndex = this.at;
    const number = NUMBER.exec(this.#text)?.[0];
    if (number === undefined) throw new NoLiteral();
    this.at += number.length;
    const value = Number(number.replaceAll('_', ''));
    return Number.isFinite(value) ? value : number;
  }
}
