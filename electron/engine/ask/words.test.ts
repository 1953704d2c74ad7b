import { describe, expect, it } from 'vitest';
import { isSameStem, splitCompound, termsOf, WordIndex } from './words.ts';

describe('S10 words', () => {
  it('splits names at case changes and marks', () => {
    expect(termsOf('getUserDetails get_order "Jar 2"')).toEqual(['get', 'user', 'details', 'get', 'order', 'jar', '2']);
  });

  it('knows forms of a word by its beginning', () => {
    for (const [one, other] of [
      ['rinse', 'rinsed'],
      ['warm', 'warmed'],
      ['chill', 'chilled'],
      ['refund', 'refunds'],
    ] as const) {
      expect(isSameStem(one, other)).toBe(true);
    }
    for (const [one, other] of [
      ['warm', 'warn'],
      ['cat', 'cats'],
      ['order', 'ordinary'],
    ] as const) {
      expect(isSameStem(one, other)).toBe(false);
    }
  });

  it('splits a compound into the fewest known words, and nothing else', () => {
    const known = new Set(['rope', 'ladder', 'lad', 'der', 'net']);
    const isKnown = (piece: string): boolean => known.has(piece);
    expect(splitCompound('ropeladder', isKnown)).toEqual(['rope', 'ladder']);
    expect(splitCompound('rope', isKnown)).toEqual([]);
    expect(splitCompound('ropeboat', isKnown)).toEqual([]);
  });

  it('finds a compound by its parts, and parts by their compound', () => {
    const index = new WordIndex(['hang the ropeladder', 'coil the rope', 'climb the ladder', 'mend the net']);
    const [compound = 0, , ladder = 0, net] = index.score('a ladder of rope');
    expect(compound).toBeGreaterThan(ladder);
    expect(net).toBe(0);
    const [, rope = 0, other = 0, none] = new WordIndex(['mend', 'coil the rope', 'climb the ladder', 'net']).score(
      'ropeladder',
    );
    expect(rope).toBeGreaterThan(0);
    expect(other).toBeGreaterThan(0);
    expect(none).toBe(0);
  });

  it('gives about one where everything matches, and zero for a query without words', () => {
    const index = new WordIndex(['coil the rope', 'mend the net']);
    expect(index.score('coil the rope')[0]).toBeCloseTo(1, 1);
    expect([...index.score('...')]).toEqual([0, 0]);
    expect(index.expand('ropes')).toBe('ropes rope');
  });
});
