import { describe, expect, it } from 'vitest';
import type { Condition, ProcedureBody } from '../../../shared/model/index.ts';
import { parseSentence } from '../../../shared/model/index.ts';
import { bodyOf, draftOf, faultsOf, newId, slotNames } from './draft.ts';

const condition: Condition = {
  id: 'c1',
  predicate: 'the {0} lies on {1} near {2}',
  arguments: [{ kind: 'slot', name: 'item' }, { kind: 'constant', value: 'shelf 1' }, { kind: 'any' }],
  polarity: 'positive',
  origin: 'extracted',
  evidence: { holds: 9, of: 10 },
};
const body: ProcedureBody = {
  goal: 'fetch {item}',
  slots: [
    {
      name: 'item',
      type: 'thing',
      examples: [{ value: 'kettle 1', count: 3 }],
      boundFrom: { goal: 3, observation: 0, step: 0 },
    },
    { name: 'place', type: 'place', examples: [], boundFrom: { goal: 0, observation: 3, step: 0 } },
  ],
  preconditions: [condition],
  steps: [
    {
      id: 's1',
      template: 'walk to {place}',
      kind: 'text',
      optional: false,
      repeats: true,
      evidence: { present: 9, of: 9 },
    },
    {
      id: 's2',
      template: 'take {item}',
      kind: 'text',
      optional: false,
      repeats: false,
      evidence: { present: 9, of: 9 },
    },
  ],
  postconditions: [],
};

describe('a draft', () => {
  it('that nobody touched gives the same body', () => {
    expect(bodyOf(draftOf(body), body)).toEqual(body);
  });

  it('keeps what was not touched, constants included, and marks what was', () => {
    const draft = draftOf(body);
    const [first] = draft.preconditions;
    const edited = bodyOf({ ...draft, preconditions: [{ ...first!, text: 'the {item} is clean and …' }] }, body);
    expect(edited.preconditions).toEqual([
      {
        id: 'c1',
        predicate: 'the {0} is clean and {1}',
        arguments: [{ kind: 'slot', name: 'item' }, { kind: 'any' }],
        polarity: 'positive',
        origin: 'manual',
        evidence: { holds: 0, of: 0 },
      },
    ]);
    expect(edited.steps).toEqual(body.steps);
  });

  it('keeps the predicate when only the polarity turns', () => {
    const draft = draftOf(body);
    const [first] = draft.preconditions;
    const turned = bodyOf({ ...draft, preconditions: [{ ...first!, polarity: 'negative' }] }, body).preconditions[0]!;
    expect(turned.predicate).toBe(condition.predicate);
    expect(turned.arguments).toEqual(condition.arguments);
    expect(turned).toMatchObject({ polarity: 'negative', origin: 'manual', evidence: { of: 0 } });
  });

  it('adds the slots that it names and drops those that it does not', () => {
    const draft = draftOf(body);
    const steps = [{ id: 'manual-1', template: 'carry {item} with {tool}', optional: false, repeats: false }];
    const edited = bodyOf({ ...draft, steps }, body);
    expect(edited.slots.map((slot) => slot.name)).toEqual(['item', 'tool']);
    expect(edited.slots[0]).toEqual(body.slots[0]);
  });

  it('does not take JSON for a slot', () => {
    const steps = [{ id: 's', template: 'call({"order": {item}})', optional: false, repeats: false }];
    expect(slotNames({ ...draftOf(body), steps }, body.slots)).toEqual(['item']);
  });
});

describe('faults', () => {
  it('are found before anything is sent', () => {
    const draft = draftOf(body);
    expect(faultsOf(draft)).toEqual({});
    expect(faultsOf({ ...draft, goal: ' ' })).toEqual({ goal: 'goal' });
    expect(faultsOf({ ...draft, goal: 'fetch {item' })).toEqual({ goal: 'braces' });
    expect(faultsOf({ ...draft, steps: [] })).toEqual({ steps: 'steps' });
    expect(faultsOf({ ...draft, postconditions: [{ id: 'n', text: '', polarity: 'positive' }] })).toEqual({
      n: 'empty',
    });
  });
});

it('finds ids that are free', () => {
  expect(newId([{ id: 'manual-1' }, { id: 'x' }])).toBe('manual-2');
  expect(newId([])).toBe('manual-1');
});

it('reads a sentence', () => {
  expect(parseSentence('nothing to bind')).toEqual({ predicate: 'nothing to bind', arguments: [] });
});
