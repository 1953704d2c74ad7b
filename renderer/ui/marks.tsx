import { useTranslations } from 'use-intl';
import type { Outcome, Posterior } from '../../shared/model/index.ts';
import { formatProbability } from './format.ts';
import './marks.css';

export interface OutcomeMarkProps {
  readonly outcome: Outcome;
  /** The mark alone, its name for screen readers. */
  readonly short?: boolean;
}

/** An outcome by colour and by shape: full circle, cross, open ring. */
export function OutcomeMark({ outcome, short }: OutcomeMarkProps) {
  const t = useTranslations('common');
  return (
    <span className="outcome" data-outcome={outcome}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden>
        <Shape outcome={outcome} />
      </svg>
      <span className={short ? 'sr-only' : undefined}>{t(outcome)}</span>
    </span>
  );
}

function Shape({ outcome }: { readonly outcome: Outcome }) {
  switch (outcome) {
    case 'success':
      return <circle cx="6" cy="6" r="5" fill="currentColor" />;
    case 'failure':
      return <path d="M2 2 10 10M10 2 2 10" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />;
    case 'unknown':
      return (
        <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.75" strokeDasharray="2.6 2" />
      );
  }
}

const width = 152;
const inset = 4;
const x = (share: number): number => inset + share * (width - 2 * inset);

/** A posterior in a table row: axis from 0 to 1, the interval as a band, the mean as a dot. No evidence: a dashed line. */
export function IntervalStrip({ posterior }: { readonly posterior: Pick<Posterior, 'mean' | 'interval' | 'n'> }) {
  const t = useTranslations('common');
  const { interval, mean, n } = posterior;
  const kind = t(interval.kind === 'eti' ? 'intervalEti' : 'intervalHdi', { mass: interval.mass });
  const sentence = t('posteriorSentence', {
    mean: formatProbability(mean),
    kind,
    low: formatProbability(interval.low),
    high: formatProbability(interval.high),
    n,
  });
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an svg has no tag of that role
    <svg className="strip" viewBox={`0 0 ${width} 20`} preserveAspectRatio="none" role="img" aria-label={sentence}>
      <title>{sentence}</title>
      <line className="strip-axis" x1={x(0)} x2={x(1)} y1="10" y2="10" />
      {[0, 0.5, 1].map((tick) => (
        <line key={tick} className="strip-tick" x1={x(tick)} x2={x(tick)} y1="7" y2="13" />
      ))}
      {n === 0 ? (
        <line className="strip-none" x1={x(interval.low)} x2={x(interval.high)} y1="10" y2="10" />
      ) : (
        <line
          className="strip-interval"
          x1={x(interval.low)}
          x2={x(interval.high)}
          y1="10"
          y2="10"
          strokeLinecap="round"
        />
      )}
      <circle className="strip-mean" cx={x(mean)} cy="10" r="4" />
    </svg>
  );
}
