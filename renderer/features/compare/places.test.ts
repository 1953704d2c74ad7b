import { describe, expect, it } from 'vitest';
import { formatChoice, parseChoice, placeOf } from './places.ts';

describe('a chosen state', () => {
  it('stands in the address and comes back', () => {
    const now = { kind: 'now', text: '' } as const;
    for (const choice of [now, { kind: 'event', text: '12' }, { kind: 'memory', text: 's3://a/b:c' }] as const)
      expect(parseChoice(formatChoice(choice), now)).toEqual(choice);
    expect(parseChoice('nothing', now)).toEqual(now);
    expect(parseChoice(undefined, now)).toEqual(now);
  });

  it('is a place only when it names one', () => {
    expect(placeOf({ kind: 'event', text: '12' })).toEqual({ kind: 'open', seq: 12 });
    expect(placeOf({ kind: 'event', text: '0' })).toBeNull();
    expect(placeOf({ kind: 'snapshot', text: ' ' })).toBeNull();
    expect(placeOf({ kind: 'memory', text: '/a' })).toEqual({ kind: 'memory', uri: '/a', seq: null });
  });
});
