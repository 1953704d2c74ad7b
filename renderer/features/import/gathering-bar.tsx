import { useTranslations } from 'use-intl';
import { baseName, Button, foreignString, Progress, ReportText, useErrorReport } from '../../ui/index.ts';
import { useImportStore } from './import-store.ts';
import { useImport } from './use-import.ts';

/** What is copied to the host or looked at now, with the way to stop; and why the last one could not be. */
export function GatheringBar() {
  const t = useTranslations('import');
  const gathering = useImportStore((state) => state.gathering);
  const error = useImportStore((state) => state.error);
  const { stopGathering } = useImport();
  const report = useErrorReport()(error);
  if (gathering === null && error === null) return null;
  return (
    <div className="stack" aria-live="polite">
      {gathering === null ? null : (
        <div className="import-gathering">
          <div className="stack-tight grow">
            <span className="truncate">
              {gathering.episodes === null && gathering.share !== null
                ? t('uploading', { name: foreignString(gathering.name) })
                : t('looking', { name: foreignString(baseName(gathering.name)) })}
              {gathering.total > 1 && gathering.episodes === null
                ? ` · ${t('uploadingCount', { done: gathering.done, total: gathering.total })}`
                : ''}
            </span>
            {gathering.episodes === null ? null : (
              <span className="small muted import-figures">
                {t('lookProgress', { done: gathering.done, total: gathering.total, episodes: gathering.episodes })}
              </span>
            )}
            <Progress label={t('looking', { name: foreignString(baseName(gathering.name)) })} share={gathering.share} />
          </div>
          <Button size="small" onClick={stopGathering}>
            {t('cancelLook')}
          </Button>
        </div>
      )}
      {error === null || report === null ? null : (
        <div className="import-error" role="alert">
          <strong>{t('addFailed')}</strong> <ReportText report={report} />
        </div>
      )}
    </div>
  );
}
