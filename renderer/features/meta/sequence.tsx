import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { MetaDetail } from '../../../shared/contract/index.ts';
import type { PolicyRule } from '../../../shared/model/index.ts';
import { useApi } from '../../client/index.ts';
import { hrefOf } from '../../state/index.ts';
import { ConditionList, ForeignText, formatCount, formatProbability, IntervalStrip, shortId } from '../../ui/index.ts';

/** The procedures in order, and at each position how often the traces went on, skipped, repeated or gave up. */
export function Sequence({ detail: { meta, steps } }: { readonly detail: MetaDetail }) {
  const t = useTranslations('meta');
  return (
    <div className="stack">
      <p className="muted small">{t('policyNote')}</p>
      <ol className="sequence">
        {steps.map((step, position) => (
          // A procedure may stand at two positions.
          <li key={`${position} ${step.id}`} className="sequence-step">
            <span className="sequence-number">{position + 1}</span>
            <div className="stack-tight">
              <div className="row">
                {step.goal === '' ? (
                  <span className="muted">{t('gone', { id: shortId(step.id) })}</span>
                ) : (
                  <a href={hrefOf({ view: 'procedure', id: step.id })}>
                    <ForeignText text={step.goal} />
                  </a>
                )}
                <span className="grow" />
                <StepPosterior id={step.id} />
              </div>
              <Policy rule={meta.policy.find((rule) => rule.position === position)} />
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** A mean never stands without its interval and n. */
function StepPosterior({ id }: { readonly id: string }) {
  const common = useTranslations('common');
  const { query } = useApi();
  const procedures = useQuery(query.library.procedures.queryOptions());
  const posterior = procedures.data?.find((procedure) => procedure.id === id)?.posterior;
  if (posterior === undefined) return null;
  return (
    <>
      <span className="sequence-strip">
        <IntervalStrip posterior={posterior} />
      </span>
      <span className="muted small sequence-mean">
        {formatProbability(posterior.mean)}, {common('evidenceCount', { n: posterior.n })}
      </span>
    </>
  );
}

const ways = ['continue', 'skip', 'repeat', 'abort'] as const;

function Policy({ rule }: { readonly rule: PolicyRule | undefined }) {
  const t = useTranslations('meta');
  if (rule === undefined) return null;
  const sentence = t('counts', {
    go: formatCount(rule.continue),
    skip: formatCount(rule.skip),
    again: formatCount(rule.repeat),
    stop: formatCount(rule.abort),
  });
  return (
    <>
      <div className="policy-bar" aria-hidden>
        {ways.map((way) =>
          rule[way] === 0 ? null : <span key={way} data-way={way} style={{ flexGrow: rule[way] }} title={t(way)} />,
        )}
      </div>
      <div className="small muted">
        {sentence}
        {rule.repeat > 0 ? `; ${t('mostRepeats', { count: rule.maxRepeats })}` : null}
      </div>
      {rule.skipWhen.length === 0 ? null : (
        <div className="small">
          {t('skipWhen')}
          <ConditionList conditions={rule.skipWhen} none="" />
        </div>
      )}
    </>
  );
}
