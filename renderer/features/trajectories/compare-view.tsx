import { useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, type CSSProperties } from 'react';
import { useTranslations } from 'use-intl';
import type { TrajectoryDetail } from '../../../shared/contract/index.ts';
import { useApi } from '../../client/index.ts';
import { hrefOf, hrefOfStep } from '../../state/index.ts';
import {
  Button,
  ButtonLink,
  EmptyState,
  ErrorState,
  ForeignText,
  LoadingState,
  OutcomeMark,
  Page,
} from '../../ui/index.ts';
import { alignRuns, firstDivergence, mostAligned, type AlignedRow } from './align.ts';
import { actionText } from './steps.ts';

/** Two to six runs can stand side by side. */
export const mostCompared = 6;

/** Runs side by side, aligned by their actions: `#/trajectories?compare=ID,ID`. */
export function CompareView({ ids }: { readonly ids: readonly string[] }) {
  const t = useTranslations('trajectories');
  const { query } = useApi();
  const chosen = [...new Set(ids)].slice(0, mostCompared);
  const details = useQueries({ queries: chosen.map((id) => query.trajectories.get.queryOptions({ input: { id } })) });
  const error = details.find((detail) => detail.error !== null)?.error ?? null;
  const runs = details.flatMap(({ data }) => (data === undefined ? [] : [data]));
  return (
    <Page title={t('compare.title')} back={{ href: hrefOf({ view: 'trajectories' }), label: t('back') }} fill>
      {chosen.length < 2 ? (
        <EmptyState
          title={t('compare.few')}
          body={t('compare.fewBody', { most: mostCompared })}
          actions={<ButtonLink href={hrefOf({ view: 'trajectories' })}>{t('toList')}</ButtonLink>}
        />
      ) : error !== null ? (
        <ErrorState error={error} />
      ) : runs.length < chosen.length ? (
        <LoadingState />
      ) : (
        <Runs runs={runs} />
      )}
    </Page>
  );
}

function Runs({ runs }: { readonly runs: readonly TrajectoryDetail[] }) {
  const t = useTranslations('trajectories');
  const scrollRef = useRef<HTMLElement>(null);
  const rows = useMemo(() => alignRuns(runs.map(({ trajectory }) => trajectory.steps)), [runs]);
  const divergence = firstDivergence(rows);
  // oxlint-disable-next-line react/incompatible-library -- its functions stay inside this component
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => 64,
    overscan: 8,
  });
  const columns: CSSProperties & { '--runs': number } = { '--runs': runs.length };
  const isCut = runs.some(({ trajectory }) => trajectory.steps.length > mostAligned);
  return (
    <div className="compare" style={columns}>
      <div className="row-wrap">
        <span className="grow">
          {divergence === null ? t('compare.same') : t('compare.first', { line: divergence + 1 })}
          {isCut ? ` ${t('compare.cut', { most: mostAligned })}` : ''}
        </span>
        {divergence === null ? null : (
          <Button size="small" onClick={() => virtualizer.scrollToIndex(divergence, { align: 'center' })}>
            {t('compare.toFirst')}
          </Button>
        )}
      </div>
      <div className="compare-line compare-head">
        {runs.map(({ trajectory }) => (
          <div key={trajectory.id} className="compare-cell">
            <OutcomeMark outcome={trajectory.outcome} />
            <a href={hrefOf({ view: 'trajectory', id: trajectory.id })}>
              <ForeignText text={trajectory.title || trajectory.goal || trajectory.id} />
            </a>
          </div>
        ))}
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <section className="compare-scroll" ref={scrollRef} tabIndex={0} aria-label={t('compare.title')}>
        <ol className="compare-rows" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <li
                key={index}
                ref={virtualizer.measureElement}
                data-index={index}
                className="compare-line"
                data-shared={row.isShared ? '' : undefined}
                data-first={index === divergence ? '' : undefined}
                style={{ transform: `translateY(${start}px)` }}
              >
                <Line row={row} runs={runs} isFirst={index === divergence} />
              </li>
            );
          })}
        </ol>
      </section>
    </div>
  );
}

/** Characters of a text in a cell. */
const longest = 160;

function Line({
  row,
  runs,
  isFirst,
}: {
  readonly row: AlignedRow;
  readonly runs: readonly TrajectoryDetail[];
  readonly isFirst: boolean;
}) {
  const t = useTranslations('trajectories');
  return runs.map(({ trajectory }, which) => {
    const at = row.steps[which] ?? null;
    const step = at === null ? undefined : trajectory.steps[at];
    if (at === null || step === undefined) return <div key={trajectory.id} className="compare-cell" data-none="" />;
    return (
      <div key={trajectory.id} className="compare-cell">
        {isFirst ? <span className="sr-only">{t('compare.firstHere')}: </span> : null}
        <a href={hrefOfStep(trajectory.id, at)} aria-label={t('stepLink', { index: at })}>
          {at}
        </a>
        <code>
          <ForeignText text={clip(actionText(step.action))} />
        </code>
        <span className="small muted">
          <ForeignText text={clip(step.observation)} />
        </span>
      </div>
    );
  });
}

function clip(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
