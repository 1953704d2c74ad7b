import type { JournalEvent } from '../../../shared/model/index.ts';

/**
 * Which event takes back which: seq of the event that was taken back to seq of the one that stands against it. An
 * `undone` that was taken back itself takes nothing back (that is what a redo is).
 */
export function takenBack(events: readonly JournalEvent[]): ReadonlyMap<number, number> {
  const by = new Map<number, number>();
  for (const { seq, change } of events.toSorted((a, b) => b.seq - a.seq)) {
    if (change.kind === 'undone' && !by.has(seq)) by.set(change.seq, seq);
  }
  return by;
}

export interface Turned {
  readonly kind: 'undone' | 'redone';
  /** The event that was taken back or done again in the end. */
  readonly seq: number;
}

/** What an `undone` event means: taking back an `undone` is doing again what that one took back. */
export function meaningOf(event: JournalEvent, events: readonly JournalEvent[]): Turned | null {
  const bySeq = new Map(events.map((other) => [other.seq, other]));
  let kind: Turned['kind'] = 'redone';
  let current: JournalEvent | undefined = event;
  while (current?.change.kind === 'undone') {
    kind = kind === 'undone' ? 'redone' : 'undone';
    const target: number = current.change.seq;
    const next = bySeq.get(target);
    if (next === undefined || next.seq >= current.seq) return { kind, seq: target };
    if (next.change.kind !== 'undone') return { kind, seq: target };
    current = next;
  }
  return null;
}
