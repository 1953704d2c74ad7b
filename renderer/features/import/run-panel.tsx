import { useTranslations } from 'use-intl';
import {
  baseName,
  Button,
  Card,
  EmptyState,
  ErrorState,
  foreignString,
  ForeignText,
  formatBytes,
  OuterProgress,
  Progress,
} from '../../ui/index.ts';
import { useImportStore, type Progress as ImportProgress, type Run } from './import-store.ts';
import { useImport } from './use-import.ts';

/** An import under way: stage, file, counts, rate, time left, and the way out. */
export function RunningPanel({ run }: { readonly run: Extract<Run, { kind: 'running' }> }) {
  const t = useTranslations('import');
  const app = useTranslations('app');
  const { cancelRun } = useImport();
  const { progress, isCancelling } = run;
  const stage = progress === null ? t('running') : app(`stages.${progress.stage}`);
  return (
    <Card title={t('running')}>
      <div className="stack" aria-live="polite">
        <strong>{isCancelling ? t('cancelling') : stage}</strong>
        <Progress label={stage} share={progress === null ? null : shareOf(progress)} />
        {progress === null ? null : <Figures progress={progress} />}
        <div className="row-wrap">
          <Button onClick={cancelRun} disabled={isCancelling}>
            {t('cancel')}
          </Button>
          <span className="small muted">{t('cancelNote')}</span>
        </div>
      </div>
    </Card>
  );
}

/** An import goes on in every view: its share stands where the window is told of. */
export function RunProgress() {
  const run = useImportStore((state) => state.run);
  if (run.kind !== 'running') return null;
  return <OuterProgress share={run.progress === null ? null : shareOf(run.progress)} />;
}

/** The bytes tell how far the reading is; what comes after has no measure of its own. */
function shareOf({ stage, bytes, bytesDone }: ImportProgress): number | null {
  return stage === 'reading' && bytes > 0 ? bytesDone / bytes : null;
}

function Figures({ progress }: { readonly progress: ImportProgress }) {
  const t = useTranslations('import');
  const common = useTranslations('common');
  const { file, files, filesDone, bytes, bytesDone, trajectories, rejected, rate, secondsLeft } = progress;
  const left = secondsLeft === null ? null : Math.max(1, Math.round(secondsLeft));
  return (
    <div className="stack-tight">
      {file === null ? null : (
        <span className="truncate mono small" title={foreignString(file)}>
          <ForeignText text={baseName(file)} />
        </span>
      )}
      <p className="row-wrap import-figures">
        <span>{t('progressFiles', { done: filesDone, total: files })}</span>
        <span>{t('progressBytes', { done: formatBytes(bytesDone), total: formatBytes(bytes) })}</span>
        <span>{t('progressTrajectories', { count: trajectories })}</span>
        {rejected === 0 ? null : <span className="import-warning">{t('rejectedCount', { count: rejected })}</span>}
        {rate === null ? null : <span>{common('ratePerSecond', { rate: Math.round(rate) })}</span>}
        {left === null ? null : (
          <span>
            {left < 90
              ? common('timeLeft', { seconds: left })
              : common('minutesLeft', { minutes: Math.round(left / 60) })}
          </span>
        )}
      </p>
    </div>
  );
}

/** An import that ended without its report: cancelled, or failed. The files are still there. */
export function StoppedPanel({ run }: { readonly run: Extract<Run, { kind: 'cancelled' | 'failed' }> }) {
  const t = useTranslations('import');
  const back = (
    <Button variant="primary" onClick={() => useImportStore.setState({ run: { kind: 'none' } })}>
      {t('back')}
    </Button>
  );
  if (run.kind === 'cancelled') return <EmptyState title={t('cancelled')} body={t('cancelledBody')} actions={back} />;
  return (
    <div className="stack">
      <h2>{t('failed')}</h2>
      <ErrorState error={run.error} actions={back} />
    </div>
  );
}
