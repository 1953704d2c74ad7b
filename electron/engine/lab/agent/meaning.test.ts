import { describe, expect, it } from 'vitest';
import type { Wording } from './courses.ts';
import { Meaning } from './meaning.ts';
import { readingsOf } from './readings.ts';

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
const wordings: readonly Wording[] = ['oil {0} {1}', 'mow {0} {1}'].map((text) => ({ text, roles, ways: [] }));

describe('a goal by meaning [A3, A4]', () => {
  const meaning = new Meaning(embed, [['oil rake'], ['mow shed']]);

  it('is most like the wording whose goals mean the same', async () => {
    const { wordings: likenesses } = await meaning.read('grease hoe', ['rake', 'shed']);
    expect(likenesses[0]).toBeGreaterThan(0.95);
    expect(likenesses[1]).toBeLessThan(0.3);
  });

  it('makes the vectors of what is known once, however much is known', async () => {
    const goals = Array.from({ length: 600 }, (_, at) => Array.from({ length: 40 }, (__, no) => `oil ${at} ${no}`));
    let made = 0;
    const counting = new Meaning(async (texts) => {
      made += texts.length;
      return texts.map(() => Float32Array.of(1));
    }, goals);
    await counting.read('oil', ['rake']);
    made = 0;
    await (await counting.read('mow', ['rake'])).compare(['mow rake']);
    expect(made).toBeLessThan(10);
  });

  it('names kinds with other words, also with several in a row', async () => {
    const { naming } = await meaning.read('grease the hoe near the hut', ['rake', 'shed', 'oil hut']);
    expect(naming('shed')).toBeGreaterThan(0.9);
    expect(naming('oil hut')).toBeGreaterThan(0.6);
    expect(naming('unheard')).toBe(0);
  });

  it('is read jointly: what is done and to what', async () => {
    const read = await meaning.read('grease the hoe near the hut', ['rake', 'shed']);
    const kindsFor = (_: Wording, role: number): readonly string[] => (role === 0 ? ['rake', 'oil'] : ['shed', 'oil']);
    const readings = await readingsOf(read, wordings, { kindsFor, together: () => 0 });
    const best = readings.toSorted((a, b) => b.relevance - a.relevance)[0];
    expect(best?.wording.text).toBe('oil {0} {1}');
    expect(best?.values).toEqual(['rake', 'shed']);
    expect(best?.relevance).toBeGreaterThan(0.8);
    expect(readings).toHaveLength(8);
  });

  it('seldom asks for what was never seen together', async () => {
    const read = await meaning.read('mow', ['rake', 'hoe', 'shed']);
    const together = ([thing]: readonly string[]): number => (thing === 'hoe' ? 0 : -4);
    const kindsFor = (_: Wording, role: number): readonly string[] => (role === 0 ? ['hoe', 'rake'] : ['shed']);
    const readings = await readingsOf(read, wordings, { kindsFor, together });
    expect(readings.toSorted((a, b) => b.relevance - a.relevance)[0]?.values).toEqual(['hoe', 'shed']);
  });

  it('what stood there before counts where the goal says nothing', async () => {
    const read = await meaning.read('mow', ['rake', 'hoe', 'shed']);
    const kindsFor = (_: Wording, role: number): readonly string[] => (role === 0 ? ['hoe', 'rake'] : ['shed']);
    const readings = await readingsOf(read, wordings, { kindsFor, together: () => 0 });
    expect(readings.toSorted((a, b) => b.relevance - a.relevance)[0]?.values).toEqual(['rake', 'shed']);
  });
});
