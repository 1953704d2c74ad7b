import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../shared/model/index.ts';
import { measureAlikeness } from './alike.ts';
import { findCommon } from './common.ts';
import { Documents, joinNearest } from './documents.ts';
import { summarise } from '../bayes/index.ts';
import { createCategoriser } from '../ontology/index.ts';
import { reliabilityHere } from './here.ts';
import { matchOrder, orderBonus, stepWords } from './order.ts';
import { join } from 'node:path';
import { KnackError } from '../../../shared/errors.ts';
import { importInto, openTestMemory, tempFolder, writeEpisodes } from '../fixtures/memory.fixture.ts';
import { Asker } from './index.ts';

const ask = (goal: string) => ({ goal, observation: '', options: {} });

describe('S10 likeness', () => {
  const frame = Float32Array.of(1, 0, 0);
  const around = (y: number, z: number): Float32Array => Float32Array.of(0.9, y, z);

  it('takes from texts what they share', () => {
    const texts = Array.from({ length: 20 }, (_, index) => around(Math.sin(index), Math.cos(index)));
    const uncommon = findCommon(texts);
    expect(Math.hypot(...uncommon(frame))).toBeLessThan(1.0001);
    const [first = frame, second = frame] = texts.map(uncommon);
    expect(Math.abs(first[0] ?? 1)).toBeLessThan(0.2);
    expect(Math.hypot(...second)).toBeCloseTo(1, 5);
    expect(findCommon(texts.slice(0, 9))(frame)).toEqual(frame);
  });

  it('has words alone where there are no vectors, and an observation only for what items say', () => {
    const bare = new Documents({ goals: ['coil the rope'], own: ['mend the net'], vectors: null });
    const [goal] = bare.compare({ goal: 'a rope', goalVector: null, observationVector: null });
    expect(goal).toMatchObject({ cosine: null, wordMatch: null, fused: goal?.bm25 });
    const vectors = [Float32Array.of(1, 0), Float32Array.of(1, 0)];
    const seen = new Documents({ goals: ['coil the rope'], own: ['mend the net'], vectors });
    const asked = { goal: 'x', goalVector: Float32Array.of(1, 0), observationVector: Float32Array.of(0, 1) };
    expect(seen.compare(asked).map(({ cosine }) => cosine)).toEqual([1, 0.75]);
  });

  it('matches word by word where the words have vectors', () => {
    const meanings: Readonly<Record<string, Float32Array>> = {
      coil: Float32Array.of(1, 0),
      wind: Float32Array.of(0.8, 0.6),
      rope: Float32Array.of(0, 1),
    };
    const vectorOf = (word: string): Float32Array | undefined => meanings[word];
    const vectors = [Float32Array.of(0.6, 0.8), Float32Array.of(0, 1)];
    const documents = new Documents({ goals: ['coil a rope', 'rope'], own: [], vectors, vectorOf });
    const asked = { goal: 'wind the rope', goalVector: Float32Array.of(0.6, 0.8), observationVector: null, vectorOf };
    const [both, one] = documents.compare(asked);
    expect(both?.wordMatch).toBeGreaterThan(one?.wordMatch ?? 1);
    expect(both?.fused).toBeGreaterThan(one?.fused ?? 1);
    const [whole] = documents.compare({ ...asked, vectorOf: null });
    expect(whole).toMatchObject({ wordMatch: null, cosine: both?.cosine });
  });

  it('is the mean of the three nearest texts', () => {
    const texts = [0.1, 0.9, 0.8, 0.7].map((fused) => ({ cosine: fused, bm25: 0, wordMatch: null, fused }));
    expect(joinNearest([0, 1, 2, 3], texts)?.fused).toBeCloseTo(0.8, 12);
    expect(joinNearest([0, 1], texts, (place) => place !== 1)?.fused).toBeCloseTo(0.1, 12);
    expect(joinNearest([0], texts, () => false)).toBeNull();
  });
});

describe('S11 alikeness', () => {
  const alike = measureAlikeness(
    new Map([
      ['warm', ['find', 'lift', 'warm', 'leave']],
      ['warm again', ['find', 'lift', 'open', 'warm', 'leave']],
      ['chill', ['find', 'lift', 'chill', 'leave']],
      ['bring', ['find', 'lift', 'leave']],
      ['other', ['ask', 'answer']],
    ]),
  );

  it('sees what is rare, and what is missing', () => {
    expect(alike('warm', 'warm')).toBe(1);
    expect(alike('warm', 'warm again')).toBeGreaterThan(alike('warm', 'chill'));
    expect(alike('warm', 'other')).toBe(0);
    expect(alike('chill', 'bring')).toBe(alike('bring', 'chill'));
    expect(alike('warm', 'nobody')).toBe(0);
  });
});

describe('O5 reliability here', () => {
  const categoriesOf = createCategoriser([
    { id: 'a', name: 'jar', words: ['jar', 'flask'] },
    { id: 'b', name: 'bench', words: ['bench'] },
  ]);
  const item = {
    posterior: summarise({ alpha: 1, beta: 1 }, { successes: 4, failures: 4 }),
    successes: new Map([
      ['a flask at a bench', 2],
      ['a flask', 2],
    ]),
    failures: new Map([['a rope', 4]]),
  };

  it('counts rows by the share of the categories that they have in common with the question', () => {
    const here = reliabilityHere(item, categoriesOf('the jar on the bench'), categoriesOf);
    expect(here).toMatchObject({ n: 3, mean: 4 / 5 });
    expect(here?.low).toBeLessThan(here?.mean ?? 0);
  });

  it('is nothing where no category, or no row, has to do with it', () => {
    expect(reliabilityHere(item, [], categoriesOf)).toBeNull();
    expect(reliabilityHere({ ...item, successes: new Map() }, ['b'], categoriesOf)).toBeNull();
  });
});

