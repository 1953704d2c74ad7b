import { describe, expect, it } from 'vitest';
import { SoftIndex, distinctWords, fuseLikeness, readUnits, readVocabulary, type SoftText } from './index.ts';

/** A language of four directions: what things mean is what they share. */
const meanings: Readonly<Record<string, readonly number[]>> = {
  clean: [1, 0, 0, 0],
  wash: [0.8, 0.6, 0, 0],
  cup: [0, 0, 1, 0],
  glass: [0, 0, 0.8, 0.6],
  shelf: [0, 1, 0, 0],
  box: [0, 0, 0, 1],
};
const vectorOf = (word: string): Float32Array | undefined => {
  const meaning = meanings[word];
  return meaning === undefined ? undefined : Float32Array.from(meaning);
};

function text(words: string): SoftText {
  const sum = new Float32Array(4);
  for (const word of distinctWords(words)) vectorOf(word)?.forEach((value, at) => (sum[at] = (sum[at] ?? 0) + value));
  const length = Math.hypot(...sum) || 1;
  return { text: words, vector: sum.map((value) => value / length) };
}

/** The two scores of a single pair. */
function softMatch(question: SoftText, document: string): { readonly asked: number; readonly told: number } {
  const { asked, told } = new SoftIndex([document], vectorOf).match(question, vectorOf);
  return { asked: asked[0] ?? 0, told: told[0] ?? 0 };
}

describe('the match word by word [L1]', () => {
  it('is 1 both ways between a text and itself, and the same whatever the order', () => {
    for (const other of ['wash cup shelf', 'shelf wash cup']) {
      const { asked, told } = softMatch(text('wash cup shelf'), other);
      expect(asked).toBeCloseTo(1, 6);
      expect(told).toBeCloseTo(1, 6);
    }
  });

  it('tells what is missing on either side', () => {
    const more = softMatch(text('clean cup'), 'clean cup box');
    expect(more.asked).toBeCloseTo(1, 6);
    expect(more.told).toBeLessThan(0.9);
    const less = softMatch(text('clean cup box'), 'clean cup');
    expect(less.asked).toBeLessThan(0.9);
    expect(less.told).toBeCloseTo(1, 6);
  });

  it('finds another word for the same thing before another thing', () => {
    const documents = ['clean box', 'wash cup', 'shelf'];
    const { asked, told } = new SoftIndex(documents, vectorOf).match(text('clean glass'), vectorOf);
    expect(Math.max(...asked)).toBe(asked[1]);
    expect(Math.max(...told)).toBe(told[1]);
  });

  it('gives a word that most documents have less to say', () => {
    const documents = ['clean cup', 'clean glass', 'clean box', 'clean shelf'];
    const { told } = new SoftIndex(documents, vectorOf).match(text('box'), vectorOf);
    expect(told[2]).toBeGreaterThan(0.7);
  });

  it.each(['', '!?', 'unheard of', 'cup unheard', 'x '.repeat(5000)])('stays in [0, 1] for %j', (odd) => {
    for (const [question, document] of [
      [odd, 'clean cup'],
      ['clean cup', odd],
    ] as const) {
      for (const score of Object.values(softMatch(text(question), document))) {
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }
    }
    expect(new SoftIndex([], vectorOf).match(text(odd), vectorOf)).toEqual({
      known: 0,
      asked: new Float64Array(),
      told: new Float64Array(),
    });
  });

  it('means the nearest of the words that there are, however near that is', () => {
    const documents = ['glass box', 'shelf'];
    const near = new SoftIndex(documents, vectorOf).match(text('wash'), vectorOf);
    expect(near.asked[1]).toBeCloseTo(1, 6);
    const nearer = new SoftIndex([...documents, 'clean'], vectorOf).match(text('wash'), vectorOf);
    expect(nearer.asked[1]).toBeCloseTo(0.75, 6);
    expect(nearer.asked[2]).toBeCloseTo(1, 6);
    expect([near.known, nearer.known]).toEqual([expect.closeTo(0.6, 6), expect.closeTo(0.8, 6)]);
  });

  it('knows two words that are one elsewhere', () => {
    const pairs = (unit: string): Float32Array | undefined =>
      vectorOf(unit === 'glass box' || unit === 'glassbox' ? 'shelf' : unit);
    const { told } = new SoftIndex(['glassbox', 'clean'], pairs).match(text('glass box'), pairs);
    expect(told[0]).toBeCloseTo(1, 6);
    expect(told[1]).toBe(0);
  });

  it('splits identifiers and keeps each word once', () => {
    expect(distinctWords('getUserDetails get_user Élan #12')).toEqual(['get', 'user', 'details', 'élan', '12']);
    expect(readUnits('getUser get').pairs).toEqual(['get user', 'user get']);
    expect(readUnits('far '.repeat(5000))).toEqual({ words: ['far'], pairs: ['far far'] });
  });

  it('looks at the words of most documents', () => {
    const rare = Array.from({ length: 5000 }, (_, index) => `word${index}`);
    const words = readVocabulary([...rare, 'late', 'late']);
    expect(words).toHaveLength(4000);
    expect(words.slice(0, 2)).toEqual(['late', 'word0']);
  });
});

describe('the parts together [L2]', () => {
  const none = { cosine: 0, words: 0, soft: { asked: 0, told: 0, known: 1 } };

  it('is 1 where all agree, 0 where none does, and grows with each part', () => {
    expect(fuseLikeness({ cosine: 1, words: 1, soft: { asked: 1, told: 1, known: 1 } })).toBeCloseTo(1, 12);
    expect(fuseLikeness(none)).toBe(0);
    expect(fuseLikeness({ ...none, soft: { ...none.soft, known: 0 } })).toBeCloseTo(-0.2, 12);
    for (const part of [
      { cosine: 0.5 },
      { words: 0.5 },
      { soft: { asked: 0.5, told: 0, known: 1 } },
      { soft: { asked: 0, told: 0.5, known: 1 } },
    ])
      expect(fuseLikeness({ ...none, ...part })).toBeGreaterThan(0);
  });

  it('is cosine and BM25 where words are not matched', () => {
    expect(fuseLikeness({ cosine: 1, words: 0, soft: null })).toBeCloseTo(0.85, 12);
    expect(fuseLikeness({ cosine: 0, words: 2, soft: null })).toBeCloseTo(0.15, 12);
  });
});
