import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../shared/model/index.ts';
import type { JournalEvent } from '../../../shared/model/index.ts';
import { canonicalJson, chainEvent, contentId, findChainFault, sha256Hex, trajectoryId } from './index.ts';

describe('canonicalJson', () => {
  it('has one spelling, whatever order the keys were set in', () => {
    expect(canonicalJson({ b: 1, a: [true, null, 'x'], 10: 0, 9: 0 })).toBe('{"10":0,"9":0,"a":[true,null,"x"],"b":1}');
    expect(canonicalJson({ a: 1, b: { d: 2, c: 3 } })).toBe(canonicalJson({ b: { c: 3, d: 2 }, a: 1 }));
  });

  it('sorts by code units, not by a locale', () => {
    expect(canonicalJson({ ä: 1, z: 2, Z: 3, '\u{1F600}': 4, '\uFF5E': 5 })).toBe(
      '{"Z":3,"z":2,"ä":1,"\u{1F600}":4,"\uFF5E":5}',
    );
  });

  it('leaves undefined out and writes -0 as 0', () => {
    expect(canonicalJson({ a: undefined, b: -0, c: [undefined] })).toBe('{"b":0,"c":[null]}');
  });

  it('reads back to the same value and the same text', () => {
    const value = { text: 'a"\\\n\u0000\uD800é', numbers: [1e21, 0.1, -5, 1e-7], nested: { empty: {}, list: [] } };
    const text = canonicalJson(value);
    expect(JSON.parse(text)).toEqual(value);
    expect(canonicalJson(JSON.parse(text))).toBe(text);
  });

  it('keeps a key called __proto__ a plain key', () => {
    expect(canonicalJson(JSON.parse('{"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1}}');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1n, () => 1])('refuses %s', (value) => {
    expect(() => canonicalJson({ value })).toThrow(expect.objectContaining({ code: 'WRONG_USE' }));
  });

  it('refuses nesting that would end the process', () => {
    expect(() => canonicalJson(JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)))).toThrow(
      expect.objectContaining({ code: 'WRONG_USE' }),
    );
  });
});

describe('digests', () => {
  it('are SHA-256 of the UTF-8 bytes', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256Hex(new TextEncoder().encode('abc'))).toBe(sha256Hex('abc'));
  });

  it('name content', () => {
    expect(contentId({ b: 1, a: 2 })).toBe(contentId({ a: 2, b: 1 }));
    expect(contentId('x')).toMatch(/^[0-9a-f]{32}$/);
    expect(trajectoryId('s', 1)).not.toBe(trajectoryId('s', 2));
  });
});

describe('the journal [J1, J2]', () => {
  const journal = (): readonly JournalEvent[] => {
    const first = chainEvent(null, {
      at: '2026-01-01T00:00:00.000Z',
      cause: 'person',
      change: { kind: 'memory-created', strategy: 'macla', settings: defaultSettings },
    });
    const second = chainEvent(first, {
      at: '2026-01-01T00:00:01.000Z',
      cause: 'person',
      change: { kind: 'item-pinned', itemId: 'a', pinned: true },
    });
    const third = chainEvent(second, {
      at: '2026-01-01T00:00:02.000Z',
      cause: 'person',
      change: { kind: 'undone', seq: 2 },
    });
    return [first, second, third];
  };

  it('is whole as it was written', () => {
    expect(journal().map((event) => event.seq)).toEqual([1, 2, 3]);
    expect(findChainFault(journal())).toBeNull();
    expect(findChainFault([])).toBeNull();
  });

  it('shows a gap, a changed order and an altered event', () => {
    const [first, second, third] = journal() as [JournalEvent, JournalEvent, JournalEvent];
    expect(findChainFault([first, third])).toContain('Event 2 is missing');
    expect(findChainFault([second, third])).toContain('Event 1 is missing');
    expect(findChainFault([first, { ...second, at: '2027-01-01T00:00:00.000Z' }, third])).toContain(
      'Event 2 was altered',
    );
    const forged = chainEvent(first, { at: second.at, cause: 'person', change: { kind: 'item-deleted', itemId: 'a' } });
    expect(findChainFault([first, forged, third])).toContain('Event 3 does not follow');
  });
});
