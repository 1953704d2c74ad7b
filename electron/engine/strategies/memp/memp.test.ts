import { describe, expect, it } from 'vitest';
import { creditedOf, credit, isUseless } from './ledger.ts';
import { aveFact, retrieve, squaredDistance, type Retrievable } from './retrieve.ts';
import { markSteps, type ScriptStep } from './script.ts';

const vector = (...values: readonly number[]): Float32Array => Float32Array.from(values);
const facts = (entries: Readonly<Record<string, Float32Array>>): ReadonlyMap<string, Float32Array> =>
  new Map(Object.entries(entries));
const entry = (id: string, query: Float32Array, own = facts({})): Retrievable => ({ id, query, facts: own });
const options = { policy: 'query', count: 10, threshold: 0.75, coverage: 'ignore', seed: 1 } as const;

describe('AveFact [Q7]', () => {
  const task = facts({ object: vector(1, 0), place: vector(0, 1) });
  const both = facts({ object: vector(1, 0), place: vector(0.8, 0.6) });
  const one = facts({ object: vector(1, 0), owner: vector(0, 1) });

  it('is the mean cosine over the shared keys', () => {
    const found = aveFact(task, both, 'ignore');
    expect(found.score).toBeCloseTo((1 + 0.6) / 2, 6);
    expect(found.perKey.map(({ key }) => key)).toEqual(['object', 'place']);
    expect(found.coverage).toBe(1);
  });

  it('gives an entry that shares one perfect key all points, and half with coverage', () => {
    expect(aveFact(task, one, 'ignore')).toMatchObject({ score: 1, coverage: 0.5 });
    expect(aveFact(task, one, 'count').score).toBe(0.5);
  });

  it('is 0 without a shared key', () => {
    expect(aveFact(task, facts({ owner: vector(1, 0) }), 'ignore')).toEqual({ score: 0, perKey: [], coverage: 0 });
    expect(aveFact(facts({}), both, 'count').score).toBe(0);
  });

  it('gives no entry that shares no key [Q8]', () => {
    const entries = [entry('other', vector(1, 0), facts({ owner: vector(1, 0) })), entry('one', vector(0, 1), one)];
    const found = retrieve(entries, { query: vector(1, 0), facts: task }, { ...options, policy: 'avefact' });
    expect(found.map(({ id }) => id)).toEqual(['one']);
  });

  it('ranks the one perfect key first, and second with coverage', () => {
    const entries = [entry('both', vector(1, 0), both), entry('one', vector(1, 0), one)];
    const ask = (coverage: 'ignore' | 'count'): readonly string[] =>
      retrieve(entries, { query: vector(1, 0), facts: task }, { ...options, policy: 'avefact', coverage }).map(
        ({ id }) => id,
      );
    expect(ask('ignore')).toEqual(['one', 'both']);
    expect(ask('count')).toEqual(['both', 'one']);
  });
});

describe('retrieval by the task text [Q6]', () => {
  it('takes a cosine of 0.75, which is a squared distance of 0.5', () => {
    expect(squaredDistance(0.75)).toBe(0.5);
    const at = (value: number): Float32Array => vector(value, Math.sqrt(1 - value * value));
    const entries = [entry('far', at(0.74)), entry('edge', at(0.7501)), entry('near', at(0.9))];
    const found = retrieve(entries, { query: vector(1, 0), facts: facts({}) }, options);
    expect(found.map(({ id }) => id)).toEqual(['near', 'edge']);
    expect(found[0]?.query).toBeCloseTo(0.9, 6);
  });

  it('gives at most k, equal ones by id [Q8]', () => {
    const entries = ['c', 'a', 'b'].map((id) => entry(id, vector(1, 0)));
    const found = retrieve(entries, { query: vector(1, 0), facts: facts({}) }, { ...options, count: 2 });
    expect(found.map(({ id }) => id)).toEqual(['a', 'b']);
  });
});

describe('random retrieval [Q5]', () => {
  const entries = Array.from({ length: 30 }, (_, at) => entry(`e${at}`, vector(0, 1)));
  const draw = (seed: number, pool = entries): readonly string[] =>
    retrieve(pool, { query: vector(1, 0), facts: facts({}) }, { ...options, policy: 'random', seed }).map(
      ({ id }) => id,
    );

  it('draws k different entries, the same for the same seed and in whatever order they come', () => {
    expect(new Set(draw(7)).size).toBe(10);
    expect(draw(7, entries.toReversed())).toEqual(draw(7));
    expect(draw(8)).not.toEqual(draw(7));
  });
});

