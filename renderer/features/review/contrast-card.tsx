import { Star } from 'lucide-react';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import type { Contrast } from '../../../shared/model/index.ts';
import {
  Badge,
  Button,
  foreignString,
  ForeignText,
  formatDigits,
  formatPlain,
  formatProbability,
} from '../../ui/index.ts';

export interface ContrastCardProps {
  readonly contrast: Contrast;
  /** The spans below are narrowed to this difference; null when there is nothing to choose between. */
  readonly isFocused: boolean | null;
  onFocus(): void;
}

/** One difference between successes and failures: its 2x2 table and how strong it is. */
export function ContrastCard({ contrast, isFocused, onFocus }: ContrastCardProps) {
  const t = useTranslations('review');
  const id = useId();
  const { label } = contrast;
  return (
    <section className="review-contrast" aria-labelledby={id}>
      <div className="row-wrap">
        <h3 id={id} className="grow">
          <ForeignText text={label} />
        </h3>
        {contrast.strong ? (
          <Badge tone="accent" title={t('strongHint')}>
            <Star size={11} aria-hidden /> {t('strong')}
          </Badge>
        ) : (
          <Badge>{t('weak')}</Badge>
        )}
      </div>
      <div className="small muted">
        {t(`parts.${contrast.part}`)}
        {contrast.condition === undefined
          ? ` · ${t(contrast.side === 'success' ? 'contrastSuccess' : 'contrastFailure')}`
          : ''}
      </div>
      <CountTable contrast={contrast} label={label} />
      <dl className="review-strength">
        <div>
          {/* A step that hurts is proposed to go: then the rate without it is the better one. */}
          <dt>
            {t(contrast.condition === undefined && contrast.side === 'failure' ? 'probabilityWithout' : 'probability')}
          </dt>
          <dd>{formatProbability(contrast.probability)}</dd>
        </div>
        <div>
          <dt title={t('eValueHint', { strata: contrast.strata })}>{t('eValue')}</dt>
          <dd>
            <EValue value={contrast.eValue} />
          </dd>
        </div>
      </dl>
      {isFocused === null ? null : (
        <Button size="small" aria-pressed={isFocused} onClick={onFocus}>
          {t(isFocused ? 'allSpans' : 'itsSpans')}
        </Button>
      )}
    </section>
  );
}

interface CountTableProps {
  readonly contrast: Contrast;
  readonly label: string;
}

/** Successes and failures with and without what is proposed: where an atom is proposed negated, its absence is the first row. */
function CountTable({ contrast, label }: CountTableProps) {
  const t = useTranslations('review');
  const { table, condition } = contrast;
  const present = { success: table.presentSuccess, failure: table.presentFailure };
  const absent = { success: table.absentSuccess, failure: table.absentFailure };
  const isNegated = condition?.polarity === 'negative';
  const rows = [
    { id: condition === undefined ? 'stepWith' : 'tableWith', ...(isNegated ? absent : present) },
    { id: condition === undefined ? 'stepWithout' : 'tableWithout', ...(isNegated ? present : absent) },
  ] as const;
  return (
    <table className="review-table">
      <caption className="sr-only">{t('table', { label: foreignString(label) })}</caption>
      <thead>
        <tr>
          <td aria-hidden />
          <th scope="col">{t('tableSuccess')}</th>
          <th scope="col">{t('tableFailure')}</th>
          <th scope="col">{t('tableRate')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, success, failure }) => {
          const n = success + failure;
          return (
            <tr key={id}>
              <th scope="row">{t(id)}</th>
              <td>{success}</td>
              <td>{failure}</td>
              <td>
                {n === 0 ? (
                  <span className="muted">{t('noRate')}</span>
                ) : (
                  <RateCell rate={success / n} text={t('rateOf', { rate: formatProbability(success / n), n })} />
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function RateCell({ rate, text }: { readonly rate: number; readonly text: string }) {
  return (
    <span className="review-rate">
      <span className="review-rate-track" aria-hidden>
        <span className="review-rate-bar" style={{ width: `${rate * 100}%` }} />
      </span>
      {text}
    </span>
  );
}

/** Three digits are enough; beyond ten thousand to one the power of ten says it. */
function EValue({ value }: { readonly value: number }) {
  if (value < 10_000) return value >= 100 ? String(Math.round(value)) : formatDigits(value, 3);
  const [mantissa = '', exponent = ''] = value.toExponential(1).split('e+');
  return (
    <>
      {formatPlain(Number(mantissa))} × 10<sup>{exponent}</sup>
    </>
  );
}
