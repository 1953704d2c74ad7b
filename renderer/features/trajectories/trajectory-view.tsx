import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TrajectoryDetail } from '../../../shared/contract/index.ts';
import { useApi } from '../../client/index.ts';
import { hrefOf, parseRoute, previousHref, useRoute } from '../../state/index.ts';
import {
  Badge,
  ButtonLink,
  EmptyState,
  ErrorState,
  foreignString,
  ForeignText,
  isNotFound,
  LoadingState,
  OutcomeMark,
  Page,
  shortId,
} from '../../ui/index.ts';
import { ExportButton } from './export-button.tsx';
import { ModelSpans } from './model-spans.tsx';
import { Reader } from './reader.tsx';
import './trajectories.css';

/** One episode: `#/trajectory/ID?step=12`. */
export function TrajectoryView() {
  const t = useTranslations('trajectories');
  const { query } = useApi();
  const { id } = useRoute();
  const detail = useQuery(query.trajectories.get.queryOptions({ input: { id: id ?? '' }, enabled: id !== null }));
  if (detail.data !== undefined) return <Episode key={detail.data.trajectory.id} detail={detail.data} />;
  const toList = <ButtonLink href={hrefOf({ view: 'trajectories' })}>{t('toList')}</ButtonLink>;
  const isMissing = id === null || (detail.error !== null && isNotFound(detail.error));
  return (
    <Page title={t('title')} back={{ href: hrefOf({ view: 'trajectories' }), label: t('back') }}>
      {isMissing ? (
        <EmptyState title={t('notFound')} body={t('notFoundBody')} actions={toList} />
      ) : detail.error === null ? (
        <LoadingState />
      ) : (
        <ErrorState error={detail.error} onRetry={() => void detail.refetch()} actions={toList} />
      )}
    </Page>
  );
}

function Episode({ detail }: { readonly detail: TrajectoryDetail }) {
  const t = useTranslations('trajectories');
  const { trajectory } = detail;
  // Kept for this episode: its own steps are no place to come from.
  const [from] = useState(previousHref);
  const evidence = from !== null && showsEvidence(from) ? { href: from, label: t('backToEvidence') } : null;
  return (
    <Page
      title={
        <span className="reader-goal">
          {trajectory.goal.trim() === '' ? t('noGoal') : <ForeignText text={trajectory.goal} />}
        </span>
      }
      sub={<Facts detail={detail} />}
      back={evidence === null ? { href: hrefOf({ view: 'trajectories' }), label: t('back') } : evidence}
      actions={
        <ExportButton
          ids={[trajectory.id]}
          name={`trajectory-${trajectory.id.slice(0, 8)}`}
          label={t('export.openOne')}
        />
      }
      fill
    >
      {trajectory.steps.length === 0 && trajectory.context === '' ? (
        <EmptyState title={t('noSteps')} body={t('noStepsBody')} />
      ) : (
        <Reader detail={detail} />
      )}
    </Page>
  );
}

/** The views whose spans lead to a step. */
function showsEvidence(href: string): boolean {
  return ['review', 'procedure', 'meta'].includes(parseRoute(href).view);
}

/** How it ended and who says so, where it comes from, and its twins. */
function Facts({ detail: { trajectory, source, sameAs } }: { readonly detail: TrajectoryDetail }) {
  const t = useTranslations('trajectories');
  const { verdict } = trajectory;
  const extra = trajectory.extra ?? {};
  return (
    <div className="stack-tight">
      <div className="row-wrap">
        <OutcomeMark outcome={trajectory.outcome} />
        <span>
          {verdict === undefined
            ? t('verdictNone')
            : t('verdict', { field: verdict.field, value: foreignString(String(verdict.value)) })}
        </span>
        {trajectory.reward === undefined ? null : <span>{t('reward', { reward: trajectory.reward })}</span>}
        {trajectory.truncated ? <Badge tone="warning">{t('truncated')}</Badge> : null}
        {trajectory.title === undefined || trajectory.title === '' ? null : (
          <span>
            <ForeignText text={trajectory.title} />
          </span>
        )}
        <span>{t('record', { source: foreignString(source), record: trajectory.record })}</span>
      </div>
      {sameAs.length === 0 ? null : (
        <details className="small">
          <summary>{t('sameAs', { count: sameAs.length })}</summary>
          <ul className="row-wrap">
            {sameAs.map((id) => (
              <li key={id}>
                <a href={hrefOf({ view: 'trajectory', id })} aria-label={t('sameAsOne', { id: shortId(id) })}>
                  {shortId(id)}
                </a>
              </li>
            ))}
          </ul>
        </details>
      )}
      {trajectory.steps.length === 0 ? null : <ModelSpans id={trajectory.id} />}
      {Object.keys(extra).length === 0 ? null : (
        <details className="small">
          <summary>{t('extra')}</summary>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
          <pre className="reader-extra" tabIndex={0}>
            <ForeignText text={JSON.stringify(extra, null, 2).slice(0, 20_000)} />
          </pre>
        </details>
      )}
    </div>
  );
}
