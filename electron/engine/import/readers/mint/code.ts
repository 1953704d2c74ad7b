import type { Action, JsonValue } from '../../../../../shared/model/index.ts';

/** One statement of a straight-line block: a call with literal arguments, and whether its result is printed. */
export interface CallStatement {
  readonly action: Action;
  readonly printed: boolean;
}

/** A straight-line block: calls in order, and which line of output belongs to which call (null: a line printed by hand). */
export interface StraightBlock {
  readonly calls: readonly CallStatement[];
  readonly output: readonly (number | null)[];
}

type Statement =
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly arguments: Record<string, JsonValue>;
      readonly printed: boolean;
      readonly into: string | null;
    }
  | { readonly kind: 'print-name'; readonly name: string }
  | { readonly kind: 'print-text' };

const CALL = /^(?:([A-Za-z_]\w*)\s*=\s*)?([A-Za-z_]\w*)\((.*)\)$/;
const PRINT = /^print\((.*)\)$/;
const NAME = /^[A-Za-z_]\w*$/;

/**
 * Reads Python code whose statements are calls with literal arguments, one a line, alone, inside `print(..)` or
 * assigned to a name that is printed later. @returns null for anything else (loops, conditions, other variables).
 */
export function straightBlock(code: string): StraightBlock | null {
  const calls: CallStatement[] = [];
  const output: (number | null)[] = [];
  const names = new Map<string, number>();
  for (const line of code.split('\n')) {
    const text = withoutComment(line);
    if (text.trim() === '') continue;
    const statement = /^\s/.test(line) ? null : statementOf(text.trim());
    if (statement === null) return null;
    if (statement.kind === 'print-text') output.push(null);
    else if (statement.kind === 'print-name') {
      const from = names.get(statement.name);
      if (from === undefined) return null;
      output.push(from);
    } else {
      if (statement.printed) output.push(calls.length);
      if (statement.into !== null) names.set(statement.into, calls.length);
      const action: Action = { kind: 'tool', name: statement.name, arguments: statement.arguments };
      calls.push({ action, printed: statement.printed });
    }
  }
  return calls.length === 0 ? null : { calls, output };
}

/** The line up to a `#` that stands outside of a text. */
function withoutComment(line: string): string {
  let quote = '';
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] ?? '';
    if (quote !== '') {
      if (character === '\\') at += 1;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '#') return line.slice(0, at);
  }
  return line;
}

function statementOf(text: string): Statement | null {
  const printed = PRINT.exec(text);
  const inner = printed?.[1]?.trim();
  if (inner === undefined) return callOf(text, false);
  if (NAME.test(inner)) return { kind: 'print-name', name: inner };
  const literal = literalsOf(inner);
  if (literal !== null && literal.length === 1) return { kind: 'print-text' };
  return callOf(inner, true);
}

function callOf(text: string, printed: boolean): Statement | null {
  const [, into = null, name = '', inside = ''] = CALL.exec(text) ?? [];
  if (name === '' || name === 'print' || (printed && into !== null)) return null;
  const literals = literalsOf(inside);
  if (literals === null) return null;
  const pairs = literals.map(({ key, value }, index): [string, JsonValue] => [key ?? `arg${index + 1}`, value]);
  if (pairs.some(([key]) => key === '__proto__')) return null;
  return { kind: 'call', name, arguments: Object.fromEntries(pairs), printed, into };
}

interface Literal {
  readonly key: string | null;
  readonly value: JsonValue;
}

const TOKEN =
  /\s*(?:([A-Za-z_]\w*)\s*=\s*)?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(-?\d+(?:\.\d+)?)|(True|False|None))\s*(,|$)/y;
const CONSTANTS: Readonly<Record<string, JsonValue>> = { True: true, False: false, None: null };

/** The literals of an argument list, or null when something in it is no literal. */
function literalsOf(inside: string): readonly Literal[] | null {
  const literals: Literal[] = [];
  let at = 0;
  while (at < inside.length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(inside);
    if (match === null) return null;
    const [whole, key = null, double, single, number, constant] = match;
    const text = double ?? single;
    const value =
      text === undefined
        ? number === undefined
          ? (CONSTANTS[constant ?? ''] ?? null)
          : Number(number)
        : unescaped(text);
    literals.push({ key, value });
    at += whole.length;
  }
  return literals;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unescaped(text: string): string {
  return text.includes('\\') ? text.replace(/\\(.)/gs, (_, one: string) => ESCAPES[one] ?? one) : text;
}
