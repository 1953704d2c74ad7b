import { useTranslations } from 'use-intl';
import type { ModelProgress } from '../../../shared/contract/index.ts';
import {
  Button,
  formatBytes,
  formatCount,
  OuterProgress,
  Progress,
  ReportText,
  useErrorReport,
} from '../../ui/index.ts';
import type { ModelChange } from './model-change.ts';

export interface ModelChangePanelProps {
  readonly change: ModelChange;
  onCancel(): void;
}

/** How far the change of model is, with a way out; or how it ended. */
export function ModelChangePanel({ change, onCancel }: ModelChangePanelProps) {
  const t = useTranslations('settings');
  const report = useErrorReport()(change.kind === 'failed' ? change.error : null);
  switch (change.kind) {
    case 'none':
      return null;
    case 'running': {
      const { id, progress, isCancelling } = change;
      const label = t('model.changing', { id });
      const share = progress === null || progress.total === 0 ? null : progress.done / progress.total;
      return (
        <output className="settings-change stack-tight" aria-busy="true">
          <strong>{label}</strong>
          <OuterProgress share={progress?.stage === 'learning' ? null : share} />
          <Progress label={label} share={progress?.stage === 'learning' ? null : share} />
          <span className="small muted">{isCancelling ? t('model.cancelling') : <Detail progress={progress} />}</span>
          <span className="small muted">{t('model.meanwhile')}</span>
          <span>
            <Button disabled={isCancelling} onClick={onCancel}>
              {t('model.cancel')}
            </Button>
          </span>
        </output>
      );
    }
    case 'done':
      return <output className="settings-change">{t('model.done', { id: change.id })}</output>;
    case 'cancelled':
      return <output className="settings-change">{t('model.cancelled', { id: change.id })}</output>;
    case 'failed':
      return (
        <p className="settings-change field-error" role="alert">
          {report === null ? null : <ReportText report={report} />}
        </p>
      );
  }
}

function Detail({ progress }: { readonly progress: ModelProgress | null }) {
  const t = useTranslations('settings');
  if (progress === null) return t('model.stages.starting');
  const { stage, file, done, total, rate, secondsLeft } = progress;
  const show = stage === 'download' ? formatBytes : formatCount;
  const counts = total === 0 ? '' : t('model.counts', { done: show(done), total: show(total) });
  const pace = rate === null || stage === 'learning' ? '' : t('model.pace', { rate: show(Math.round(rate)) });
  const left = secondsLeft === null || stage === 'learning' ? '' : t('model.left', { seconds: Math.ceil(secondsLeft) });
  return [t(`model.stages.${stage}`), file, counts, pace, left].filter(Boolean).join(' · ');
}
