import { Sparkles } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useSampleMemory } from '../client/index.ts';
import { Button } from './button.tsx';
import { OuterProgress } from './outer-progress.tsx';
import { Progress, ReportText, useErrorReport } from './states.tsx';

/** One click to the sample memory, with progress and cancel while it is built. */
export function SampleOffer({ variant = 'default' }: { readonly variant?: 'default' | 'primary' }) {
  const t = useTranslations('app');
  const common = useTranslations('common');
  const reportOfError = useErrorReport();
  const sample = useSampleMemory();
  const report = sample.error === null ? null : reportOfError(sample.error);
  if (sample.isRunning) {
    const { progress } = sample;
    const share = progress === null || progress.bytes === 0 ? null : progress.bytesDone / progress.bytes;
    return (
      <output className="sample-progress stack-tight">
        <span>{progress === null ? t('welcome.sampleBuilding') : t(`stages.${progress.stage}`)}</span>
        <span className="small muted">
          {t('welcome.sampleCount', {
            files: progress?.filesDone ?? 0,
            of: progress?.files ?? 0,
            trajectories: progress?.trajectories ?? 0,
          })}
        </span>
        <OuterProgress share={progress?.stage === 'reading' ? share : null} />
        <Progress label={t('welcome.sampleBuilding')} share={progress?.stage === 'reading' ? share : null} />
        <Button size="small" onClick={() => sample.cancel()}>
          {common('cancel')}
        </Button>
      </output>
    );
  }
  return (
    <div className="stack-tight">
      <Button variant={variant} icon={<Sparkles size={16} aria-hidden />} onClick={() => sample.open()}>
        {t('welcome.sample')}
      </Button>
      {report === null ? null : (
        <div className="field-error" role="alert">
          <ReportText report={report} without={['kept']} />
        </div>
      )}
    </div>
  );
}
