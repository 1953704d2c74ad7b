import { describe, expect, it } from 'vitest';
import { SoftIndex, distinctWords, fuseLikeness, softMatch, type SoftText } from './index.ts';

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

describe('the match word by word [L1]', () => {
  it('is 1 both ways between a text and itself, and the same whatever the order', () => {
    for (const other of ['wash cup shelf', 'shelf wash cup']) {
      const { asked, told } = softMatch(text('wash cup shelf'), text(other), vectorOf);
      expect(asked).toBeCloseTo(1, 6);
      expect(told).toBeCloseTo(1, 6);
    }
  });

  it('tells what is missing on either side', () => {
    const more = softMatch(text('clean cup'), text('clean cup box'), vectorOf);
    expect(more.asked).toBeCloseTo(1, 6);
    expect(more.told).toBeLessThan(0.9);
    const less = softMatch(text('clean cup box'), text('clean cup'), vectorOf);
    expect(less.asked).toBeLessThan(0.9);
    expect(less.told).toBeCloseTo(1, 6);
  });

  it('finds another word for the same thing before another thing', () => {
    const documents = ['clean box', 'wash cup', 'shelf'].map(text);
    const { asked, told } = new SoftIndex(documents, vectorOf).match(text('clean glass'), vectorOf);
    expect(Math.max(...asked)).toBe(asked[1]);
    expect(Math.max(...told)).toBe(told[1]);
  });

  it('gives a word that most documents have less to say', () => {
    const documents = ['clean cup', 'clean glass', 'clean box', 'clean shelf'].map(text);
    const { told } = new SoftIndex(documents, vectorOf).match(text('box'), vectorOf);
    expect(told[2]).toBeGreaterThan(0.7);
  });

  it.each(['', '!?', 'unheard of', 'cup unheard', 'x '.repeat(5000)])('stays in [0, 1] for %j', (odd) => {
    for (const [question, document] of [
      [odd, 'clean cup'],
      ['clean cup', odd],
    ] as const) {
      for (const score of Object.values(softMatch(text(question), text(document), vectorOf))) {
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }
    }
    expect(new SoftIndex([], vectorOf).match(text(odd), vectorOf)).toEqual({
      asked: new Float64Array(),
      told: new Float64Array(),
    });
  });

  it('splits identifiers and keeps each word once', () => {
    expect(distinctWords('getUserDetails get_user Élan #12')).toEqual(['get', 'user', 'details', 'élan', '12']);
  });
});

describe('the parts together [L2]', () => {
  it('is 1 where all agree, 0 where none does, and grows with each part', () => {
    expect(fuseLikeness({ cosine: 1, words: 1, asked: 1, told: 1 })).toBeCloseTo(1, 12);
    const none = { cosine: 0, words: 0, asked: 0, told: 0 };
    expect(fuseLikeness(none)).toBe(0);
    for (const part of Object.keys(none)) expect(fuseLikeness({ ...none, [part]: 0.5 })).toBeGreaterThan(0);
  });
});
