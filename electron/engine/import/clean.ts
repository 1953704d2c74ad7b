import type { JsonValue } from '../../../shared/model/index.ts';
import { limits } from './limits.ts';

type Node = Record<string, unknown> | unknown[];

/**
 * Makes a value that JSON.parse returned safe to keep, in place and without recursion: members called `__proto__`
 * go, half surrogate pairs become U+FFFD (they have no UTF-8 spelling), numbers beyond the range of a double become text.
 * @returns the value, or undefined when it is nested deeper than the limit.
 */
export function cleaned(value: unknown): JsonValue | undefined {
  const holder: unknown[] = [value];
  const nodes: Node[] = [holder];
  const depths: number[] = [0];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    const depth = depths.pop() ?? 0;
    if (depth > limits.depth) return undefined;
    for (const inner of Array.isArray(node) ? cleanList(node) : cleanMembers(node)) {
      nodes.push(inner);
      depths.push(depth + 1);
    }
  }
  // Every scalar was checked and every container came from JSON.parse.
  return holder[0] as JsonValue;
}

function cleanList(list: unknown[]): Node[] {
  const inner: Node[] = [];
  for (let i = 0; i < list.length; i += 1) {
    const value = list[i];
    if (isNode(value)) inner.push(value);
    else list[i] = scalar(value);
  }
  return inner;
}

function cleanMembers(object: Record<string, unknown>): Node[] {
  const inner: Node[] = [];
  for (const key of Object.keys(object)) {
    if (key === '__proto__' || !key.isWellFormed()) {
      delete object[key];
      continue;
    }
    const value = object[key];
    if (isNode(value)) inner.push(value);
    else if (typeof value !== 'boolean') object[key] = scalar(value);
  }
  return inner;
}

/** JSON.parse makes no other objects than lists and plain ones. */
function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}

function scalar(value: unknown): unknown {
  if (typeof value === 'string') return value.isWellFormed() ? value : value.toWellFormed();
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return value;
}

/** The parsed and cleaned value, or the reason why there is none. */
export function parseJson(text: string): { readonly json: JsonValue } | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return `it is no JSON: ${error instanceof Error ? shortened(error.message) : 'unknown fault'}`;
  }
  const json = cleaned(value);
  return json === undefined ? `it is nested deeper than ${limits.depth} levels` : { json };
}

/** A parser's message without the piece of the file that it may quote, and without the line within the record. */
function shortened(message: string): string {
  const short = message.replace(/, "[\s\S]*$| \(line \d+ column \d+\)$/, '');
  return short.length > 120 ? `${short.slice(0, 120)}…` : short;
}
