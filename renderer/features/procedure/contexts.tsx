import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ProcedureDetail, Span } from '../../../shared/contract/index.ts';
import { hrefOf } from '../../state/index.ts';
import { Button, OutcomeMark } from '../../ui/index.ts';

/** Success and failure contexts side by side, each step one click away from its trajectory. */
export function Contexts({ detail }: { readonly detail: ProcedureDetail }) {
  const t = useTranslations('procedure');
  return (
    <div className="stack">
      <p className="muted">{t('contexts.note')}</p>
      <div className="contexts">
        <Side outcome="success" spans={detail.success} />
        <Side outcome="failure" spans={detail.failure} />
      </div>
    </div>
  );
}

/** Spans in sight before a person asks for more, and characters of a text. */
const atFirst = 5;
const longest = 320;

function Side({ outcome, spans }: { readonly outcome: 'success' | 'failure'; readonly spans: readonly Span[] }) {
  const t = useTranslations('procedure');
  const [shown, setShown] = useState(atFirst);
  return (
    <section className="stack" data-side={outcome}>
      <h2 className="row">
        <OutcomeMark outcome={outcome} short />
        {t(`contexts.${outcome}`, { count: spans.length })}
      </h2>
      {spans.length === 0 ? (
        <p className="muted">{t(outcome === 'success' ? 'contexts.successNone' : 'contexts.failureNone')}</p>
      ) : null}
      {spans.slice(0, shown).map((span) => (
        <SpanCard key={span.evidence.id} span={span} />
      ))}
      {spans.length > shown ? (
        <Button size="small" onClick={() => setShown(spans.length)}>
          {t('contexts.more', { count: spans.length - shown })}
        </Button>
      ) : null}
    </section>
  );
}

function SpanCard({ span }: { readonly span: Span }) {
  const t = useTranslations('procedure');
  const common = useTranslations('common');
  const { evidence, goal, title, steps } = span;
  const hrefAt = (step: number): string =>
    hrefOf({ view: 'trajectory', id: evidence.trajectoryId, params: { step: String(step) } });
  const name = title === '' ? goal : title;
  return (
    <article className="span-card">
      <header className="span-head">
        <div className="row">
          <a
            className="truncate"
            href={hrefAt(evidence.from)}
            aria-label={t('contexts.openSpan', { title: name })}
            title={name}
          >
            {name}
          </a>
          <span className="grow" />
          <span className="small muted span-place">
            {evidence.to - evidence.from <= 1
              ? t('contexts.step', { from: evidence.from })
              : t('contexts.steps', { from: evidence.from, to: evidence.to - 1 })}
          </span>
        </div>
        {title === '' ? null : <div className="small">{goal}</div>}
        <div className="small muted">
          {t('contexts.why', {
            rule: t(`contexts.rules.${evidence.rule}`),
            phi: t(`contexts.truths.${evidence.phi}`),
            episode: common(evidence.episode).toLowerCase(),
            wentOn: evidence.wentOn ? 'yes' : 'no',
          })}
        </div>
      </header>
      <ol className="span-steps">
        {steps.map((step) => (
          <li key={step.index}>
            <a href={hrefAt(step.index)} aria-label={t('contexts.openStep', { index: step.index })}>
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

/** A long text is cut here; the whole of it is one click away. */
function Clipped({ text }: { readonly text: string }) {
  const t = useTranslations('procedure');
  if (text.length <= longest) return text;
  return (
    <>
      {text.slice(0, longest)}
      <span title={t('contexts.clipped', { count: text.length - longest })}>…</span>
    </>
  );
}
