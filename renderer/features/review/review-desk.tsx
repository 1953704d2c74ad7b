import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { ProposalDetail, Quarantined } from '../../../shared/contract/index.ts';
import type { Proposal } from '../../../shared/model/index.ts';
import { useApi } from '../../client/index.ts';
import { navigate, setParams, useRoute } from '../../state/index.ts';
import { Button, EmptyState, ErrorState, isNotFound, LoadingState } from '../../ui/index.ts';
import { DecisionBar } from './decision-bar.tsx';
import { DecisionCard } from './decision-card.tsx';
import { EditCard } from './edit-card.tsx';
import { neighbourOf } from './queue.ts';
import { QueueList } from './queue-list.tsx';
import { HeldCard, HeldItems } from './held-items.tsx';
import { ReasonDialog, type ReasonKind } from './reason-dialog.tsx';
import { useDecisions, type Decided } from './use-decisions.ts';
import { useReviewCommands } from './use-review-commands.ts';

export interface ReviewDeskProps {
  readonly queue: readonly Proposal[];
  /** Items that the scanner holds back, where they belong to the queue. */
  readonly heldItems: readonly Quarantined[];
  readonly selectedId: string | null;
  /** The queue is being read again: what is in sight may be decided already. */
  readonly isFetching: boolean;
  /** Shown when there is nothing to choose; undo works there too. */
  readonly empty: ReactNode;
}

/** The queue, the card of the proposal in sight, and the keys: approve, reject, next, previous, undo. */
export function ReviewDesk({ queue, heldItems, selectedId, isFetching, empty }: ReviewDeskProps) {
  const { query } = useApi();
  const route = useRoute();
  const [asking, setAsking] = useState<{ readonly kind: ReasonKind; readonly target: Decided } | null>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const [cameByDecision, setCameByDecision] = useState(false);
  // In place, without an entry in the history: fifty decisions are one visit. A deep link is left once.
  const order = [...queue, ...heldItems];
  // Without a state the proposal itself says in which queue it stands.
  const go = (item: string | null, state: string | null = route.params['state'] ?? null): void => {
    const params = { item: item ?? undefined, state: state ?? undefined };
    if (route.id === null) setParams(params);
    else navigate({ view: 'review', params: { ...route.params, ...params } });
  };
  const decisions = useDecisions({
    onDecided: (target, act, isThere) => {
      setEditing((open) => (open === target.id ? null : open));
      if (!isThere) return;
      setCameByDecision(true);
      // What is let through waits where it stood before: there it is decided on.
      if (act.kind === 'release' && queue.some(({ id }) => id === target.id)) go(target.id, null);
      else go(neighbourOf(order, target.id));
    },
    onReturned: (proposalId) => {
      setCameByDecision(true);
      go(proposalId, proposalId === null ? 'quarantined' : null);
    },
  });
  const heldItem = heldItems.find(({ id }) => id === selectedId) ?? null;
  const detail = useQuery(
    query.review.get.queryOptions({
      input: { id: selectedId ?? '' },
      enabled: selectedId !== null && heldItem === null,
    }),
  );
  const proposal = heldItem === null ? (detail.data?.proposal ?? null) : null;
  const held = heldOf(heldItem, proposal === null ? undefined : detail.data);
  const isReady = proposal !== null && !detail.isFetching && !isFetching && !decisions.isPending;
  const commands = useReviewCommands({
    queue: order,
    selectedId,
    proposal,
    held,
    // While an edit is open the keys of the card rest: only the form approves.
    isReady: isReady && editing !== selectedId,
    decisions,
    go,
    askReason: (kind, target) => setAsking({ kind, target }),
    startEdit: () => setEditing(selectedId),
  });
  const index = order.findIndex(({ id }) => id === selectedId);
  return (
    <div className="review-desk" data-empty={order.length === 0 ? '' : undefined}>
      {order.length === 0 ? null : (
        <div className="review-side">
          {queue.length === 0 ? null : <QueueList queue={queue} selectedId={selectedId} params={route.params} />}
          <HeldItems items={heldItems} selectedId={selectedId} params={route.params} />
        </div>
      )}
      <div className="review-main">
        <DecisionBar
          commands={commands}
          canDecide={proposal?.status === 'pending' || proposal?.status === 'deferred'}
          isHeld={held !== null}
          isPending={decisions.isPending}
          error={decisions.error}
          position={index === -1 ? null : { index: index + 1, count: order.length }}
          undoLabel={decisions.undoLabel}
        />
        <div
          className="review-scroll"
          aria-busy={selectedId !== null && heldItem === null && !isReady}
          key={selectedId}
        >
          {heldItem !== null ? (
            <HeldCard item={heldItem} />
          ) : detail.data !== undefined && editing === selectedId ? (
            <EditCard
              proposal={detail.data.proposal}
              onClose={() => setEditing(null)}
              onApprove={(body) => decisions.decide(detail.data.proposal, { kind: 'edit', body })}
            />
          ) : detail.data !== undefined ? (
            <DecisionCard detail={detail.data} takesFocus={cameByDecision} />
          ) : detail.error !== null ? (
            <Missing error={detail.error} onNext={() => go(null)} onRetry={() => void detail.refetch()} />
          ) : selectedId === null ? (
            empty
          ) : (
            <LoadingState />
          )}
        </div>
      </div>
      {asking === null ? null : (
        <ReasonDialog
          kind={asking.kind}
          title={asking.target.title}
          onClose={() => setAsking(null)}
          onReason={(reason) => {
            setAsking(null);
            decisions.decide(asking.target, { kind: asking.kind, reason });
          }}
        />
      )}
    </div>
  );
}

/** What the key of the release means: the item or the proposal in sight, while it is held back. */
function heldOf(item: Quarantined | null, detail: ProposalDetail | undefined): Decided | null {
  if (item !== null) return { id: item.id, title: item.goal };
  const quarantine = detail?.quarantine ?? null;
  if (detail === undefined || quarantine === null || quarantine.released !== null) return null;
  return detail.proposal;
}

interface MissingProps {
  readonly error: Error;
  onNext(): void;
  onRetry(): void;
}

/** A proposal that a rebuild has taken away is no fault: the queue goes on. */
function Missing({ error, onNext, onRetry }: MissingProps) {
  const t = useTranslations('review');
  if (isNotFound(error)) {
    return (
      <EmptyState title={t('gone')} body={t('goneBody')} actions={<Button onClick={onNext}>{t('next')}</Button>} />
    );
  }
  return <ErrorState error={error} onRetry={onRetry} />;
}
