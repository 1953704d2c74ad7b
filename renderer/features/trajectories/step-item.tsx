import { memo } from 'react';
import { useTranslations } from 'use-intl';
import type { Step } from '../../../shared/model/index.ts';
import { hrefOf } from '../../state/index.ts';
import { ForeignText, OutcomeMark } from '../../ui/index.ts';
import { ClippedText } from './clipped-text.tsx';
import { actionText, type SpanOf } from './steps.ts';

export interface StepItemProps {
  readonly trajectoryId: string;
  readonly step: Step;
  readonly index: number;
  readonly span: SpanOf | null;
  /** The step that the address names. */
  readonly isTarget: boolean;
  readonly needle: string;
  readonly place: { readonly at: number; readonly of: number };
}

export const StepItem = memo(function StepItem({
  trajectoryId,
  step,
  index,
  span,
  isTarget,
  needle,
  place,
}: StepItemProps) {
  const t = useTranslations('trajectories');
  const isFirst = span?.segment.from === index;
  const isLast = span !== null && span.segment.to === index + 1;
  return (
    <article
      className="reader-step"
      data-target={isTarget ? '' : undefined}
      aria-current={isTarget ? 'step' : undefined}
      aria-posinset={place.at}
      aria-setsize={place.of}
      aria-label={t('step', { index })}
    >
      <span
        className="reader-band"
        data-outcome={span === null ? 'none' : (span.evidence?.outcome ?? 'uncounted')}
        data-first={isFirst ? '' : undefined}
        data-last={isLast ? '' : undefined}
      />
      <div className="reader-body">
        {isFirst && span !== null ? <SpanHead span={span} /> : null}
        <div className="reader-line">
          <a
            className="reader-number"
            href={hrefOf({ view: 'trajectory', id: trajectoryId, params: { step: String(index) } })}
            aria-label={t('stepLink', { index })}
          >
            {index}
          </a>
          <div className="stack-tight grow">
            {step.thought === undefined || step.thought === '' ? null : (
              <div className="reader-thought">
                <span className="sr-only">{t('thought')}: </span>
                <ClippedText text={step.thought} needle={needle} />
              </div>
            )}
            <div className="reader-action">
              <span className="sr-only">{t('action')}: </span>
              <ActionText step={step} needle={needle} />
            </div>
            <div className="reader-observation">
              <span className="sr-only">{t('observation')}: </span>
              {step.observation === '' ? (
                <span className="muted">{t('nothingSeen')}</span>
              ) : (
                <ClippedText text={step.observation} needle={needle} />
              )}
            </div>
            {step.reward === undefined ? null : (
              <span className="small muted">{t('reward', { reward: step.reward })}</span>
            )}
          </div>
        </div>
        {isLast && span !== null ? <SpanFoot span={span} /> : null}
      </div>
    </article>
  );
});

function ActionText({ step, needle }: { readonly step: Step; readonly needle: string }) {
  const t = useTranslations('trajectories');
  const text = actionText(step.action);
  return text === '' ? <span className="muted">{t('emptyAction')}</span> : <ClippedText text={text} needle={needle} />;
}

/** What the span is: its procedure, and how it was counted. */
function SpanHead({ span: { segment, procedure, evidence } }: { readonly span: SpanOf }) {
  const t = useTranslations('trajectories');
  const common = useTranslations('common');
  const bindings = Object.entries(segment.bindings);
  return (
    <div className="reader-span-head">
      {segment.procedureId === null || procedure === null ? (
        <span>{segment.description === '' ? t('noProcedure') : <ForeignText text={segment.description} />}</span>
      ) : (
        <a href={hrefOf({ view: 'procedure', id: segment.procedureId })}>
          <ForeignText text={procedure} />
        </a>
      )}
      {evidence === null ? (
        <span className="muted">{t('notCounted')}</span>
      ) : (
        <span className="row">
          <OutcomeMark outcome={evidence.outcome} short />
          <span>
            {t('counted', { outcome: common(evidence.outcome).toLowerCase(), rule: t(`rules.${evidence.rule}`) })}
            {', '}
            {t('phi', { truth: t(`truth.${evidence.phi}`) })}
          </span>
        </span>
      )}
      {bindings.length === 0 ? null : (
        <span className="muted mono">
          <ForeignText text={bindings.map(([name, value]) => `${name} = ${value}`).join(', ')} />
        </span>
      )}
    </div>
  );
}

const knownReasons = ['effect', 'found', 'focus', 'entropy', 'refused', 'shift', 'end'] as const;

/** Why the span ends here. A reason that is not known to the interface is shown as the engine names it. */
function SpanFoot({ span: { segment } }: { readonly span: SpanOf }) {
  const t = useTranslations('trajectories');
  if (segment.reasons.length === 0) return null;
  const reasons = segment.reasons.map((reason) => {
    const known = knownReasons.find((name) => name === reason);
    return known === undefined ? reason : t(`reason.${known}`);
  });
  return <div className="reader-span-foot small muted">{t('reasons', { reasons: reasons.join(', ') })}</div>;
}
