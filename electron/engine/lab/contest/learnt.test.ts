import { describe, expect, it } from 'vitest';
import type { Play } from '../agent/index.ts';
import { readInvocations } from './invocations.ts';
import { learnSlots } from './skill-links.ts';

interface Told {
  readonly goal: string;
  readonly values: readonly string[];
  readonly course: readonly (readonly [string, Readonly<Record<string, string>>, Readonly<Record<string, string>>?])[];
}

function playOf({ goal, values, course }: Told): Play {
  const spans = course.map(([procedureId, bindings, located = {}], at) => {
    return { procedureId, bindings, located, from: at, to: at + 1 };
  });
  // Of an episode only goal and outcome are looked at.
  return { episode: { goal, outcome: 'success' }, wording: goal, values, course: spans } as unknown as Play;
}

const carried = ['rope 1', 'sack 4', 'lamp 2'].map((thing) => {
  const kind = thing.replace(/ \d/, '');
  return playOf({
    goal: `bring the ${kind} to the barn`,
    values: [kind, 'barn'],
    course: [
      ['take', { thing, place: 'loft 1' }, { thing: 'loft 1' }],
      ['put', { thing, place: 'barn 1' }],
    ],
  });
});

describe('where slots of skills are bound from [C5]', () => {
  it('is what stood before, what the goal names, or where it was listed', () => {
    const slots = learnSlots(carried);
    expect(slots.get('take')?.get('thing')?.sources).toEqual([{ kind: 'goal', index: 0 }]);
    expect(slots.get('take')?.get('place')?.sources).toEqual([{ kind: 'listed', slot: 'thing' }]);
    expect(slots.get('put')?.get('thing')?.sources[0]).toEqual({ kind: 'earlier', procedureId: 'take', slot: 'thing' });
    expect(slots.get('put')?.get('place')?.sources).toEqual([{ kind: 'goal', index: 1 }]);
  });

  it('says that a second invocation is on another thing, where it always was', () => {
    const twice = ['rope', 'sack'].map((kind) =>
      playOf({
        goal: `bring two ${kind}s`,
        values: [kind],
        course: [
          ['take', { thing: `${kind} 1`, from: 'loft 1' }],
          ['take', { thing: `${kind} 2`, from: 'loft 1' }],
        ],
      }),
    );
    const slots = learnSlots(twice).get('take');
    expect(slots?.get('thing')?.isOnce).toBe(true);
    expect(slots?.get('from')?.isOnce).toBe(false);
  });
});

describe('states in which skills were begun [C4]', () => {
  const axes = ['rope', 'sack', 'lamp'];
  const embed = async (texts: readonly string[]) =>
    texts.map((text) => Float32Array.from(axes.map((axis) => (text.includes(axis) ? 1 : 0))));

  it('are near by the goal and by what was carried out', async () => {
    const invocations = await readInvocations(carried, new Set(['take', 'put']), embed);
    const at = (done: readonly string[]) => invocations.likeness('the rope', done);
    expect(await at([])).toEqual(
      new Map([
        ['take', 1],
        ['put', 0],
      ]),
    );
    expect(await at(['take'])).toEqual(
      new Map([
        ['take', 0],
        ['put', 1],
      ]),
    );
    expect(await at(['take', 'put'])).toEqual(
      new Map([
        ['take', 0],
        ['put', 0.5],
      ]),
    );
    expect(await invocations.likeness('a boat', [])).toEqual(
      new Map([
        ['take', 0],
        ['put', 0],
      ]),
    );
  });

  it('leave out what is in no pool', async () => {
    const invocations = await readInvocations(carried, new Set(['put']), embed);
    expect(await invocations.likeness('the sack', [])).toEqual(new Map([['put', 1]]));
  });
});
