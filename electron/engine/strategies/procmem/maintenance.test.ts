import { describe, expect, it } from 'vitest';
import type { ProcedureBody } from '../../../../shared/model/index.ts';
import { effectOf } from './effect.ts';
import { maintain, type PoolMember } from './maintenance.ts';

/** Carry a thing to a tool and do the verb to it; what is optional after it completes nothing. */
function bodyOf(
  verb: string,
  { slots: [thing = '', tool = ''] }: { readonly slots: readonly string[] },
): ProcedureBody {
  const steps = [`carry {${thing}} to {${tool}}`, `${verb} {${thing}} in {${tool}}`, `leave {${tool}}`];
  return {
    goal: `${verb} {${thing}}`,
    slots: [thing, tool].map((name) => ({
      name,
      type: name,
      examples: [],
      boundFrom: { goal: 1, observation: 0, step: 0 },
    })),
    preconditions: [],
    steps: steps.map((template, at) => ({
      id: `${at}`,
      template,
      kind: 'text',
      optional: at === 2,
      repeats: false,
      evidence: { present: 1, of: 1 },
    })),
    postconditions: [
      {
        id: 'done',
        predicate: '{0} is not as it was',
        arguments: [{ kind: 'slot', name: thing }],
        polarity: 'positive',
        origin: 'extracted',
        evidence: { holds: 1, of: 1 },
      },
    ],
  };
}

describe('maintenance [M16, M17]', () => {
  const member = (id: string, parts: Partial<PoolMember> = {}): PoolMember => ({
    id,
    frequency: 20,
    gain: 0.2,
    maturity: 5,
    born: 0,
    pinned: false,
    effect: 'bent',
    ...parts,
  });
  const apart = { capacity: 2, by: 'score', likeness: () => 0 } as const;
  const reasons = (
    pool: readonly PoolMember[],
    given: Parameters<typeof maintain>[1] = apart,
  ): Record<string, string> =>
    Object.fromEntries(
      maintain(pool, given).map(({ id, stays, reason }) => [id, `${stays ? 'stays' : 'goes'}: ${reason}`]),
    );

  it('drops the lowest bound when over capacity, and spares newborns', () => {
    expect(reasons([member('a'), member('b', { gain: -0.3 }), member('c', { maturity: 1, gain: -1 })])).toEqual({
      a: 'stays: proven',
      b: 'goes: bound',
      c: 'stays: newborn',
    });
  });

  it('says when only the room is missing', () => {
    const pool = [member('a'), member('b'), member('c', { gain: 0.1, frequency: 5 })];
    expect(reasons(pool)).toMatchObject({ c: 'goes: no-room' });
    expect(reasons(pool, { ...apart, capacity: 3 })).toMatchObject({ c: 'stays: room', a: 'stays: proven' });
  });

  it('joins near-duplicates, the younger goes; what is pinned stays', () => {
    const twins = { ...apart, capacity: 9, likeness: () => 0.95 };
    expect(reasons([member('a', { born: 1 }), member('b')], twins)).toMatchObject({ a: 'goes: duplicate' });
    expect(reasons([member('a', { born: 1, pinned: true }), member('b')], twins)).toMatchObject({ a: 'stays: pinned' });
    expect(reasons([member('a'), member('b')], { ...twins, likeness: () => 0.949 })).toMatchObject({
      b: 'stays: proven',
    });
  });

  it('takes skills of different effect for different, however alike what activates them', () => {
    const twins = { ...apart, capacity: 9, likeness: () => 1 };
    expect(reasons([member('a'), member('b', { born: 1, effect: 'cut' })], twins)).toEqual({
      a: 'stays: proven',
      b: 'stays: proven',
    });
  });

  it('tells effects apart by the completing step and the termination, not by the names of slots', () => {
    const bend = effectOf(bodyOf('bend', { slots: ['rod', 'vice'] }));
    expect(effectOf(bodyOf('bend', { slots: ['thing', 'tool'] }))).toBe(bend);
    expect(effectOf(bodyOf('cut', { slots: ['rod', 'vice'] }))).not.toBe(bend);
    expect(effectOf({ ...bodyOf('bend', { slots: ['rod', 'vice'] }), postconditions: [] })).not.toBe(bend);
    // The same two things, in each other's place.
    const [rod, vice] = bodyOf('bend', { slots: ['rod', 'vice'] }).slots;
    if (rod === undefined || vice === undefined) throw new Error('two slots');
    expect(effectOf({ ...bodyOf('bend', { slots: ['rod', 'vice'] }), slots: [vice, rod] })).not.toBe(bend);
  });

  it('under fifo the oldest go', () => {
    expect(
      reasons([member('a', { born: 2 }), member('b', { born: 1, gain: 9 }), member('c', { born: 3 })], {
        ...apart,
        by: 'fifo',
      }),
    ).toEqual({
      a: 'stays: room',
      b: 'goes: oldest',
      c: 'stays: room',
    });
  });
});
