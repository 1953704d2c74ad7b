import { useTranslations } from 'use-intl';
import type { Asking } from '../client/index.ts';
import { Button } from './button.tsx';
import { Progress, ReportText, useErrorReport } from './states.tsx';

export interface AskingStateProps {
  readonly asking: Asking<unknown>;
  onCancel(): void;
}

/** How far a question to the reasoner is, with a way out; or why it came to nothing. Nothing for one that is answered. */
export function AskingState({ asking, onCancel }: AskingStateProps) {
  const t = useTranslations('reasoner');
  const report = useErrorReport()(asking.kind === 'failed' ? asking.error : null);
  switch (asking.kind) {
    case 'idle':
    case 'done':
      return null;
    case 'cancelled':
      return <output className="small muted">{t('cancelled')}</output>;
    case 'failed':
      return (
        <p className="field-error" role="alert">
          {report === null ? '' : <ReportText report={report} />}
        </p>
      );
    case 'running': {
      const { progress } = asking;
      return (
        <output className="stack-tight" aria-busy="true">
          <Progress label={t('asking')} share={null} />
          <span className="row-wrap small muted">
            <span>{t('asking')}</span>
            {progress === null ? null : (
              <span>
                {t('characters', { count: progress.characters })}
                {progress.attempt > 1 ? ` · ${t('attempt', { attempt: progress.attempt })}` : ''}
                {progress.waits ? ` · ${t('waits')}` : ''}
              </span>
            )}
            <Button size="small" onClick={onCancel}>
              {t('cancel')}
            </Button>
          </span>
        </output>
      );
    }
  }
}
