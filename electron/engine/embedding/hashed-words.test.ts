import { expect, it } from 'vitest';
import { hashedEmbedder, hashWords } from './hashed-words.ts';

it('gives unit vectors that tell words, not order or case', async () => {
  const [one, same, other, none] = await hashedEmbedder().embed([
    'Pour the TEA',
    'tea, the pour!',
    'send a letter',
    ' ?! ',
  ]);
  expect(one).toEqual(same);
  expect(Math.hypot(...(one ?? []))).toBeCloseTo(1, 6);
  expect(one).not.toEqual(other);
  expect(none).toEqual(new Float32Array(512));
});

it('puts a word where FNV-1a says, with the sign of its highest bit', () => {
  // FNV-1a of "a" is 0xe40c292c: place 0x12c of 512, negative.
  const vector = hashWords('a');
  expect(vector[0x12c]).toBe(-1);
  expect(vector.filter((value) => value !== 0)).toHaveLength(1);
});
