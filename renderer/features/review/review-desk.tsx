import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Proposal } from '../../../shared/model/index.ts';
import { useApi } from '../../client/index.ts';
import { navigate, setParams, useCommands, useRoute, type Command } from '../../state/index.ts';
import { Button, EmptyState, ErrorState, isNotFound, LoadingState } from '../../ui/index.ts';
import { DecisionBar, type ReviewCommands } from './decision-bar.tsx';
import { DecisionCard } from './decision-card.tsx';
import { neighbourOf } from './queue.ts';
import { QueueList } from './queue-list.tsx';
import { RejectDialog } from './reject-dialog.tsx';
import { useDecisions, type Decisions } from './use-decisions.ts';

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
  const [cameByDecision, setCameByDecision] = useState(false);
  // In place, without an entry in the history: fifty decisions are one visit. A deep link is left once.
  const go = (item: string | null, state = route.params['state']): void => {
    if (route.id === null) setParams({ item: item ?? undefined, state });
    else navigate({ view: 'review', params: { ...route.params, item: item ?? undefined, state } });
  };
  const decisions = useDecisions({
    onDecided: (proposal) => {
      setCameByDecision(true);
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
  const commands = useReviewCommands({ queue, selectedId, proposal, isReady, decisions, go, askReason: setRejecting });
  const index = queue.findIndex(({ id }) => id === selectedId);
  return (
    <div className="review-desk" data-empty={queue.length === 0 ? '' : undefined}>
      {queue.length === 0 ? null : <QueueList queue={queue} selectedId={selectedId} params={route.params} />}
      <div className="review-main">
        <DecisionBar
          commands={commands}
          canDecide={proposal?.status === 'pending'}
          isPending={decisions.isPending}
          error={decisions.error}
          position={index === -1 ? null : { index: index + 1, count: queue.length }}
          undoLabel={decisions.undoLabel}
        />
        <div className="review-scroll" aria-busy={selectedId !== null && !isReady} key={selectedId}>
          {detail.data !== undefined ? (
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
            decisions.reject(rejecting, reason);
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

interface CommandContext {
  readonly queue: readonly Proposal[];
  readonly selectedId: string | null;
  readonly proposal: Proposal | null;
  readonly isReady: boolean;
  readonly decisions: Decisions;
  go(id: string | null): void;
  askReason(proposal: Proposal): void;
}

/** Offered anew at each drawing: what a key does depends on the proposal in sight. */
function useReviewCommands({
  queue,
  selectedId,
  proposal,
  isReady,
  decisions,
  go,
  askReason,
}: CommandContext): ReviewCommands {
  const t = useTranslations('review');
  const group = t('group');
  const index = queue.findIndex(({ id }) => id === selectedId);
  const step = (by: 1 | -1): Command['run'] => {
    const target = queue[index + by];
    return () => {
      if (target !== undefined) go(target.id);
    };
  };
  const decidable = isReady && proposal?.status === 'pending' ? proposal : null;
  const decide = (act: (item: Proposal) => void): Command['run'] => {
    return () => {
      if (decidable !== null) act(decidable);
    };
  };
  const canUndo = decisions.undoLabel !== null && (isReady || (selectedId === null && !decisions.isPending));
  const canDecide = decidable !== null;
  const commands: ReviewCommands = {
    approve: {
      id: 'review.approve',
      label: t('approve'),
      group,
      keys: 'a',
      enabled: canDecide,
      run: decide((item) => decisions.approve(item)),
    },
    reject: {
      id: 'review.reject',
      label: t('reject'),
      group,
      keys: 'x',
      enabled: canDecide,
      run: decide(askReason),
    },
    next: {
      id: 'review.next',
      label: t('next'),
      group,
      keys: 'j',
      enabled: index < queue.length - 1,
      run: step(1),
    },
    previous: { id: 'review.previous', label: t('previous'), group, keys: 'k', enabled: index > 0, run: step(-1) },
    undo: {
      id: 'review.undo',
      label: t('undo'),
      group,
      keys: 'Backspace',
      enabled: canUndo,
      run: () => decisions.undo(),
    },
  };
  // The other way to undo means the same here: it never goes past the decisions (an import is taken back in the journal).
  const byModifier = { ...commands.undo, id: 'review.undo.modifier', keys: '$mod+z' };
  useCommands('review', [...Object.values(commands), byModifier]);
  return commands;
}