describe('the deletion rule [Q10]', () => {
  const rule = { hits: 3, rate: 0.5 };
  it.each([
    [{ hits: 2, success: 0 }, false],
    [{ hits: 3, success: 1 }, true],
    [{ hits: 3, success: 2 }, false],
    [{ hits: 4, success: 2 }, false],
    [{ hits: 5, success: 2 }, true],
  ])('%o: %s', (use, deleted) => {
    expect(isUseless(use, rule)).toBe(deleted);
  });
});

describe('credit [Q9]', () => {
  it('goes to the first entry, or to all', () => {
    expect(creditedOf(['a', 'b', 'c'], 'top-1')).toEqual(['a']);
    expect(creditedOf(['a', 'b', 'c'], 'shared')).toEqual(['a', 'b', 'c']);
    expect(creditedOf([], 'top-1')).toEqual([]);
    expect(credit(credit({ hits: 0, success: 0 }, 'success'), 'failure')).toEqual({ hits: 2, success: 1 });
  });
});

describe('the script of an episode [Q3]', () => {
  const step = (
    template: number,
    args: readonly string[],
    told: readonly string[],
    values: readonly string[] = [],
  ): ScriptStep => ({
    template,
    args,
    told,
    values,
    refused: false,
    completes: false,
  });
  const [walk, look, grasp, lay] = [0, 1, 2, 3];

  it('keeps what the end rests on', () => {
    const steps = [
      step(walk, ['shelf 1'], ['shelf 1 has jar 9'], ['shelf 1', 'jar 9']),
      step(walk, ['bench 1'], ['bench 1 has vial 2'], ['bench 1', 'vial 2']),
      step(look, [], ['bench 1 has vial 2'], ['bench 1', 'vial 2']),
      { ...step(grasp, ['vial 3', 'bench 1'], ['nothing']), refused: true },
      step(grasp, ['vial 2', 'bench 1'], ['vial 2 is held'], ['vial 2']),
      step(walk, ['rack 1'], ['rack 1 is empty'], ['rack 1']),
      step(walk, ['rack 1'], ['rack 1 is empty'], ['rack 1']),
      step(lay, ['vial 2', 'rack 1'], ['vial 2 lies in rack 1'], ['vial 2', 'rack 1']),
    ];
    expect(markSteps(steps)).toEqual([
      'effect-free',
      'critical',
      'effect-free',
      'failed',
      'critical',
      'looping',
      'critical',
      'critical',
    ]);
  });

  it('leaves out the earlier of two visits where nothing was done in the first', () => {
    const steps = [
      step(walk, ['rack 1'], ['rack 1 is empty'], ['rack 1']),
      step(walk, ['bench 1'], ['bench 1 has vial 2'], ['bench 1', 'vial 2']),
      step(grasp, ['vial 2', 'bench 1'], ['vial 2 is held'], ['vial 2']),
      step(walk, ['rack 1'], ['rack 1 is empty'], ['rack 1']),
      step(lay, ['vial 2', 'rack 1'], ['vial 2 lies in rack 1'], ['vial 2', 'rack 1']),
    ];
    expect(markSteps(steps)).toEqual(['revisiting', 'critical', 'critical', 'critical', 'critical']);
  });

  it('keeps free text that told something new, and drops its repetition', () => {
    const steps = [step(0, [], ['a']), step(1, [], ['b']), step(1, [], ['b']), step(2, [], ['c'])];
    expect(markSteps(steps)).toEqual(['critical', 'critical', 'effect-free', 'critical']);
  });

  it('keeps what completes something though nothing after it names it', () => {
    const steps = [
      { ...step(lay, ['vial 2', 'rack 1'], ['vial 2 lies in rack 1']), completes: true },
      step(look, [], ['the bell rings']),
    ];
    expect(markSteps(steps)).toEqual(['critical', 'critical']);
    expect(markSteps([step(lay, ['vial 2', 'rack 1'], []), ...steps.slice(1)])[0]).toBe('effect-free');
  });

  it('is empty for no steps', () => {
    expect(markSteps([])).toEqual([]);
  });
});
