import { useTranslations } from 'use-intl';
import type { ProcedureDetail } from '../../../shared/contract/index.ts';
import type { ProcedureStep, Slot } from '../../../shared/model/index.ts';
import { PosteriorPanel } from '../../charts/index.ts';
import { hrefOf } from '../../state/index.ts';
import {
  Badge,
  Card,
  ConditionList,
  foreignString,
  ForeignText,
  formatCount,
  PlainTable,
  SlotText,
} from '../../ui/index.ts';

/** (G, Psi, pi, Phi) on the left, the posterior on the right. */
export function Overview({ detail }: { readonly detail: ProcedureDetail }) {
  const t = useTranslations('procedure');
  const { body, id, posterior } = detail.procedure;
  return (
    <div className="page-columns">
      <div className="stack">
        <Card title={t('preconditions')}>
          <ConditionList conditions={body.preconditions} none={t('preconditionsNone')} />
        </Card>
        <Card title={t('steps')}>
          <ol className="steps">
            {body.steps.map((step, index) => (
              <Step key={step.id} step={step} number={index + 1} />
            ))}
          </ol>
        </Card>
        <Card title={t('postconditions')}>
          <ConditionList conditions={body.postconditions} none={t('postconditionsNone')} />
        </Card>
        <Card title={t('slots')}>
          <Slots slots={body.slots} />
        </Card>
        <Card title={t('usedBy')}>
          {detail.metas.length === 0 ? (
            <p className="muted">{t('usedByNone')}</p>
          ) : (
            <ul className="stack-tight">
              {detail.metas.map((meta) => (
                <li key={meta.id}>
                  <a href={hrefOf({ view: 'meta', id: meta.id })}>
                    <ForeignText text={meta.goal} />
                  </a>
                </li>
              ))}
            </ul>
          )}
        </Card>
      </div>
      <Card>
        <PosteriorPanel id={id} subject={body.goal} posterior={posterior} />
      </Card>
    </div>
  );
}

function Step({ step, number }: { readonly step: ProcedureStep; readonly number: number }) {
  const t = useTranslations('procedure');
  const { present, of } = step.evidence;
  return (
    <li className="step">
      <span className="step-number">{number}</span>
      <code className="step-text">
        <SlotText text={step.template} />
      </code>
      <span className="condition-meta">
        {step.optional ? <Badge>{t('optional')}</Badge> : null}
        {step.repeats ? <Badge>{t('repeats')}</Badge> : null}
        {of === 0 ? t('byHand') : t('present', { present: formatCount(present), of: formatCount(of) })}
      </span>
    </li>
  );
}

function Slots({ slots }: { readonly slots: readonly Slot[] }) {
  const t = useTranslations('procedure');
  if (slots.length === 0) return <p className="muted">{t('slotsNone')}</p>;
  return (
    <PlainTable
      caption={t('slots')}
      columns={[
        { label: t('slot.name') },
        { label: t('slot.type') },
        { label: t('slot.examples') },
        { label: t('slot.from') },
      ]}
      rows={slots.map((slot) => ({
        id: slot.name,
        cells: [
          <SlotText key="name" text={`{${slot.name}}`} />,
          slot.type,
          slot.examples
            .map((each) => t('example', { value: foreignString(each.value), count: formatCount(each.count) }))
            .join(', '),
          t('boundFrom', {
            goal: formatCount(slot.boundFrom.goal),
            observation: formatCount(slot.boundFrom.observation),
            step: formatCount(slot.boundFrom.step),
          }),
        ],
      }))}
    />
  );
}
