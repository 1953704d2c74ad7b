import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { diffMetas, renderCondition, type MetaBody, type MetaPlace } from '../../shared/model/index.ts';
import type { DiffLayout } from './body-diff.tsx';
import { DiffLines } from './diff-lines.tsx';
import { goalRow, rowsOf, type DiffSide } from './diff-rows.ts';
import { metaLines } from './body-text.ts';
import { TextDiff } from './text-diff.tsx';
import { formatCount } from './format.ts';
import './diff.css';

export interface MetaDiffProps {
  readonly before: MetaBody;
  readonly after: MetaBody;
  readonly layout: DiffLayout;
  /** A procedure by its goal. */
  goalOf(procedureId: string): string;
}

/** What changes between two states of a meta-procedure: goal, Psi, the order, the policy of each place, the kinds of goals. */
export function MetaDiffView({ before, after, layout, goalOf }: MetaDiffProps) {
  const t = useTranslations('diff');
  const ways = useWays();
  const diff = useMemo(() => diffMetas(before, after), [before, after]);
  const sections = [
    { id: 'goal', rows: [goalRow(before.goal, after.goal)] },
    { id: 'preconditions', rows: rowsOf(diff.preconditions, (one) => ({ text: renderCondition(one), note: '' })) },
    {
      id: 'places',
      rows: rowsOf(diff.places, (place): DiffSide => ({ text: goalOf(place.procedureId), note: ways(place) })),
    },
    {
      id: 'categories',
      rows: rowsOf(diff.categories, ({ category, episodes, of }) => ({
        text: category,
        note: t('takenIn', { episodes, of }),
      })),
    },
  ] as const;
  if (layout === 'text') {
    return (
      <div className="diff" data-layout="text">
        <TextDiff before={metaLines(before, goalOf)} after={metaLines(after, goalOf)} />
      </div>
    );
  }
  return (
    <div className="diff" data-layout={layout}>
      {layout === 'split' ? (
        <div className="diff-sides" aria-hidden>
          <span>{t('before')}</span>
          <span>{t('after')}</span>
        </div>
      ) : null}
      {sections.map(({ id, rows }) =>
        rows.length === 0 ? null : <DiffLines key={id} title={t(id)} rows={rows} layout={layout} />,
      )}
    </div>
  );
}

/** The rule of one place in words. */
function useWays(): (place: MetaPlace) => string {
  const t = useTranslations('meta');
  return ({ rule }) => {
    if (rule === null) return '';
    const counts = t('counts', {
      go: formatCount(rule.continue),
      skip: formatCount(rule.skip),
      again: formatCount(rule.repeat),
      stop: formatCount(rule.abort),
    });
    const repeats = rule.repeat > 0 ? [t('mostRepeats', { count: rule.maxRepeats })] : [];
    const skips =
      rule.skipWhen.length === 0 ? [] : [`${t('skipWhen')}: ${rule.skipWhen.map(renderCondition).join('; ')}`];
    return [counts, ...repeats, ...skips].join(' · ');
  };
}
