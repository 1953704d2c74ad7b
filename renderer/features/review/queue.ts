import type { Proposal, ProposalStatus } from '../../../shared/model/index.ts';

export const queueStates = [
  'pending',
  'deferred',
  'approved',
  'edited',
  'rejected',
  'stale',
] as const satisfies readonly ProposalStatus[];

/** What stands in the queue: strong ones first, then the more probable, then by id so that the order never wavers. */
export function queueOf(proposals: readonly Proposal[], state: ProposalStatus): readonly Proposal[] {
  return proposals
    .filter((proposal) => proposal.status === state)
    .toSorted(
      (a, b) =>
        Number(b.strong) - Number(a.strong) ||
        b.probability - a.probability ||
        (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
    );
}

export function countByState(proposals: readonly Proposal[]): Readonly<Record<ProposalStatus, number>> {
  const counts = { pending: 0, deferred: 0, approved: 0, edited: 0, rejected: 0, stale: 0 };
  for (const { status } of proposals) counts[status] += 1;
  return counts;
}

/**
 * Where to go when the item at `id` leaves the queue: the one after it, else the one before it, else null. An id
 * that is not in the queue leads to its first item.
 */
export function neighbourOf(queue: readonly Proposal[], id: string | null): string | null {
  const index = queue.findIndex((proposal) => proposal.id === id);
  if (index === -1) return queue[0]?.id ?? null;
  return (queue[index + 1] ?? queue[index - 1])?.id ?? null;
}
