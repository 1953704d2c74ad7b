import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { ProcedureBody, Proposal } from '../../../shared/model/index.ts';
import { useApi, useDecision, useMemory } from '../../client/index.ts';
import { useNotify, useTurnWords } from '../../ui/index.ts';

/** What is decided on one proposal. */
export type Act =
  | { readonly kind: 'approve' }
  | { readonly kind: 'edit'; readonly body: ProcedureBody }
  | { readonly kind: 'reject'; readonly reason: string }
  | { readonly kind: 'defer' };

export interface Decisions {
  readonly isPending: boolean;
  /** What went wrong with the last decision; null when it was made. */
  readonly error: Error | null;
  /** The words for the decision that `undo` takes back; null when the last change of the memory is no decision. */
  readonly undoLabel: string | null;
  decide(proposal: Proposal, act: Act): void;
  undo(): void;
}

/** Calls when a decision was made (`onDecided`), and with the proposal that an undo brought back (`onReturned`). */
export interface DecisionListeners {
  onDecided(proposal: Proposal): void;
  onReturned(proposalId: string): void;
}

const doneWords = { approve: 'approved', edit: 'edited', reject: 'rejected', defer: 'deferred' } as const;

/** One decision at a time, and undo. Undo takes back decisions only, never an import or a setting. */
export function useDecisions({ onDecided, onReturned }: DecisionListeners): Decisions {
  const t = useTranslations('review');
  const { client } = useApi();
  const notify = useNotify();
  const last = useLastDecision();
  const isBusy = useRef(false);
  const deciding = useDecision(
    ({ proposal: { id }, act }: { readonly proposal: Proposal; readonly act: Act }) => {
      switch (act.kind) {
        case 'approve':
          return client.review.approve({ id });
        case 'edit':
          return client.review.approve({ id, body: act.body });
        case 'reject':
          return client.review.reject({ id, reason: act.reason });
        case 'defer':
          return client.review.defer({ id });
      }
    },
    { quiet: true },
  );
  const undoing = useDecision((seq: number) => client.memory.undo({ seq }), { quiet: true });

  /** Two presses of a key are two events before React has drawn once: the ref is the lock. */
  const once = async (work: () => Promise<void>): Promise<void> => {
    if (isBusy.current) return;
    isBusy.current = true;
    deciding.reset();
    undoing.reset();
    try {
      await work();
    } catch {
      // The mutation holds the error; the card shows it.
    } finally {
      isBusy.current = false;
    }
  };
  return {
    isPending: deciding.isPending || undoing.isPending,
    error: deciding.error ?? undoing.error,
    undoLabel: last?.label ?? null,
    decide: (proposal, act) =>
      void once(async () => {
        await deciding.mutateAsync({ proposal, act });
        notify({ title: t(doneWords[act.kind], { title: proposal.title }) });
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
  const wordsOf = useTurnWords();
  const turn = useMemory()?.undo ?? null;
  const events = useQuery(query.memory.events.queryOptions());
  const change = events.data?.find((event) => event.seq === turn?.seq)?.change;
  if (turn === null || change === undefined || !('proposalId' in change)) return null;
  return { seq: turn.seq, label: wordsOf(turn), proposalId: change.proposalId };
}
