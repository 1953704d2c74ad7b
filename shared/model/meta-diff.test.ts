import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../numeric/index.ts';
import type { Condition } from './condition.ts';
import { applyMetaDiff, diffMetas, isMetaChange, metaBodyOf, type MetaBody, type MetaPlace } from './meta-diff.ts';
import type { MetaProcedure } from './procedure.ts';

const condition = (id: string): Condition => ({
  id,
  predicate: `the {0} is ${id}`,
  arguments: [{ kind: 'any' }],
  polarity: 'positive',
  origin: 'extracted',
  evidence: { holds: 1, of: 2 },
});
const rule = (skip: number, skipWhen: readonly Condition[] = []): NonNullable<MetaPlace['rule']> => ({
  continue: 3,
  skip,
  repeat: 0,
  abort: 0,
  maxRepeats: 1,
  skipWhen,
});
const place = (procedureId: string, skip = 0): MetaPlace => ({ procedureId, rule: rule(skip) });
const empty: MetaBody = { goal: 'move house', preconditions: [], places: [], categories: [] };

describe('the difference of two compositions', () => {
  it('tells a procedure that is new, gone, moved, and a policy that goes another way', () => {
    const before = { ...empty, places: [place('a'), place('b'), place('c')] };
    const kinds = (places: readonly MetaPlace[]): readonly string[] =>
      diffMetas(before, { ...empty, places }).places.map(({ kind }) => kind);
    expect(kinds([place('a'), place('c')])).toEqual(['same', 'removed', 'same']);
    expect(kinds([place('a'), place('b'), place('c'), place('d')])).toEqual(['same', 'same', 'same', 'added']);
    expect(kinds([place('c'), place('a'), place('b')])).toEqual(['moved', 'same', 'same']);
    const [, changed] = diffMetas(before, { ...empty, places: [place('a'), place('b', 2), place('c')] }).places;
    expect(changed).toMatchObject({ kind: 'changed', parts: ['rule'] });
  });

  it('tells a variant that joined: another count of its kind of goal', () => {
    const category = (episodes: number) => ({ category: 'move {x}', episodes, of: 9 });
    const diff = diffMetas({ ...empty, categories: [category(4)] }, { ...empty, categories: [category(6)] });
    expect(diff.categories).toMatchObject([{ kind: 'changed', parts: ['episodes'] }]);
    expect(isMetaChange(diff)).toBe(true);
  });

  it('takes the rules of a policy to their places', () => {
    const meta = {
      goal: 'g',
      preconditions: [],
      sequence: ['a', 'b'],
      policy: [{ position: 1, ...rule(2) }],
      categories: [],
    } as unknown as MetaProcedure;
    expect(metaBodyOf(meta).places).toEqual([{ procedureId: 'a', rule: null }, place('b', 2)]);
  });

  it('applied to the old gives the new, and is empty only for equal ones', () => {
    const random = createRandom(20261121);
    for (let round = 0; round < 500; round += 1) {
      const [before, after] = [randomMeta(random), randomMeta(random)];
      const mixed = random.whole(3) === 0 ? { ...before, places: random.shuffle(before.places) } : after;
      const diff = diffMetas(before, mixed);
      expect(applyMetaDiff(before, diff)).toEqual(mixed);
      expect(isMetaChange(diff)).toBe(JSON.stringify(before) !== JSON.stringify(mixed));
    }
  });

  it('refuses another one than it was made from', () => {
    const diff = diffMetas(empty, { ...empty, places: [place('a')] });
    expect(() => applyMetaDiff({ ...empty, goal: 'another' }, diff)).toThrow(/another revision/);
  });
});

function randomMeta(random: Random): MetaBody {
  const list = <Item>(make: () => Item): Item[] => Array.from({ length: random.whole(6) }, make);
  return {
    goal: ['a', 'b'][random.whole(2)] ?? '',
    preconditions: list(() => condition(`c${random.whole(4)}`)),
    places: list(() => ({
      procedureId: `p${random.whole(4)}`,
      rule:
        random.whole(4) === 0
          ? null
          : rule(
              random.whole(3),
              list(() => condition(`s${random.whole(3)}`)),
            ),
    })),
    categories: list(() => ({ category: `k${random.whole(3)}`, episodes: random.whole(4), of: 5 })),
  };
}
