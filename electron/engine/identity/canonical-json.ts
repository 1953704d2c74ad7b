import { KnackError } from '../../../shared/errors.ts';

/** Values nested deeper than this are refused: a stranger's file must not end the process by recursion. */
const deepest = 1000;

/**
 * JSON with one spelling a value: keys in code-unit order, no spaces, `undefined` properties left out,
 * `-0` as `0`. The same value gives the same bytes on every machine, whatever order its keys were set in.
 *
 * @throws KnackError WRONG_USE for a number that is not finite, a value that JSON has no word for, or nesting
 * deeper than 1000.
 */
export function canonicalJson(value: unknown): string {
  // Most values were made in canonical order: then the engine's own writer gives the same text, several times as fast.
  if (isInOrder(value, 0)) return JSON.stringify(value);
  // Joined at once: a text that grows piece by piece is kept as a tree of its pieces until somebody reads it.
  const parts: string[] = [];
  write(value, parts, 0);
  return parts.join('');
}

/** Whether `JSON.stringify` writes the value canonically: keys in order, nothing left out, nothing refused. */
function isInOrder(value: unknown, depth: number): boolean {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth > deepest) return false;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) if (!isInOrder(value[index], depth + 1)) return false;
    return true;
  }
  // What an object says of itself as JSON is not what its keys say.
  if ('toJSON' in value) return false;
  const entries = value as Readonly<Record<string, unknown>>; // only its own keys are read
  let last = '';
  for (const key of Object.keys(entries)) {
    if (key < last || !isInOrder(entries[key], depth + 1)) return false;
    last = key;
  }
  return true;
}

function write(value: unknown, parts: string[], depth: number): void {
  if (depth > deepest) throw refusal(`A value is nested deeper than ${deepest} levels.`);
  switch (typeof value) {
    case 'string':
      parts.push(JSON.stringify(value));
      return;
    case 'boolean':
      parts.push(value ? 'true' : 'false');
      return;
    case 'number':
      if (!Number.isFinite(value)) throw refusal(`The number ${value} has no JSON.`);
      // -0 is written as 0, so that two equal numbers have one spelling.
      parts.push(String(value === 0 ? 0 : value));
      return;
    case 'object':
      if (value === null) parts.push('null');
      else if (Array.isArray(value)) writeArray(value, parts, depth);
      else writeObject(value, parts, depth);
      return;
    default:
      throw refusal(`A value of type ${typeof value} has no JSON.`);
  }
}

function writeArray(values: readonly unknown[], parts: string[], depth: number): void {
  parts.push('[');
  for (let index = 0; index < values.length; index += 1) {
    if (index > 0) parts.push(',');
    write(values[index] ?? null, parts, depth + 1);
  }
  parts.push(']');
}

function writeObject(object: object, parts: string[], depth: number): void {
  const entries = object as Readonly<Record<string, unknown>>; // only its own keys are read
  let separator = '{';
  // The default sort of strings is by code units: it knows no locale.
  for (const key of Object.keys(entries).sort()) {
    const value = entries[key];
    if (value === undefined) continue;
    parts.push(separator, JSON.stringify(key), ':');
    write(value, parts, depth + 1);
    separator = ',';
  }
  parts.push(separator === '{' ? '{}' : '}');
}

function refusal(happened: string): KnackError {
  return new KnackError({
    code: 'WRONG_USE',
    happened,
    kept: 'Nothing was written.',
    todo: 'Correct the value and try again.',
  });
}
