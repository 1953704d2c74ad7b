import { expect, it } from 'vitest';
import { codeOfElement, elementKey, type Element } from './consensus.ts';

const places = [null, 0, 1, 13, 14, 15, 40];

/** Every pattern of up to two arguments, and long ones. */
const patterns: readonly (readonly (number | null)[])[] = [
  [],
  ...places.map((at) => [at]),
  ...places.flatMap((one) => places.map((other) => [one, other])),
  ...[7, 8, 9].flatMap((length) => [null, 0, 14, 15].map((at) => Array.from({ length }, () => at))),
];

it('tells elements apart by their codes as by their keys, whatever their templates and arguments [P4]', () => {
  const templates = [...Array.from({ length: 600 }, (_, at) => at), 2 ** 16, 2 ** 17 - 1, 2 ** 17, 2 ** 20, -1];
  const elements = templates.flatMap((template) => patterns.map((pattern): Element => ({ template, pattern })));
  expect(new Set(elements.map(elementKey)).size).toBe(elements.length);
  expect(new Set(elements.map(codeOfElement)).size).toBe(elements.length);
  for (const code of elements.map(codeOfElement))
    expect(typeof code === 'string' || Number.isSafeInteger(code)).toBe(true);
});
