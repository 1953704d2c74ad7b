import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Proposal } from '../../../shared/model/index.ts';
import { useApi } from '../../client/index.ts';
import { navigate, setParams, useRoute } from '../../state/index.ts';
import { Button, EmptyState, ErrorState, isNotFound, LoadingState } from '../../ui/index.ts';
import { DecisionBar } from './decision-bar.tsx';
import { DecisionCard } from './decision-card.tsx';
import { EditCard } from './edit-card.tsx';
import { neighbourOf } from './queue.ts';
import { QueueList } from './queue-list.tsx';
import { RejectDialog } from './reject-dialog.tsx';
import { useDecisions } from './use-decisions.ts';
import { useReviewCommands } from './use-review-commands.ts';

export interface ReviewDeskProps {
  readonly queue: readonly Proposal[];
  readonly selectedId: string | null;
  /** The queue is being read again: what is in sight may be decided already. */
  readonly isFetching: boolean;
  /** Shown when there is nothing to choose; undo works there too. */
  readonly empty: ReactNode;
}

/** The queue, the card of the proposal in sight, and the keys: approve, reject, next, previous, undo. */
export function ReviewDesk({ queue, selectedId, isFetching, empty }: ReviewDeskProps) {
  const { query } = useApi();
  const route = useRoute();
  const [rejecting, setRejecting] = useState<Proposal | null>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const [cameByDecision, setCameByDecision] = useState(false);
  // In place, without an entry in the history: fifty decisions are one visit. A deep link is left once.
  const go = (item: string | null, state = route.params['state']): void => {
    if (route.id === null) setParams({ item: item ?? undefined, state });
    else navigate({ view: 'review', params: { ...route.params, item: item ?? undefined, state } });
  };
  const decisions = useDecisions({
    onDecided: (proposal) => {
      setCameByDecision(true);
      setEditing(null);
      go(neighbourOf(queue, proposal.id));
    },
    onReturned: (proposalId) => {
      setCameByDecision(true);
      go(proposalId, 'pending');
    },
  });
  const detail = useQuery(
    query.review.get.queryOptions({ input: { id: selectedId ?? '' }, enabled: selectedId !== null }),
  );
  const proposal = detail.data?.proposal ?? null;
  const isReady = proposal !== null && !detail.isFetching && !isFetching && !decisions.isPending;
  const commands = useReviewCommands({
    queue,
    selectedId,
    proposal,
    // While an edit is open the keys of the card rest: only the form approves.
    isReady: isReady && editing !== selectedId,
    decisions,
    go,
    askReason: setRejecting,
    startEdit: () => setEditing(selectedId),
  });
  const index = queue.findIndex(({ id }) => id === selectedId);
  return (
    <div className="review-desk" data-empty={queue.length === 0 ? '' : undefined}>
      {queue.length === 0 ? null : <QueueList queue={queue} selectedId={selectedId} params={route.params} />}
      <div className="review-main">
        <DecisionBar
          commands={commands}
          canDecide={proposal?.status === 'pending' || proposal?.status === 'deferred'}
          isPending={decisions.isPending}
          error={decisions.error}
          position={index === -1 ? null : { index: index + 1, count: queue.length }}
          undoLabel={decisions.undoLabel}
        />
        <div className="review-scroll" aria-busy={selectedId !== null && !isReady} key={selectedId}>
          {detail.data !== undefined && editing === selectedId ? (
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
      {rejecting === null ? null : (
        <RejectDialog
          title={rejecting.title}
          onClose={() => setRejecting(null)}
          onReject={(reason) => {
            setRejecting(null);
            decisions.decide(rejecting, { kind: 'reject', reason });
          }}
        />
      )}
    </div>
  );
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
