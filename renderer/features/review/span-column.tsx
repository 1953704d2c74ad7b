import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Span } from '../../../shared/contract/index.ts';
import { hrefOf } from '../../state/index.ts';
import { Button, OutcomeMark } from '../../ui/index.ts';

export interface SpanColumnProps {
  readonly side: 'success' | 'failure';
  readonly spans: readonly Span[];
}

/** How many spans are in sight before a person asks for more, and how much of a text. */
const atFirst = 3;
const textLength = 280;

/** The spans of one side, each step a link to its place in the trajectory. */
export function SpanColumn({ side, spans }: SpanColumnProps) {
  const t = useTranslations('review');
  const [shown, setShown] = useState(atFirst);
  return (
    <div className="review-spans stack">
      <h3 className="row">
        <OutcomeMark outcome={side} short />
        {t(side === 'success' ? 'successSpans' : 'failureSpans', { count: spans.length })}
      </h3>
      {spans.slice(0, shown).map((span) => (
        <SpanCard key={span.evidence.id} span={span} />
      ))}
      {spans.length > shown ? (
        <Button size="small" onClick={() => setShown(spans.length)}>
          {t('moreSpans', { count: spans.length - shown })}
        </Button>
      ) : null}
    </div>
  );
}

function SpanCard({ span }: { readonly span: Span }) {
  const t = useTranslations('review');
  const common = useTranslations('common');
  const { evidence } = span;
  const hrefOfStep = (step: number): string =>
    hrefOf({ view: 'trajectory', id: evidence.trajectoryId, params: { step: String(step) } });
  const last = evidence.to - 1;
  return (
    <article className="review-span">
      <header className="review-span-head">
        <a href={hrefOfStep(evidence.from)}>{span.title === '' ? span.goal : span.title}</a>
        <span className="small muted">
          {last <= evidence.from
            ? t('spanStep', { from: evidence.from })
            : t('spanSteps', { from: evidence.from, to: last })}
          {' · '}
          {t('wholeEpisode', { outcome: common(evidence.episode) })}
        </span>
        {span.title === '' ? null : <span className="small">{span.goal}</span>}
      </header>
      {span.steps.length === 0 ? <p className="small muted">{t('noSteps')}</p> : null}
      <ol className="review-span-steps">
        {span.steps.map((step) => (
          <li key={step.index}>
            <a
              className="review-step-number"
              href={hrefOfStep(step.index)}
              aria-label={t('openStep', { index: step.index })}
            >
              {step.index}
            </a>
            <div className="stack-tight">
              <code className="review-action">{clip(step.action)}</code>
              {step.observation === '' ? null : (
                <span className="small muted review-observation">{clip(step.observation)}</span>
              )}
            </div>
          </li>
        ))}
      </ol>
    </article>
  );
}

function clip(text: string): string {
  return text.length <= textLength ? text : `${text.slice(0, textLength)}…`;
}
