import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../numeric/index.ts';
import { applyDiff, countChanges, diffBodies } from './diff.ts';
import type { Condition } from './condition.ts';
import type { ProcedureBody, ProcedureStep, Slot } from './procedure.ts';

const step = (id: string, template: string, present = 4): ProcedureStep => ({
  id,
  template,
  kind: 'text',
  optional: false,
  repeats: false,
  evidence: { present, of: 4 },
});
const condition = (id: string, predicate: string, polarity: Condition['polarity'] = 'positive'): Condition => ({
  id,
  predicate,
  arguments: [{ kind: 'slot', name: 'thing' }],
  polarity,
  origin: 'extracted',
  evidence: { holds: 3, of: 4 },
});
const slot = (name: string, values: readonly string[]): Slot => ({
  name,
  type: 'thing',
  examples: values.map((value) => ({ value, count: 1 })),
  boundFrom: { goal: 1, observation: 0, step: 0 },
});
const empty: ProcedureBody = { goal: 'warm {thing}', slots: [], preconditions: [], steps: [], postconditions: [] };

describe('diffBodies', () => {
  it('finds nothing between equal bodies', () => {
    const body: ProcedureBody = { ...empty, steps: [step('a', 'lift {thing}')] };
    const diff = diffBodies(body, structuredClone(body));
    expect(countChanges(diff)).toEqual({ same: 2, moved: 0, changed: 0, added: 0, removed: 0 });
  });

  it('tells added, removed and changed items apart', () => {
    const before: ProcedureBody = {
      ...empty,
      preconditions: [condition('p', 'the {0} is near')],
      steps: [step('a', 'lift {thing}'), step('b', 'wait')],
    };
    const after: ProcedureBody = {
      ...empty,
      goal: 'warm {thing} well',
      preconditions: [condition('p', 'the {0} is near'), condition('q', 'the {0} burns')],
      steps: [step('a', 'lift {thing} with care')],
    };
    const diff = diffBodies(before, after);
    expect(diff.goal).toEqual({ kind: 'changed', before: 'warm {thing}', after: 'warm {thing} well' });
    expect(diff.preconditions.map((change) => change.kind)).toEqual(['same', 'added']);
    expect(diff.steps.map((change) => change.kind)).toEqual(['changed', 'removed']);
    expect(diff.steps[0]).toMatchObject({ parts: ['template'], moved: false });
  });

  it('shows one moved step as one move, not as a removal and an addition', () => {
    const [a, b, c] = [step('a', 'fetch'), step('b', 'kindle'), step('c', 'warm')];
    const diff = diffBodies({ ...empty, steps: [a, b, c] }, { ...empty, steps: [c, a, b] });
    expect(diff.steps.map((change) => change.kind)).toEqual(['moved', 'same', 'same']);
  });

  it('knows an item again whose id follows its content', () => {
    const before: ProcedureBody = {
      ...empty,
      slots: [slot('x', ['rope', 'map'])],
      preconditions: [condition('old', 'the {0} is shut')],
      steps: [step('old', 'put {x} on the shelf')],
    };
    const after: ProcedureBody = {
      ...empty,
      slots: [slot('cargo', ['rope', 'map'])],
      preconditions: [condition('new', 'the {0} is shut', 'negative')],
      steps: [step('new', 'put {cargo} on the shelf')],
    };
    const diff = diffBodies(before, after);
    expect(diff.slots).toMatchObject([{ kind: 'changed', parts: ['name'] }]);
    expect(diff.preconditions).toMatchObject([{ kind: 'changed', parts: ['id', 'polarity'] }]);
    expect(diff.steps).toMatchObject([{ kind: 'changed', parts: ['id', 'template'] }]);
  });

  it('keeps apart items with the same id', () => {
    const twice = { ...empty, steps: [step('a', 'look'), step('a', 'look')] };
    const diff = diffBodies(twice, { ...empty, steps: [step('a', 'look')] });
    expect(diff.steps.map((change) => change.kind)).toEqual(['same', 'removed']);
  });

  it('refuses to change another body than the one it was made from', () => {
    const diff = diffBodies(empty, { ...empty, steps: [step('a', 'look')] });
    expect(() => applyDiff({ ...empty, goal: 'another' }, diff)).toThrow(/another revision/);
    expect(() => applyDiff({ ...empty, steps: [step('z', 'jump')] }, diff)).toThrow(/another revision/);
  });
});

describe('applyDiff after diffBodies', () => {
  it('gives the new body, and an empty difference only for equal bodies', () => {
    const random = createRandom(20260314);
    for (let round = 0; round < 500; round += 1) {
      const before = randomBody(random);
      const after = mutate(random, before);
      const diff = diffBodies(before, after);
      expect(applyDiff(before, diff)).toEqual(after);
      const { moved, changed, added, removed } = countChanges(diff);
      expect(moved + changed + added + removed === 0).toBe(JSON.stringify(before) === JSON.stringify(after));
    }
  });
});

const verbs = ['look', 'fetch', 'lift {x}', 'put {x} in {y}', 'open {y}', 'ask the owner of {y}', ''];

function randomBody(random: Random): ProcedureBody {
  const list = <Item>(make: (index: number) => Item): Item[] =>
    Array.from({ length: random.whole(7) }, (_, i) => make(i));
  const word = (): string => verbs[random.whole(verbs.length)] ?? '';
  return {
    goal: word(),
    slots: list(() => slot(`s${random.whole(4)}`, [word(), word()])),
    preconditions: list(() =>
      condition(`c${random.whole(5)}`, word(), random.whole(2) === 0 ? 'positive' : 'negative'),
    ),
    steps: list(() => step(`t${random.whole(6)}`, word(), random.whole(4))),
    postconditions: list(() => condition(`c${random.whole(5)}`, word())),
  };
}

function mutate(random: Random, body: ProcedureBody): ProcedureBody {
  const other = randomBody(random);
  const some = <Item>(own: readonly Item[], foreign: readonly Item[]): readonly Item[] => {
    switch (random.whole(5)) {
      case 0:
        return own;
      case 1:
        return random.shuffle(own);
      case 2:
        return own.filter(() => random.whole(3) > 0);
      case 3:
        return [...foreign.slice(0, 2), ...random.shuffle(own), ...foreign.slice(2)];
      default:
        return foreign;
    }
  };
  return {
    goal: random.whole(2) === 0 ? body.goal : other.goal,
    slots: some(body.slots, other.slots),
    preconditions: some(body.preconditions, other.preconditions),
    steps: some(body.steps, other.steps),
    postconditions: some(body.postconditions, other.postconditions),
  };
}
