import { useTranslations } from 'use-intl';
import type { FoundFile } from './import-store.ts';

/** Counts of a file as figures; a count of zero stays in sight, because it is an answer. */
export function FileCounts({ preview }: Pick<FoundFile, 'preview'>) {
  const t = useTranslations('import');
  const { trajectories, success, failure, unknown, steps, rejected } = preview;
  return (
    <p className="row-wrap">
      <strong>{t('counts', { trajectories })}</strong>
      <span>{t('outcomes', { success, failure, unknown })}</span>
      <span className="muted">{t('steps', { count: steps })}</span>
      {rejected.length === 0 ? null : (
        <span className="import-warning">{t('rejectedCount', { count: rejected.length })}</span>
      )}
    </p>
  );
}