describe('S14 order of steps', () => {
  const steps = ['rinse {object} at {place}', 'warm {object}', 'leave {object}'].map(stepWords);

  it('tells an order from its reverse, where two steps are named', () => {
    expect(matchOrder('rinse the jar, warm it and leave it', steps)).toBe(1);
    expect(matchOrder('leave a warmed jar that was rinsed', steps)).toBe(0);
    expect(matchOrder('warm the jar', steps)).toBeNull();
    expect([orderBonus(1), orderBonus(0), orderBonus(null)]).toEqual([0.02, -0.02, 0]);
  });

  it('knows what a step does by the head of its template', () => {
    expect(stepWords('issue_refund(amount={amount})')).toEqual(['issue', 'refund']);
    expect(stepWords('find {object} (walk to {place})')).toEqual(['find']);
  });
});

describe('asking a memory', () => {
  it('needs no more of it than to be read, and falls back on words without its model [S10, J10]', async () => {
    const folder = await tempFolder();
    try {
      const uri = join(folder.path, 'memory');
      const file = await writeEpisodes(join(folder.path, 'episodes.jsonl'), { from: 0, to: 60 });
      const memory = await openTestMemory(uri);
      await importInto(memory, [file]);
      await memory.close();

      const readOnly = await openTestMemory(uri, {
        wrap: (store) =>
          new Proxy(store, {
            get: (target, name) => {
              if (name === 'addVectors') return () => Promise.reject(new Error('This place is read-only.'));
              const value: unknown = Reflect.get(target, name);
              return typeof value === 'function' ? value.bind(target) : value;
            },
          }),
      });
      const full = await new Asker(readOnly).ask(ask('please cancel my subscription'));
      expect(full).toMatchObject({ hasVectors: true, thresholdFrom: expect.any(String) });
      await readOnly.close();

      const missing = () =>
        Promise.reject(new KnackError({ code: 'MODEL_MISSING', happened: 'gone', kept: 'all', todo: '' }));
      const without = await openTestMemory(uri, { parts: { openEmbedder: missing } });
      const byWords = await new Asker(without).ask(ask('please cancel my subscription'));
      expect(byWords.hasVectors).toBe(false);
      expect(byWords.candidates[0]?.goal).toContain('subscription');
      expect(
        byWords.candidates.every(({ rawSimilarity, bm25, fused }) => rawSimilarity === 0 && bm25 >= 0 && fused <= 2),
      ).toBe(true);
      await without.close();
    } finally {
      await folder.remove();
    }
  });

  it('takes the threshold of the corpus, of the settings, or of the question [S12, S13]', async () => {
    const folder = await tempFolder();
    try {
      const memory = await openTestMemory(join(folder.path, 'memory'));
      await importInto(memory, [await writeEpisodes(join(folder.path, 'episodes.jsonl'), { from: 0, to: 100 })]);
      const asker = new Asker(memory);
      const goal = 'please cancel my subscription';
      const fitted = await asker.ask(ask(goal));
      expect(fitted.thresholdFrom).toBe('corpus');
      expect(fitted.threshold).toBeGreaterThanOrEqual(0);
      const moved = await asker.ask({ ...ask(goal), options: { threshold: 0.9 } });
      expect(moved).toMatchObject({ threshold: 0.9, thresholdFrom: 'question', choice: null });
      const paper = await asker.ask({ ...ask(goal), options: { macla: true } });
      expect(paper).toMatchObject({ threshold: defaultSettings.threshold, thresholdFrom: 'setting' });
      for (const { relevance, calibrated } of paper.candidates) expect(relevance).toBeCloseTo(calibrated, 3);
      expect(await asker.ask(ask(goal))).toEqual({ ...fitted, milliseconds: expect.any(Number) });
      await memory.close();
    } finally {
      await folder.remove();
    }
  });

  it('finds items, conditions and spans by words and by meaning, and what is like an item [S15, S16]', async () => {
    const folder = await tempFolder();
    try {
      const memory = await openTestMemory(join(folder.path, 'memory'));
      await importInto(memory, [await writeEpisodes(join(folder.path, 'episodes.jsonl'), { from: 0, to: 100 })]);
      const asker = new Asker(memory);
      const { items, spans, hasVectors } = await asker.find({ text: 'cancel subscription', items: 5, spans: 6 });
      expect(hasVectors).toBe(true);
      expect(items[0]?.goal).toContain('subscription');
      expect(items.map(({ fused }) => fused)).toEqual(items.map(({ fused }) => fused).toSorted((a, b) => b - a));
      expect(spans.length).toBeGreaterThan(0);
      expect(spans.length).toBeLessThanOrEqual(6);
      for (const { trajectoryId, from, to, text } of spans) {
        const trajectory = await memory.store.trajectory(trajectoryId);
        expect(to).toBeLessThanOrEqual(trajectory?.steps.length ?? 0);
        expect(from).toBeLessThan(to);
        expect(text).not.toBe('');
      }
      expect(await asker.find({ text: '   ', items: 5, spans: 5 })).toMatchObject({ items: [], spans: [] });

      const [procedure] = memory.state.derived.procedures;
      const neighbours = await asker.neighbours(procedure?.id ?? '', 3);
      expect(neighbours?.meaning.length).toBeLessThanOrEqual(3);
      for (const list of [neighbours?.meaning ?? [], neighbours?.steps ?? []]) {
        expect(list.map(({ id }) => id)).not.toContain(procedure?.id);
        for (const { likeness } of list) expect(likeness > 0 && likeness <= 1).toBe(true);
      }
      expect(await asker.neighbours('p-nobody', 3)).toBeNull();
      await memory.close();
    } finally {
      await folder.remove();
    }
  });
});
