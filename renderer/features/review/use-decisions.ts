import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { ProcedureBody } from '../../../shared/model/index.ts';
import { useApi, useDecision, useMemory } from '../../client/index.ts';
import { currentRoute } from '../../state/index.ts';
import { useNotify, useTurnWords } from '../../ui/index.ts';
import { isSamePlace } from './queue.ts';

/** What is decided on one proposal. */
export type Act =
  | { readonly kind: 'approve' }
  | { readonly kind: 'edit'; readonly body: ProcedureBody }
  | { readonly kind: 'reject'; readonly reason: string }
  | { readonly kind: 'defer' }
  | { readonly kind: 'release'; readonly reason: string };

/** What is decided on: a proposal, or an item that is held back. */
export interface Decided {
  readonly id: string;
  readonly title: string;
}

export interface Decisions {
  readonly isPending: boolean;
  /** What went wrong with the last decision; null when it was made. */
  readonly error: Error | null;
  /** The words for the decision that `undo` takes back; null when the last change of the memory is no decision. */
  readonly undoLabel: string | null;
  decide(target: Decided, act: Act): void;
  undo(): void;
}

/** Calls when a decision was made (`onDecided`), and with the proposal that an undo brought back (`onReturned`). */
export interface DecisionListeners {
  /** `isThere`: the person is still where they pressed; a rebuild takes time, and whoever went elsewhere stays there. */
  onDecided(target: Decided, act: Act, isThere: boolean): void;
  /** Null: something was released that is held back again. Not called when the person went elsewhere. */
  onReturned(proposalId: string | null): void;
}

const doneWords = {
  approve: 'approved',
  edit: 'edited',
  reject: 'rejected',
  defer: 'deferred',
  release: 'released',
} as const;

/** One decision at a time, and undo. Undo takes back decisions only, never an import or a setting. */
export function useDecisions({ onDecided, onReturned }: DecisionListeners): Decisions {
  const t = useTranslations('review');
  const { client } = useApi();
  const notify = useNotify();
  const last = useLastDecision();
  const isBusy = useRef(false);
  const deciding = useDecision(
    ({ target: { id }, act }: { readonly target: Decided; readonly act: Act }) => {
      switch (act.kind) {
        case 'approve':
          return client.review.approve({ id });
        case 'edit':
          return client.review.approve({ id, body: act.body });
        case 'reject':
          return client.review.reject({ id, reason: act.reason });
        case 'defer':
          return client.review.defer({ id });
        case 'release':
          return client.review.release({ id, reason: act.reason });
      }
    },
    { quiet: true },
  );
  const undoing = useDecision((seq: number) => client.memory.undo({ seq }), { quiet: true });

  /** Two presses of a key are two events before React has drawn once: the ref is the lock. */
  const once = async (work: (isThere: () => boolean) => Promise<void>): Promise<void> => {
    if (isBusy.current) return;
    isBusy.current = true;
    deciding.reset();
    undoing.reset();
    const from = currentRoute();
    try {
      await work(() => isSamePlace(from, currentRoute()));
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
    decide: (target, act) =>
      void once(async (isThere) => {
        await deciding.mutateAsync({ target, act });
        notify({ title: t(doneWords[act.kind], { title: target.title }) });
        onDecided(target, act, isThere());
      }),
    undo: () => {
      if (last === null) return;
      void once(async (isThere) => {
        await undoing.mutateAsync(last.seq);
        notify({ title: t('undone', { label: last.label }) });
        if (isThere()) onReturned(last.proposalId);
      });
    },
  };
}

interface LastDecision {
  readonly seq: number;
  readonly label: string;
  /** Null for a release: it names what it let through by its words. */
  readonly proposalId: string | null;
}

/** The last change of the memory when it is a decision of this desk: the only thing that undo means here. */
function useLastDecision(): LastDecision | null {
  const { query } = useApi();
  const wordsOf = useTurnWords();
  const turn = useMemory()?.undo ?? null;
  const events = useQuery(query.memory.events.queryOptions());
  const change = events.data?.find((event) => event.seq === turn?.seq)?.change;
  if (turn === null || change === undefined) return null;
  if (!('proposalId' in change) && change.kind !== 'quarantine-released') return null;
  return { seq: turn.seq, label: wordsOf(turn), proposalId: 'proposalId' in change ? change.proposalId : null };
}
