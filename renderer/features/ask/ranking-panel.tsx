import { CircleCheck, CircleSlash } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Ranking } from '../../../shared/contract/index.ts';
import { useMemory } from '../../client/index.ts';
import { Card, EmptyState, EngineText, formatFixed } from '../../ui/index.ts';
import { CandidateCard } from './candidate-card.tsx';
import { UtilityChart } from './utility-chart.tsx';

export interface RankingPanelProps {
  readonly ranking: Ranking;
  /** Whether the terms are those of the paper's formula. */
  readonly isPaper: boolean;
}

export function RankingPanel({ ranking, isPaper }: RankingPanelProps) {
  const t = useTranslations('ask');
  const isPaperSet = useMemory()?.settings.utility === 'paper';
  const { threshold: theta } = ranking;
  return (
    <>
      <ChoiceCard ranking={ranking} />
      {ranking.candidates.length === 0 ? (
        <EmptyState title={t('none')} body={t('noneBody')} />
      ) : (
        <>
          <Card>
            <UtilityChart candidates={ranking.candidates} threshold={theta} isPaper={isPaper || isPaperSet} />
          </Card>
          <Card title={t('candidates')}>
            <ol className="ask-candidates">
              {ranking.candidates.map((candidate, index) => (
                <CandidateCard
                  key={candidate.id}
                  candidate={candidate}
                  rank={index + 1}
                  isChoice={candidate.id === ranking.choice}
                  isBelow={candidate.expectedUtility < theta}
                  choice={ranking.candidates.find(({ id }) => id === ranking.choice) ?? null}
                />
              ))}
            </ol>
          </Card>
        </>
      )}
    </>
  );
}

function ChoiceCard({ ranking }: { readonly ranking: Ranking }) {
  const { candidates, choice, reason, milliseconds, hasVectors } = ranking;
  const t = useTranslations('ask');
  const chosen = candidates.find(({ id }) => id === choice);
  return (
    <section className="ask-choice" data-fallback={chosen === undefined ? '' : undefined} aria-label={t('choice')}>
      {chosen === undefined ? <CircleSlash size={20} aria-hidden /> : <CircleCheck size={20} aria-hidden />}
      <div className="stack-tight grow">
        <h2>{chosen === undefined ? t('fallback') : t('chosen', { goal: chosen.goal })}</h2>
        <p>
          <EngineText text={reason} />
        </p>
        {hasVectors ? null : <p className="small">{t('withoutVectors')}</p>}
      </div>
      <span className="small muted">{t('milliseconds', { ms: formatFixed(milliseconds, 1) })}</span>
    </section>
  );
}
