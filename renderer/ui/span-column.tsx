import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Span } from '../../shared/contract/index.ts';
import { Button } from './button.tsx';
import { foreignString } from './foreign-marks.ts';
import { ForeignText } from './foreign-text.tsx';
import { OutcomeMark } from './marks.tsx';
import './span-column.css';

export interface SpanColumnProps {
  readonly side: 'success' | 'failure';
  readonly spans: readonly Span[];
  /** What success means here: the outcome of the whole episode, or what was counted for this procedure. */
  readonly counts: 'episode' | 'execution';
  /** Spans in sight before a person asks for more. */
  readonly atFirst: number;
  /** Address of a step: of the step `index` in the trajectory `id`. */
  hrefAt(id: string, index: number): string;
}

/** Characters of a text before it is cut; the whole of it is one click away. */
const longest = 320;

/** The spans of one side of a comparison, each step a link to its place in the trajectory. */
export function SpanColumn({ side, spans, counts, atFirst, hrefAt }: SpanColumnProps) {
  const t = useTranslations('spans');
  const [shown, setShown] = useState(atFirst);
  return (
    <section className="spans stack" data-side={side} aria-label={t(`of.${side}`)}>
      <h3 className="row">
        <OutcomeMark outcome={side} short />
        {t(`${counts}.${side}`, { count: spans.length })}
      </h3>
      {spans.slice(0, shown).map((span) => (
        <SpanCard key={span.evidence.id} span={span} hrefAt={hrefAt} />
      ))}
      {spans.length > shown ? (
        <Button size="small" onClick={() => setShown(spans.length)}>
          {t('more', { count: spans.length - shown })}
        </Button>
      ) : null}
    </section>
  );
}

function SpanCard({ span, hrefAt }: { readonly span: Span; readonly hrefAt: SpanColumnProps['hrefAt'] }) {
  const t = useTranslations('spans');
  const common = useTranslations('common');
  const { evidence, goal, title, steps } = span;
  const name = title === '' ? goal : title;
  const last = evidence.to - 1;
  return (
    <article className="span-card">
      <header className="span-head">
        <div className="row">
          <a
            className="truncate"
            href={hrefAt(evidence.trajectoryId, evidence.from)}
            aria-label={t('open', { title: foreignString(name) })}
            title={foreignString(name)}
          >
            <ForeignText text={name} />
          </a>
          <span className="grow" />
          <span className="small muted span-place">
            {last <= evidence.from ? t('step', { from: evidence.from }) : t('steps', { from: evidence.from, to: last })}
          </span>
        </div>
        {title === '' ? null : (
          <div className="small">
            <ForeignText text={goal} />
          </div>
        )}
        <div className="small muted">
          {t('why', {
            outcome: common(evidence.outcome).toLowerCase(),
            rule: t(`rules.${evidence.rule}`),
            phi: t(`truths.${evidence.phi}`),
            episode: common(evidence.episode).toLowerCase(),
            wentOn: evidence.wentOn ? 'yes' : 'no',
            explained: evidence.explained ? 'yes' : 'no',
          })}
        </div>
      </header>
      {steps.length === 0 ? <p className="small muted span-none">{t('noSteps')}</p> : null}
      <ol className="span-steps">
        {steps.map((step) => (
          <li key={step.index}>
            <a href={hrefAt(evidence.trajectoryId, step.index)} aria-label={t('openStep', { index: step.index })}>
              {step.index}
            </a>
            <div className="stack-tight">
              <code>
                <Clipped text={step.action} />
              </code>
              {step.observation === '' ? null : (
                <span className="small muted">
                  <Clipped text={step.observation} />
                </span>
              )}
            </div>
          </li>
        ))}
      </ol>
    </article>
  );
}

function Clipped({ text }: { readonly text: string }) {
  const t = useTranslations('spans');
  if (text.length <= longest) return <ForeignText text={text} />;
  return (
    <>
      <ForeignText text={text.slice(0, longest)} />
      <span title={t('clipped', { count: text.length - longest })}>…</span>
    </>
  );
}
