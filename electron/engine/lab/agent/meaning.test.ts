import { describe, expect, it } from 'vitest';
import { Meaning, rolesByMeaning } from './meaning.ts';

/** Directions of a few words; a text is the sum of its words. */
const directions: Readonly<Record<string, readonly number[]>> = {
  rake: [1, 0, 0, 0],
  hoe: [0.9, 0.1, 0, 0],
  shed: [0, 1, 0, 0],
  hut: [0, 0.95, 0.1, 0],
  oil: [0, 0, 1, 0],
  grease: [0, 0, 0.9, 0.2],
  mow: [0, 0, 0, 1],
};

async function embed(texts: readonly string[]): Promise<readonly Float32Array[]> {
  return texts.map((text) => {
    const sum = [0, 0, 0, 0];
    for (const word of text.split(/\W+/)) directions[word]?.forEach((value, at) => (sum[at] = (sum[at] ?? 0) + value));
    const length = Math.hypot(...sum) || 1;
    return Float32Array.from(sum, (value) => value / length);
  });
}

const roles = [
  { kinds: new Map([['rake', 2]]), places: 0 },
  { kinds: new Map([['shed', 2]]), places: 1 },
];

describe('a goal by meaning [A3, A4]', () => {
  const meaning = new Meaning(embed, [['oil rake'], ['mow shed']]);

  it('is most like the wording whose goals mean the same', async () => {
    const { wordings } = await meaning.read('grease hoe', ['rake', 'shed']);
    expect(wordings[0]).toBeGreaterThan(0.95);
    expect(wordings[1]).toBeLessThan(0.3);
  });

  it('names kinds with other words, no word twice', async () => {
    const read = await meaning.read('grease the hoe near the hut', ['rake', 'shed']);
    const { values, fit } = rolesByMeaning(roles, () => ['rake', 'shed'], read);
    expect(values).toEqual(['rake', 'shed']);
    expect(fit).toBeGreaterThan(0.9);
  });

  it('leaves a role open that nothing names', async () => {
    const read = await meaning.read('grease', ['rake']);
    expect(rolesByMeaning([{ kinds: new Map(), places: 0 }], () => ['rake'], read)).toEqual({ values: [''], fit: 0 });
  });
});
