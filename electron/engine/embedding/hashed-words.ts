import type { Embedder } from '../ports.ts';

const dimension = 512;

/**
 * The control that every model is compared with: a bag of words by the hashing trick (Weinberger et al., ICML 2009). Each
 * word, lower case, of letters and digits, is hashed by FNV-1a (32 bits); the lower bits choose one of 512 places, the
 * highest the sign; a word counts 1 + ln(how often); the vector has unit length. It knows no word's meaning, needs
 * no file, and is the same on every machine.
 */
export function hashedEmbedder(): Embedder {
  return {
    info: { id: 'hashed:words', dimension, digest: 'fnv1a-512-v1', licence: 'MIT', bytes: 0 },
    embed: (texts) => Promise.resolve(texts.map(hashWords)),
    close: () => Promise.resolve(),
  };
}

/** @returns unit length, or zero where the text has no word */
export function hashWords(text: string): Float32Array {
  const counts = new Map<string, number>();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const sums = new Float64Array(dimension);
  for (const [word, count] of counts) {
    const hash = fnv1a(word);
    const place = hash % dimension;
    const weight = 1 + Math.log(count);
    sums[place] = (sums[place] ?? 0) + (hash >>> 31 === 1 ? -weight : weight);
  }
  const length = Math.hypot(...sums);
  return length === 0 ? new Float32Array(dimension) : Float32Array.from(sums, (value) => value / length);
}

/** Over the word's UTF-8 bytes (Fowler, Noll and Vo). */
function fnv1a(word: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(word)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}
