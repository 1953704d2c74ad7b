import { describe, expect, it } from 'vitest';
import { choicesFor, formOf, listsOf, mappingOf } from './mapping-form.ts';

const rows = [
  { path: 'episode', sample: 'e1' },
  { path: 'request', sample: 'fetch the map' },
  { path: 'command', sample: 'open crate' },
  { path: 'solved', sample: 'yes' },
];
const nested = [
  { path: 'task', sample: 'fetch' },
  { path: 'turns[].do', sample: 'open crate' },
  { path: 'turns[].saw', sample: 'a map' },
];

describe('mappingOf', () => {
  it('gives back a mapping of rows, asking for the fields that it uses', () => {
    const mapping = {
      name: 'Errands',
      columns: ['episode', 'request', 'command', 'solved'],
      episode: 'episode',
      goal: 'request',
      action: 'command',
      outcome: 'solved',
      success: '=yes',
    };
    expect(mappingOf(formOf(mapping, 'file'))).toEqual(mapping);
  });

  it('keeps step fields relative to their list, and asks for them in full', () => {
    const form = {
      ...formOf(null, 'n'),
      layout: 'steps' as const,
      steps: 'turns',
      action: 'do',
      observation: 'saw',
      goal: 'task',
    };
    expect(mappingOf(form)).toEqual({
      name: 'n',
      columns: ['task', 'turns[].do', 'turns[].saw'],
      steps: 'turns',
      goal: 'task',
      action: 'do',
      observation: 'saw',
    });
  });

  it('is nothing while what is needed is missing', () => {
    expect(mappingOf(formOf(null, 'n'))).toBeNull();
    expect(mappingOf({ ...formOf(null, 'n'), action: 'command' })).toBeNull();
    expect(mappingOf({ ...formOf(null, 'n'), layout: 'record', action: 'command' })).not.toBeNull();
    expect(mappingOf({ ...formOf(null, 'n'), layout: 'steps', action: 'do' })).toBeNull();
  });
});

describe('choices', () => {
  it('offers step fields below the list alone', () => {
    expect(listsOf(nested)).toEqual(['turns']);
    expect(listsOf(rows)).toEqual([]);
    const form = { ...formOf(null, 'n'), layout: 'steps' as const, steps: 'turns' };
    expect(choicesFor('action', form, nested).map(({ path }) => path)).toEqual(['do', 'saw']);
    expect(choicesFor('goal', form, nested).map(({ path }) => path)).toEqual(['task']);
    expect(choicesFor('action', formOf(null, 'n'), rows)).toEqual(rows);
  });
});
