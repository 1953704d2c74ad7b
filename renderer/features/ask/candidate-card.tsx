import { useTranslations } from 'use-intl';
import type { Candidate } from '../../../shared/contract/index.ts';
import type { Truth } from '../../../shared/model/index.ts';
import { hrefOf } from '../../state/index.ts';
import { Badge, formatFixed, formatProbability, WrittenIcon } from '../../ui/index.ts';
import { TruthMark } from './truth-mark.tsx';
import { gapOf } from './why-not.ts';

export interface CandidateCardProps {
  readonly candidate: Candidate;
  readonly rank: number;
  readonly isChoice: boolean;
  readonly isBelow: boolean;
  /** What was chosen; null where nothing was. */
  readonly choice: Candidate | null;
}

/** A candidate as a line; opened, it tells the truth of each atom, its bindings and the figures behind the terms. */
export function CandidateCard({ candidate, rank, isChoice, isBelow, choice }: CandidateCardProps) {
  const t = useTranslations('ask');
  const count = (truth: Truth): number => candidate.preconditions.filter((atom) => atom.truth === truth).length;
  return (
    <li>
      <details className="ask-candidate" open={isChoice}>
        <summary>
          <span className="ask-candidate-goal">{t('candidate', { rank, goal: candidate.goal })}</span>
          {candidate.written === true ? <WrittenIcon /> : null}
          {isChoice ? <Badge tone="success">{t('isChoice')}</Badge> : null}
          {isBelow ? <Badge tone="warning">{t('belowThreshold')}</Badge> : null}
          <Badge>{t(`kinds.${candidate.kind}`)}</Badge>
          <strong className="num">{t('eu', { value: formatFixed(candidate.expectedUtility, 3) })}</strong>
        </summary>
        <div className="ask-candidate-body">
          {isChoice ? null : <WhyNot candidate={candidate} choice={choice} isBelow={isBelow} />}
          <section className="stack-tight">
            <h3>{t('preconditions')}</h3>
            {candidate.preconditions.length === 0 ? (
              <p className="muted">{t('noPreconditions')}</p>
            ) : (
              <>
                <p className="small muted">
                  {t('preconditionCount', { yes: count('true'), no: count('false'), unknown: count('unknown') })}
                </p>
                <ul className="stack-tight">
                  {candidate.preconditions.map((atom) => (
                    <li key={atom.condition.id} className="ask-atom">
                      <TruthMark truth={atom.truth} />
                      <span>{atom.text}</span>
                    </li>
                  ))}
                </ul>
              </>
            )}
          </section>
          <section className="stack-tight">
            <h3>{t('bindings')}</h3>
            <Bindings bindings={candidate.bindings} />
          </section>
          <section className="stack-tight">
            <h3>{t('figures')}</h3>
            <Figures candidate={candidate} />
            <a href={hrefOf({ view: candidate.kind === 'meta' ? 'meta' : 'procedure', id: candidate.id })}>
              {t('open')}
            </a>
          </section>
        </div>
      </details>
    </li>
  );
}

/** What speaks against a candidate: what it lacks beside the choice, the threshold, conditions that do not hold. */
function WhyNot({ candidate, choice, isBelow }: Pick<CandidateCardProps, 'candidate' | 'choice' | 'isBelow'>) {
  const t = useTranslations('ask');
  const gap = choice === null ? null : gapOf(candidate, choice);
  const broken = candidate.preconditions.filter(({ truth }) => truth === 'false').length;
  return (
    <section className="stack-tight ask-why-not">
      <h3>{t('whyNot.title')}</h3>
      <ul className="stack-tight">
        {gap === null ? null : (
          <li>
            {t('whyNot.gap', {
              total: formatFixed(gap.total, 3),
              term: t(`terms.${gap.term}`),
              share: formatFixed(gap.share, 3),
            })}
          </li>
        )}
        {isBelow ? <li>{t('whyNot.below')}</li> : null}
        {broken === 0 ? null : <li>{t('whyNot.broken', { count: broken })}</li>}
      </ul>
    </section>
  );
}

function Bindings({ bindings }: { readonly bindings: Candidate['bindings'] }) {
  const t = useTranslations('ask');
  const entries = Object.entries(bindings);
  if (entries.length === 0) return <p className="muted">{t('noBindings')}</p>;
  return (
    <dl className="ask-pairs">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt className="mono">{`{${name}}`}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Figures({ candidate }: { readonly candidate: Candidate }) {
  const t = useTranslations('ask');
  const { here } = candidate;
  const hereText =
    here === null
      ? t('noHere')
      : t('here', {
          mean: formatProbability(here.mean),
          low: formatProbability(here.low),
          high: formatProbability(here.high),
          n: formatFixed(here.n, 1),
        });
  const figures = [
    ['similarity', formatFixed(candidate.rawSimilarity, 3)],
    ['wordMatch', candidate.wordMatch === null ? t('noWordMatch') : formatFixed(candidate.wordMatch, 2)],
    ['bm25', formatFixed(candidate.bm25, 2)],
    ['order', candidate.order === null ? t('noOrder') : formatFixed(candidate.order, 2)],
    ['fused', formatFixed(candidate.fused, 3)],
    ['calibrated', formatFixed(candidate.calibrated, 3)],
    ['relevance', formatFixed(candidate.relevance, 3)],
    ['mean', formatProbability(candidate.mean)],
    ['here', hereText],
    ['riskShare', formatFixed(candidate.risk, 3)],
    ['informationShare', formatFixed(candidate.information, 3)],
  ] as const;
  return (
    <dl className="ask-pairs">
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{t(`columns.${name}`)}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
