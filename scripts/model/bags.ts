import type { Corpora } from './corpora.ts';
import { splitSentences } from './documents.ts';
import type { Segmenter } from './segmenter.ts';
import type { Synset, WordNet } from './wordnet.ts';

/** Weighted bags of rows: bag b holds entries starts[b] to starts[b + 1]. */
export interface Bags {
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  readonly weights: Float32Array;
}

const DEFINITION_WEIGHT = 0.5;
const EXAMPLE_WEIGHT = 0.2;
const SENTENCE_WEIGHT = 0.15;
const LONGEST_SENTENCE = 40;
const RENDERING_WEIGHT = 0.6;
const GLOSS_WEIGHT = 0.3;

/** How much the words of a related synset belong to a synset, by WordNet's pointer symbol. Antonyms do not. */
const RELATION_WEIGHTS: Readonly<Record<string, number>> = {
  '@': 0.6,
  '@i': 0.4,
  '~': 0.3,
  '&': 0.7,
  '+': 0.7,
  '\\': 0.7,
  '<': 0.7,
  $: 0.5,
  '*': 0.4,
  '>': 0.5,
  '^': 0.4,
  '=': 0.4,
  '%p': 0.2,
  '#p': 0.3,
  '%s': 0.2,
  '#s': 0.2,
};

export function collectBags(corpora: Corpora, segmenter: Segmenter): Bags {
  const starts: number[] = [0];
  const rows: number[] = [];
  const weights: number[] = [];
  const addBag = (bag: ReadonlyMap<number, number>): void => {
    if (bag.size < 2) return;
    for (const [row, weight] of bag) {
      rows.push(row);
      weights.push(weight);
    }
    starts.push(rows.length);
  };
  for (const synset of corpora.wordNet.synsets) addBag(collectSynsetBag(synset, corpora.wordNet, segmenter));
  for (const { title, text } of corpora.sections) {
    for (const sentence of [title, ...splitSentences(text)]) {
      const bag = new Map<number, number>();
      for (const row of segmenter.soundRowsOf(sentence).slice(0, LONGEST_SENTENCE)) bag.set(row, SENTENCE_WEIGHT);
      addBag(bag);
    }
  }
  for (const bag of collectTranslationBags(corpora, segmenter)) addBag(bag);
  return { starts: Int32Array.from(starts), rows: Int32Array.from(rows), weights: Float32Array.from(weights) };
}

function collectSynsetBag(synset: Synset, wordNet: WordNet, segmenter: Segmenter): ReadonlyMap<number, number> {
  const bag = new Map<number, number>();
  const add = (text: string, weight: number): void => {
    const rows = segmenter.soundRowsOf(text);
    for (const row of rows) bag.set(row, (bag.get(row) ?? 0) + weight / Math.sqrt(rows.length));
  };
  const addWhole = (text: string, weight: number): void => {
    for (const row of segmenter.soundRowsOf(text)) bag.set(row, Math.max(bag.get(row) ?? 0, weight));
  };
  for (const { lemma, count } of synset.senses) add(lemma, 1 + 0.3 * Math.log1p(count));
  for (const { kind, target, to } of synset.relations) {
    const weight = RELATION_WEIGHTS[kind];
    const senses = wordNet.synsets[target]?.senses ?? [];
    if (weight === undefined) continue;
    for (const sense of to < 0 ? senses.slice(0, 4) : senses.slice(to, to + 1)) add(sense.lemma, weight);
  }
  addWhole(synset.definition, DEFINITION_WEIGHT);
  for (const example of synset.examples) addWhole(example, EXAMPLE_WEIGHT);
  return bag;
}

/** Words that one foreign word stands for, and a word with what tells one of its meanings apart. */
function* collectTranslationBags(
  { translations }: Corpora,
  segmenter: Segmenter,
): Iterable<ReadonlyMap<number, number>> {
  for (const words of translations.renderings) {
    const bag = new Map<number, number>();
    for (const word of words) {
      const rows = segmenter.soundRowsOf(word);
      for (const row of rows) bag.set(row, (bag.get(row) ?? 0) + RENDERING_WEIGHT / Math.sqrt(rows.length));
    }
    yield bag;
  }
  for (const { word, text } of translations.glosses) {
    const bag = new Map<number, number>();
    for (const row of segmenter.soundRowsOf(text).slice(0, LONGEST_SENTENCE)) bag.set(row, GLOSS_WEIGHT);
    const rows = segmenter.soundRowsOf(word);
    for (const row of rows) bag.set(row, (2 * GLOSS_WEIGHT) / Math.sqrt(rows.length));
    yield bag;
  }
}
