import { expect, it } from 'vitest';
import { piecesOf, placeholdersOf } from './message-parts.ts';

const words = (message: string): readonly string[] =>
  piecesOf(message)
    .filter(({ kind }) => kind === 'words')
    .map(({ text }) => text);

it('tells words from syntax, at any depth', () => {
  expect(words('Plain text')).toEqual(['Plain text']);
  expect(words('{count, plural, one {# step} other {{count, number} steps}} in {file}')).toEqual([
    '# step',
    ' steps',
    ' in ',
  ]);
  expect(words("a slot: take '{'item'}' from here")).toEqual(['a slot: take ', 'item', ' from here']);
});

it('loses nothing', () => {
  const message = "{kind, select, meta {A {n, plural, one {# b} other {# c}}} other {d '{'}}: {label}";
  expect(
    piecesOf(message)
      .map(({ text }) => text)
      .join(''),
  ).toBe(message);
});

it('knows a placeholder from a branch of one word', () => {
  expect(placeholdersOf('{outcome, select, success {success} other {run}} of {name}, {n, number, percent}')).toEqual([
    'n number',
    'name text',
    'outcome select',
  ]);
});
