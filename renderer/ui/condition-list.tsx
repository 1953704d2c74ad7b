import { Ban, Check } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { renderCondition, type Condition } from '../../shared/model/index.ts';
import { Badge } from './badge.tsx';
import { ForeignText } from './foreign-text.tsx';
import { formatCount } from './format.ts';
import './condition-list.css';

/** A text with its slots marked: `{name}` becomes a name on a ground of its own. */
export function SlotText({ text }: { readonly text: string }) {
  return text.split(/(\{[^{}]+\})/).map((part, index) =>
    /^\{[^{}]+\}$/.test(part) ? (
      <span key={index} className="slot-name">
        <ForeignText text={part.slice(1, -1)} />
      </span>
    ) : (
      <ForeignText key={index} text={part} />
    ),
  );
}

export interface ConditionListProps {
  readonly conditions: readonly Condition[];
  /** Said when there are none. */
  readonly none: string;
}

/** Conditions with polarity (sign and word), where they come from, and in how many executions they held. */
export function ConditionList({ conditions, none }: ConditionListProps) {
  const t = useTranslations('conditions');
  if (conditions.length === 0) return <p className="muted">{none}</p>;
  return (
    <ul className="conditions">
      {conditions.map((condition) => (
        <li key={condition.id} className="condition" data-polarity={condition.polarity}>
          <span className="condition-polarity">
            {condition.polarity === 'positive' ? <Check size={14} aria-hidden /> : <Ban size={14} aria-hidden />}
          </span>
          <span className="condition-text">
            {condition.polarity === 'negative' ? <em>{t('not')} </em> : null}
            <SlotText text={renderCondition({ ...condition, polarity: 'positive' })} />
          </span>
          <span className="condition-meta">
            {condition.origin === 'extracted' ? null : <Badge tone="accent">{t(`origins.${condition.origin}`)}</Badge>}
            {condition.evidence.of === 0
              ? t('noEvidence')
              : t('held', { holds: formatCount(condition.evidence.holds), of: formatCount(condition.evidence.of) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
