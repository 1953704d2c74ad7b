import { expect, test } from 'vitest';
import type { Corpora } from './corpora.ts';
import { createLexicon } from './lexicon.ts';
import { createMorphology } from './morphology.ts';
import { createSegmenter } from './segmenter.ts';
import type { PartOfSpeech, Synset } from './wordnet.ts';
import { splitWords } from './words.ts';

function synset(part: PartOfSpeech, lemmas: readonly string[], definition: string): Synset {
  return { part, senses: lemmas.map((lemma) => ({ lemma, count: 1 })), relations: [], definition, examples: [] };
}

const corpora: Corpora = {
  wordNet: {
    synsets: [
      synset('noun', ['soap'], 'a cleansing agent'),
      synset('noun', ['bar'], 'a block of solid substance'),
      synset('noun', ['user'], 'a person who makes use of a thing'),
      synset('noun', ['berry'], 'a small fruit'),
      synset('verb', ['get', 'acquire'], 'come into the possession of something'),
      synset('verb', ['scrub'], 'clean with hard rubbing'),
    ],
    exceptions: new Map([['verb', new Map([['got', 'get']])]]),
  },
  wordLists: [],
  sections: [],
};
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

test('what no piece covers has no rows, and known words are never split', () => {
  expect(segmenter.rowsOf('日本語')).toEqual([]);
  for (const word of lexicon.rows) expect(segmenter.splitWord(word).map(({ text }) => text)).toEqual([word]);
});
