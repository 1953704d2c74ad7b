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
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  if (depth > deepest) throw refusal(`A value is nested deeper than ${deepest} levels.`);
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (!Number.isFinite(value)) throw refusal(`The number ${value} has no JSON.`);
      // -0 is written as 0, so that two equal numbers have one spelling.
      return JSON.stringify(value === 0 ? 0 : value);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? writeArray(value, depth) : writeObject(value, depth);
    default:
      throw refusal(`A value of type ${typeof value} has no JSON.`);
  }
}

function writeArray(values: readonly unknown[], depth: number): string {
  let text = '[';
  for (let index = 0; index < values.length; index += 1) {
    if (index > 0) text += ',';
    const value = values[index];
    text += value === undefined ? 'null' : write(value, depth + 1);
  }
  return `${text}]`;
}

function writeObject(object: object, depth: number): string {
  const entries = object as Readonly<Record<string, unknown>>; // only its own keys are read
  let text = '{';
  // The default sort of strings is by code units: it knows no locale.
  for (const key of Object.keys(entries).sort()) {
    const value = entries[key];
    if (value === undefined) continue;
    if (text.length > 1) text += ',';
    text += `${JSON.stringify(key)}:${write(value, depth + 1)}`;
  }
  return `${text}}`;
}

function refusal(happened: string): KnackError {
  return new KnackError({
    code: 'WRONG_USE',
    happened,
    kept: 'Nothing was written.',
    todo: 'Correct the value and try again.',
  });
}
