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
  const undoing = useDecision(() => client.memory.undo(), { done: t('undone', { label: wordsOf(memory.undo) }) });
  const redoing = useDecision(() => client.memory.redo(), { done: t('redone', { label: wordsOf(memory.redo) }) });
  const closing = useMutation({
    mutationFn: () => client.memory.close(),
    meta: { done: t('memoryClosed') },
    onSettled: refresh,
  });
  const isBusy = undoing.isPending || redoing.isPending || closing.isPending;
  const canUndo = memory.undo !== null && !isBusy;
  const canRedo = memory.redo !== null && !isBusy;
  const { mutate: undo } = undoing;
  const { mutate: redo } = redoing;
  const { mutate: close } = closing;
  return useMemo(
    () => ({ canUndo, canRedo, undo: () => undo(undefined), redo: () => redo(undefined), close: () => close() }),
    [canUndo, canRedo, undo, redo, close],
  );
}
