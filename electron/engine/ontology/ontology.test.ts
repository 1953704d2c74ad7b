import { describe, expect, it } from 'vitest';
import { createRandom, dot, normalise } from '../../../shared/numeric/index.ts';
import { buildOntology, clusterByCosine, contentWords, createCategoriser, wordsOf, type CorpusText } from './index.ts';

const task = (text: string, times = 1): CorpusText => ({ kind: 'task', text, times });
const action = (text: string, times = 1): CorpusText => ({ kind: 'action', text, times });

const corpus: readonly CorpusText[] = [
  task('please refund the invoice', 3),
  task('please cancel the order', 2),
  task('please renew the passport', 2),
  action('lookup_order id=7', 4),
  action('lookupInvoice 9', 5),
  action('SELECT total FROM invoice', 2),
  action('tar -xf a.tgz', 1),
  action('renew', 3),
];

describe('O1 content words', () => {
  it('splits names as people read them', () => {
    expect(wordsOf('lookupInvoice get_user-details X2')).toEqual(['lookup', 'invoice', 'get', 'user', 'details', 'x']);
    expect(wordsOf('Straße über 12')).toEqual(['straße', 'über']);
    expect(wordsOf('')).toEqual([]);
  });

  it('leaves out frames, short words and words of one text', () => {
    const words = contentWords(corpus, 100).map(({ word }) => word);
    expect(words).toContain('invoice');
    expect(words).toContain('order');
    for (const left of ['please', 'the', 'id', 'xf', 'tar', 'lookup']) expect(words).not.toContain(left);
  });

  it('gives the most frequent first, whatever the order of the texts', () => {
    const words = contentWords(corpus, 100);
    expect(words[0]).toEqual({ word: 'invoice', count: 10 });
    expect(contentWords(corpus.toReversed(), 100)).toEqual(words);
    expect(contentWords(corpus, 2)).toEqual(words.slice(0, 2));
    expect(contentWords([], 100)).toEqual([]);
  });
});

describe('O2 clusters', () => {
  it('joins what is alike on average and leaves the rest alone', () => {
    const at = (degrees: number): Float32Array =>
      Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180));
    // 0 and 20 are alike, 45 is like both on average, 170 like none; a chain alone would not join 100.
    expect(clusterByCosine([0, 20, 45, 170, 100].map(at), 0.6)).toEqual([[0, 1, 2], [3], [4]]);
    expect(clusterByCosine([], 0.6)).toEqual([]);
    expect(clusterByCosine([new Float32Array(2), new Float32Array(2)], 0.6)).toEqual([[0], [1]]);
  });

  it('has no two clusters above the threshold, and its members alike above it, on average', () => {
    const random = createRandom(41);
    const centres = Array.from({ length: 5 }, () => Array.from({ length: 8 }, () => random.normal()));
    const vectors = Array.from({ length: 60 }, (_, index) =>
      normalise(Float32Array.from(centres[index % 5] ?? [], (value) => value + 0.4 * random.normal())),
    );
    const none = new Float32Array(8);
    const mean = (left: readonly number[], right: readonly number[]): number => {
      const values = left.flatMap((i) => right.map((j) => dot(vectors[i] ?? none, vectors[j] ?? none)));
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    const clusters = clusterByCosine(vectors, 0.6);
    expect(clusters.length).toBeGreaterThan(1);
    expect(clusters.flat().toSorted((left, right) => left - right)).toEqual(vectors.map((_, index) => index));
    clusters.forEach((left, i) =>
      clusters.slice(i + 1).forEach((right) => expect(mean(left, right)).toBeLessThanOrEqual(0.6 + 1e-6)),
    );
  });
});

describe('O3 categories', () => {
  const vectors: Readonly<Record<string, Float32Array>> = {
    invoice: Float32Array.of(1, 0, 0),
    bill: Float32Array.of(0.9, Math.sqrt(1 - 0.81), 0),
    order: Float32Array.of(0, 0, 1),
  };
  const embed = (texts: readonly string[]): Promise<readonly Float32Array[]> =>
    Promise.resolve(texts.map((text) => vectors[text] ?? new Float32Array(3)));
  const words = [
    { word: 'invoice', count: 9 },
    { word: 'order', count: 7 },
    { word: 'bill', count: 2 },
  ];

  it('names a category by its most frequent word and identifies it by its content', async () => {
    const ontology = await buildOntology(words, { embed, cosine: 0.6 });
    expect(ontology.map(({ name, words: members }) => [name, members]).toSorted()).toEqual([
      ['invoice', ['bill', 'invoice']],
      ['order', ['order']],
    ]);
    expect(ontology.map(({ id }) => id)).toEqual(ontology.map(({ id }) => id).toSorted());
    expect(await buildOntology([], { embed, cosine: 0.6 })).toEqual([]);
  });

  it('O4: maps a text to the categories that it hits', async () => {
    const ontology = await buildOntology(words, { embed, cosine: 0.6 });
    const categoriesOf = createCategoriser(ontology);
    const named = (text: string): readonly (string | undefined)[] =>
      categoriesOf(text).map((id) => ontology.find((category) => category.id === id)?.name);
    expect(named('the Bill and the invoice')).toEqual(['invoice']);
    expect(named('get_order(bill)').toSorted()).toEqual(['invoice', 'order']);
    expect(named('nothing known')).toEqual([]);
  });
});
