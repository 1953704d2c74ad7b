import type { Change, JournalEvent } from '../../../shared/model/index.ts';
import { canonicalJson } from './canonical-json.ts';
import { sha256Hex } from './digest.ts';

/** What an event is before it has its place in the journal. */
export interface NewEvent {
  readonly at: string;
  readonly cause: JournalEvent['cause'];
  readonly change: Change;
}

/** SHA-256 of the canonical JSON of {seq, at, previous, cause, change}: 64 hex characters. */
export function eventHash(event: Omit<JournalEvent, 'hash'>): string {
  const { seq, at, previous, cause, change } = event;
  return sha256Hex(canonicalJson({ seq, at, previous, cause, change }));
}

/** The event that follows `head` (null: the first), with its number and its hashes. */
export function chainEvent(head: JournalEvent | null, event: NewEvent): JournalEvent {
  const body = { seq: (head?.seq ?? 0) + 1, previous: head?.hash ?? '', ...event };
  return { ...body, hash: eventHash(body) };
}

/**
 * The first fault of a journal, in words: a gap in the numbers, a broken link, an altered event. Null: none. A decision
 * whose content was forgotten keeps the hash that it had; the event that forgot it says which one that was [U4].
 */
export function findChainFault(events: readonly JournalEvent[]): string | null {
  let previous = '';
  for (const [index, event] of events.entries()) {
    const seq = index + 1;
    if (event.seq !== seq) return `Event ${seq} is missing: the journal goes on with ${event.seq}.`;
    if (event.previous !== previous) return `Event ${seq} does not follow the event before it.`;
    if (!isForgotten(event, events) && eventHash(event) !== event.hash)
      return `Event ${seq} was altered: its hash does not fit its content.`;
    previous = event.hash;
  }
  return null;
}

/** Whether a later event of the journal forgot the content of this one, and named this hash. */
function isForgotten({ seq, hash, change }: JournalEvent, events: readonly JournalEvent[]): boolean {
  if (change.kind !== 'decision-forgotten' || change.by <= seq) return false;
  const by = events[change.by - 1]?.change;
  return by?.kind === 'source-unlearned' && by.stale.some((one) => one.seq === seq && one.hash === hash);
}
