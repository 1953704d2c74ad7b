import { describe, expect, it } from 'vitest';
import type { Change, JournalEvent } from '../../../shared/model/index.ts';
import { meaningOf, takenBack } from './standing.ts';

const event = (seq: number, change: Change): JournalEvent => ({
  seq,
  at: '2026-01-01T00:00:00.000Z',
  cause: 'person',
  change,
  previous: '',
  hash: String(seq),
});
const pin = (seq: number): JournalEvent => event(seq, { kind: 'item-pinned', itemId: 'p', pinned: true });
const undo = (seq: number, target: number): JournalEvent => event(seq, { kind: 'undone', seq: target });

describe('takenBack', () => {
  it('knows an undo, and a redo as the undo of an undo', () => {
    expect([...takenBack([pin(1), undo(2, 1)])]).toEqual([[1, 2]]);
    expect([...takenBack([pin(1), undo(2, 1), undo(3, 2)])]).toEqual([[2, 3]]);
    expect(takenBack([pin(1), undo(2, 1), undo(3, 2), undo(4, 3)]).get(1)).toBe(2);
    expect(takenBack([pin(1), pin(2)]).size).toBe(0);
  });
});

describe('meaningOf', () => {
  it('says what was taken back or done again in the end', () => {
    const events = [pin(1), undo(2, 1), undo(3, 2), undo(4, 3)];
    expect(events.map((one) => meaningOf(one, events))).toEqual([
      null,
      { kind: 'undone', seq: 1 },
      { kind: 'redone', seq: 1 },
      { kind: 'undone', seq: 1 },
    ]);
  });

  it('ends with a journal that points at itself or at nothing', () => {
    expect(meaningOf(undo(2, 2), [undo(2, 2)])).toEqual({ kind: 'undone', seq: 2 });
    expect(meaningOf(undo(5, 1), [undo(5, 1)])).toEqual({ kind: 'undone', seq: 1 });
  });
});
