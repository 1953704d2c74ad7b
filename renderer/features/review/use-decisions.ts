import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { Proposal } from '../../../shared/model/index.ts';
import { useApi, useDecision, useMemory } from '../../client/index.ts';
import { useNotify } from '../../ui/index.ts';

export interface Decisions {
  readonly isPending: boolean;
  /** What went wrong with the last decision; null when it was made. */
  readonly error: Error | null;
  /** The words for the decision that `undo` takes back; null when the last change of the memory is no decision. */
  readonly undoLabel: string | null;
  approve(proposal: Proposal): void;
  reject(proposal: Proposal, reason: string): void;
  undo(): void;
  clearError(): void;
}

/** Calls when a decision was made (`onDecided`), and with the proposal that an undo brought back (`onReturned`). */
export interface DecisionListeners {
  onDecided(proposal: Proposal): void;
  onReturned(proposalId: string): void;
}

/** Approve, reject and undo, one at a time. Undo takes back decisions only, never an import or a setting. */
export function useDecisions({ onDecided, onReturned }: DecisionListeners): Decisions {
  const t = useTranslations('review');
  const { client } = useApi();
  const notify = useNotify();
  const last = useLastDecision();
  const isBusy = useRef(false);
  const approving = useDecision((proposal: Proposal) => client.review.approve({ id: proposal.id }), { quiet: true });
  const rejecting = useDecision(
    ({ proposal, reason }: { readonly proposal: Proposal; readonly reason: string }) =>
      client.review.reject({ id: proposal.id, reason }),
    { quiet: true },
  );
  const undoing = useDecision((seq: number) => client.memory.undo({ seq }), { quiet: true });

  /** Two presses of a key are two events before React has drawn once: the ref is the lock. */
  const once = async (work: () => Promise<void>): Promise<void> => {
    if (isBusy.current) return;
    isBusy.current = true;
    clearError();
    try {
      await work();
    } catch {
      // The mutation holds the error; the card shows it.
    } finally {
      isBusy.current = false;
    }
  };
  const clearError = (): void => {
    approving.reset();
    rejecting.reset();
    undoing.reset();
  };
  return {
    isPending: approving.isPending || rejecting.isPending || undoing.isPending,
    error: approving.error ?? rejecting.error ?? undoing.error,
    undoLabel: last?.label ?? null,
    clearError,
    approve: (proposal) =>
      void once(async () => {
        await approving.mutateAsync(proposal);
        notify({ title: t('approved', { title: proposal.title }) });
        onDecided(proposal);
      }),
    reject: (proposal, reason) =>
      void once(async () => {
        await rejecting.mutateAsync({ proposal, reason });
        notify({ title: t('rejected', { title: proposal.title }) });
        onDecided(proposal);
      }),
    undo: () => {
      if (last === null) return;
      void once(async () => {
        await undoing.mutateAsync(last.seq);
        notify({ title: t('undone', { label: last.label }) });
        onReturned(last.proposalId);
      });
    },
  };
}

/** The last change of the memory when it is a decision on a proposal: the only thing that undo means on this desk. */
function useLastDecision(): { readonly seq: number; readonly label: string; readonly proposalId: string } | null {
  const { query } = useApi();
  const turn = useMemory()?.undo ?? null;
  const events = useQuery(query.memory.events.queryOptions());
  const change = events.data?.find((event) => event.seq === turn?.seq)?.change;
  if (turn === null || (change?.kind !== 'proposal-approved' && change?.kind !== 'proposal-rejected')) return null;
  return { ...turn, proposalId: change.proposalId };
}
