import { expect, test } from 'vitest';
import { smallCorpora as corpora } from './corpora.fixture.ts';
import { createLexicon } from './lexicon.ts';
import { createMorphology } from './morphology.ts';
import { createSegmenter } from './segmenter.ts';
import { splitWords } from './words.ts';

const morphology = createMorphology(corpora.wordNet);
const lexicon = createLexicon({ corpora, morphology, limit: 200, leastCount: 1 });
const segmenter = createSegmenter(lexicon);
const wordsOf = (text: string): string[] => segmenter.rowsOf(text).map((row) => lexicon.rows[row] ?? '?');

test('identifiers, paths and accents are split into plain words', () => {
  expect(splitWords('get_user_details')).toEqual(['get', 'user', 'details']);
  expect(splitWords('getUserDetails parseHTTPHeader')).toEqual(['get', 'user', 'details', 'parse', 'http', 'header']);
  expect(splitWords("/usr/lib/Café.txt isn't")).toEqual(['usr', 'lib', 'cafe', 'txt', 'isnt']);
  expect(splitWords(' \n')).toEqual([]);
});

test('compounds are split into known words', () => {
  expect(wordsOf('soapbar')).toEqual(['soap', 'bar']);
  expect(wordsOf('getUserBar')).toEqual(['get', 'user', 'bar']);
});

test('an inflected form leads to the row of its base', () => {
  for (const [form, base] of [
    ['berries', 'berry'],
    ['got', 'get'],
    ['scrubbed', 'scrub'],
    ['soaps', 'soap'],
  ] as const) {
    expect(wordsOf(form)[0]).toBe(base);
  }
});

test('a long run of letters is no word', () => {
  expect(segmenter.rowsOf('soap'.repeat(17))).toEqual([]);
  expect(segmenter.rowsOf('soap'.repeat(16))).toHaveLength(16);
});

test('what falls into scraps teaches nothing', () => {
  expect(segmenter.soundRowsOf('xyzzy soap qq')).toEqual(segmenter.rowsOf('soap'));
});

test('what no piece covers has no rows, and known words are never split', () => {
  expect(segmenter.rowsOf('日本語')).toEqual([]);
  for (const word of lexicon.rows) expect(segmenter.splitWord(word).map(({ text }) => text)).toEqual([word]);
});
