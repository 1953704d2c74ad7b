import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import type { Turn } from '../../shared/contract/index.ts';
import { baseName } from './format.ts';
import { foreignString } from './foreign-marks.ts';

/** What undo would take back, or redo do again, in a few words; empty when there is nothing. */
export function useTurnWords(): (turn: Turn | null) => string {
  const t = useTranslations('common');
  return useCallback(
    (turn) => {
      if (turn === null) return '';
      const isFile = turn.kind === 'sources-imported' || turn.kind === 'source-unlearned';
      const about = foreignString(isFile ? baseName(turn.about) : turn.about);
      return t(`turns.${turn.kind}`, { about, count: turn.count });
    },
    [t],
  );
}
