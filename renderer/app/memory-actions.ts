import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { MemoryInfo } from '../../shared/contract/index.ts';
import { useApi, useDecision, useRefreshMemory } from '../client/index.ts';
import { useTurnWords } from '../ui/index.ts';

export interface MemoryActions {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  undo(): void;
  redo(): void;
  close(): void;
}

/** What can be done to the open memory from everywhere. */
export function useMemoryActions(memory: MemoryInfo): MemoryActions {
  const t = useTranslations('app');
  const { client } = useApi();
  const refresh = useRefreshMemory();
  const wordsOf = useTurnWords();
  // What is shown is what is meant: in another window the memory may have gone on.
  const undoing = useDecision((seq: number) => client.memory.undo({ seq }), {
    done: t('undone', { label: wordsOf(memory.undo) }),
  });
  const redoing = useDecision((seq: number) => client.memory.redo({ seq }), {
    done: t('redone', { label: wordsOf(memory.redo) }),
  });
  const closing = useMutation({
    mutationFn: () => client.memory.close(),
    meta: { done: t('memoryClosed') },
    onSettled: refresh,
  });
  const isBusy = undoing.isPending || redoing.isPending || closing.isPending;
  const toUndo = isBusy ? null : (memory.undo?.seq ?? null);
  const toRedo = isBusy ? null : (memory.redo?.seq ?? null);
  const { mutate: undo } = undoing;
  const { mutate: redo } = redoing;
  const { mutate: close } = closing;
  return useMemo(
    () => ({
      canUndo: toUndo !== null,
      canRedo: toRedo !== null,
      undo: () => (toUndo === null ? undefined : undo(toUndo)),
      redo: () => (toRedo === null ? undefined : redo(toRedo)),
      close: () => close(),
    }),
    [toUndo, toRedo, undo, redo, close],
  );
}
