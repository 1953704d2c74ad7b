import { expect, it } from 'vitest';
import { Numbered, Packer, Unpacker } from './index.ts';

function packed(): Uint8Array {
  const into = new Packer();
  into.text('one\ntwo "three" é\u0000');
  into.number(-7);
  into.texts(['a', 'b', 'a']);
  for (const value of [3, 1, 2, 3]) into.number(value);
  return into.bytes();
}

it('reads what was written, in its order [J14]', () => {
  const from = new Unpacker(packed());
  expect(from.text()).toBe('one\ntwo "three" é\u0000');
  expect(from.number()).toBe(-7);
  expect(from.texts()).toEqual(['a', 'b', 'a']);
  expect(from.list(() => from.number())).toEqual([1, 2, 3]);
  expect(() => from.number()).toThrow(RangeError);
});

it('holds any number of numbers', () => {
  const values = Array.from({ length: 200_000 }, (_, at) => at);
  const into = new Packer();
  for (const value of values) into.number(value);
  const from = new Unpacker(into.bytes());
  expect(values.every((value) => from.number() === value)).toBe(true);
});

it('gives nothing for bytes that are cut off', () => {
  const bytes = packed();
  for (let at = 0; at < bytes.length; at += 1)
    expect(() => new Unpacker(bytes.slice(0, at)), `${at} bytes`).toThrow(/not packed|JSON/);
});

it('gives no value for a number that names none', () => {
  const into = new Packer();
  into.number(2);
  into.number(-1);
  const from = new Unpacker(into.bytes());
  expect(() => from.of(['a', 'b'])).toThrow(RangeError);
  expect(() => from.text()).toThrow(RangeError);
});

it('numbers distinct values in order of first appearance', () => {
  const numbers = new Numbered<string>();
  expect(['b', 'a', 'b', 'c'].map((value) => numbers.of(value))).toEqual([0, 1, 0, 2]);
  expect([...numbers.values()]).toEqual(['b', 'a', 'c']);
});
