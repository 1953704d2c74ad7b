import { expect, it } from 'vitest';
import type { MetaProcedure } from '../../../shared/model/index.ts';
import { metaNames } from './meta-names.ts';
import type { MemoryState } from './state.ts';

/** A state with one meta-procedure of two procedures, credited in episodes with these goals. */
function stateOf(goal: string, goals: readonly string[]): MemoryState {
  const meta = { id: 'm-1', goal, sequence: ['p-1', 'p-2', 'p-2'] } as unknown as MetaProcedure;
  return {
    derived: {
      metaProcedures: [meta],
      procedures: [
        { id: 'p-1', body: { goal: 'get_order(order_id={order_id})' } },
        { id: 'p-2', body: { goal: 'find {object} (walk to {place})' } },
      ],
      evidence: goals.map((_, index) => ({ itemId: 'm-1', trajectoryId: `t-${index}` })),
    },
    summaries: new Map(goals.map((text, index) => [`t-${index}`, { goal: text }])),
  } as unknown as MemoryState;
}

const nameOf = (goal: string, goals: readonly string[]): string | undefined =>
  metaNames(stateOf(goal, goals)).get('m-1');

it('keeps the wording that several goals have, or half of them [H4]', () => {
  const wanted = ['A jar is wanted at a bench.', 'A cup is wanted at a box.', 'x', 'y', 'z'];
  expect(nameOf('a {object} is wanted at a {place}.', wanted)).toBe('a {object} is wanted at a {place}.');
  expect(nameOf('a {object} is wanted at a {place}.', ['A jar is wanted at  a bench.', 'Take it away.'])).toBe(
    'a {object} is wanted at a {place}.',
  );
});

it('names a free text by its procedures, so that no episode stands for all [H4]', () => {
  expect(nameOf('refund my saw. i am ann.', ['Refund my saw. I am Ann.', 'Money back, says Bo.', 'Cy wants it.'])).toBe(
    'get_order → find {object}',
  );
});

it('is not held up by a template of many slots [H4]', () => {
  const template = Array.from({ length: 40 }, (_, index) => `{slot${index}}`).join(' ');
  expect(nameOf(template, ['a '.repeat(1000), 'a '.repeat(1000), `${'a '.repeat(900)}b`])).toBeDefined();
});
