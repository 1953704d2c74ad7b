import type { Proposal, ProposalStatus } from '../../../shared/model/index.ts';
import type { Route } from '../../state/index.ts';

/** A state of a proposal, or that the scanner holds it back: then it stands in no other queue. */
export type QueueState = ProposalStatus | 'quarantined';

export const queueStates = [
  'pending',
  'deferred',
  'quarantined',
  'approved',
  'edited',
  'rejected',
  'stale',
] as const satisfies readonly QueueState[];

/** Where a proposal stands. `held`: ids of what the scanner holds back. */
export function queueStateOf({ id, status }: Proposal, held: ReadonlySet<string>): QueueState {
  return (status === 'pending' || status === 'deferred') && held.has(id) ? 'quarantined' : status;
}

/** What stands in the queue: strong ones first, then the more probable, then by id so that the order never wavers. */
export function queueOf(
  proposals: readonly Proposal[],
  state: QueueState,
  held: ReadonlySet<string>,
): readonly Proposal[] {
  return proposals
    .filter((proposal) => queueStateOf(proposal, held) === state)
    .toSorted(
      (a, b) =>
        Number(b.strong) - Number(a.strong) ||
        b.probability - a.probability ||
        (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
    );
}

export function countByState(
  proposals: readonly Proposal[],
  held: ReadonlySet<string>,
): Readonly<Record<QueueState, number>> {
  const counts = { pending: 0, deferred: 0, quarantined: 0, approved: 0, edited: 0, rejected: 0, stale: 0 };
  for (const proposal of proposals) counts[queueStateOf(proposal, held)] += 1;
  return counts;
}

/**
 * Where to go when the item at `id` leaves the queue: the one after it, else the one before it, else null. An id
 * that is not in the queue leads to its first item.
 */
export function neighbourOf(queue: readonly { readonly id: string }[], id: string | null): string | null {
  const index = queue.findIndex((one) => one.id === id);
  if (index === -1) return queue[0]?.id ?? null;
  return (queue[index + 1] ?? queue[index - 1])?.id ?? null;
}

/** The same queue and item in sight; how a difference is laid out is no other place. */
export function isSamePlace(one: Route, other: Route): boolean {
  const placeOf = ({ view, id, params }: Route): string =>
    JSON.stringify([view, id, params['item'] ?? null, params['state'] ?? null]);
  return placeOf(one) === placeOf(other);
}
