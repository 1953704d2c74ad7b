/** A seeded stream of numbers, the same on every machine. */
export interface RandomStream {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number in [0, bound). */
  below(bound: number): number;
}

/** sfc32 (Doty-Humphrey, PractRand), started from one 32-bit seed. */
export function createRandomStream(seed: number): RandomStream {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = seed >>> 0;
  let counter = 1;
  const nextWord = (): number => {
    const word = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + word;
    c |= 0;
    return word >>> 0;
  };
  // The first words still show the seed.
  for (let round = 0; round < 15; round += 1) nextWord();
  const next = (): number => nextWord() / 4294967296;
  return { next, below: (bound) => Math.floor(next() * bound) };
}

/** Standard normal numbers by the Box-Muller transform. */
export function fillWithNormals(target: Float32Array, random: RandomStream): void {
  for (let index = 0; index < target.length; index += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
    const angle = 2 * Math.PI * random.next();
    target[index] = radius * Math.cos(angle);
    if (index + 1 < target.length) target[index + 1] = radius * Math.sin(angle);
  }
}
