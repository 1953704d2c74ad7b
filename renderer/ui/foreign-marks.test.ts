import { expect, it } from 'vitest';
import { foreignParts, foreignString } from './foreign-marks.ts';

it('leaves plain texts as they are, with tabs, line ends, accents and emoji', () => {
  for (const text of ['', 'open the {door}', 'a\tb\nc', 'crème brûlée', '👩‍🔧 at work', 'نیم‌فاصله']) {
    expect(foreignParts(text)).toEqual([{ kind: 'words', text }]);
  }
  expect(foreignString('open the {door}')).toBe('open the {door}');
});

it.each([
  ['an override of direction', 'a\u202eb', 'U+202E'],
  ['an isolate', 'a\u2067b', 'U+2067'],
  ['a zero-width space', 'a\u200bb', 'U+200B'],
  ['a joiner between English letters', 'a\u200db', 'U+200D'],
  ['a control', 'a\u001bb', 'U+001B'],
  ['a tag', 'a\u{e0041}b', 'U+E0041'],
  ['a hidden selector', 'a\u{e0100}b', 'U+E0100'],
  ['a byte order mark', 'a\ufeffb', 'U+FEFF'],
])('writes out %s', (_, text, code) => {
  expect(foreignParts(text)).toEqual([
    { kind: 'words', text: 'a' },
    { kind: 'mark', code },
    { kind: 'words', text: 'b' },
  ]);
  expect(foreignString(text)).toBe(`\u2068a[${code}]b\u2069`);
});

it('sets a text from right to left apart', () => {
  expect(foreignString('שלום')).toBe('\u2068שלום\u2069');
});
