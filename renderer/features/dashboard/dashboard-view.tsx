import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { MemoryInfo } from '../../../shared/contract/index.ts';
import type { Procedure } from '../../../shared/model/index.ts';
import { CalibrationChart } from '../../charts/index.ts';
import { useApi, useMemory } from '../../client/index.ts';
import { hrefOf } from '../../state/index.ts';
import {
  ButtonLink,
  Card,
  EmptyState,
  ForeignText,
  formatCount,
  formatFixed,
  IntervalStrip,
  Loaded,
  Page,
  SampleOffer,
  Stats,
} from '../../ui/index.ts';
import { GrowthChart, MeansChart } from './dashboard-charts.tsx';
import { daysBetween, growthOf, meansOf } from './figures.ts';
import './dashboard.css';

export function DashboardView() {
  const t = useTranslations('dashboard');
  const memory = useMemory();
  const isEmpty = memory !== null && memory.counts.sources === 0;
  return (
    <Page title={t('title')} sub={t('sub')}>
      {memory === null ? null : isEmpty ? <Empty /> : <Dashboard memory={memory} />}
    </Page>
  );
}

function Empty() {
  const t = useTranslations('dashboard');
  const app = useTranslations('app');
  return (
    <EmptyState
      title={t('empty')}
      body={t('emptyBody')}
      actions={
        <>
          <ButtonLink href={hrefOf({ view: 'import' })} variant="primary">
            {app('import')}
          </ButtonLink>
          <SampleOffer />
        </>
      }
    />
  );
}

function Dashboard({ memory }: { readonly memory: MemoryInfo }) {
  const t = useTranslations('dashboard');
  const { query } = useApi();
  const events = useQuery(query.memory.events.queryOptions());
  const sources = useQuery(query.memory.sources.queryOptions());
  const procedures = useQuery(query.library.procedures.queryOptions());
  const calibration = useQuery(query.plots.calibration.queryOptions());
  const { counts } = memory;
  const { success, failure, unknown } = counts.trajectories;
  const growth = useMemo(
    () => growthOf(events.data ?? [], new Set((sources.data ?? []).map(({ id }) => id))),
    [events.data, sources.data],
  );
  return (
    <div className="stack">
      <Card>
        <Stats
          items={[
            { label: t('counts.sources'), value: formatCount(counts.sources) },
            { label: t('counts.trajectories'), value: formatCount(success + failure + unknown) },
            { label: t('counts.steps'), value: formatCount(counts.steps) },
            { label: t('counts.segments'), value: formatCount(counts.segments) },
            { label: t('counts.procedures'), value: formatCount(counts.procedures) },
            { label: t('counts.metas'), value: formatCount(counts.metaProcedures) },
            {
              label: t('counts.compression'),
              value: counts.procedures === 0 ? '–' : `${formatFixed(counts.steps / counts.procedures, 0)} : 1`,
            },
          ]}
        />
      </Card>
      <div className="dashboard">
        <Waiting pending={counts.pendingProposals} />
        <Loaded query={procedures}>{(all) => <Least procedures={all} />}</Loaded>
        <Card>{events.data === undefined ? null : <GrowthChart growth={growth} />}</Card>
        <Loaded query={procedures}>
          {(all) => (
            <Card>
              <MeansChart bins={meansOf(all)} />
            </Card>
          )}
        </Loaded>
        <Loaded query={calibration}>
          {(plot) => (
            <Card>
              {plot.n === 0 ? (
                <p className="muted">{t('noCalibration')}</p>
              ) : (
                <CalibrationChart plot={plot} level={2} />
              )}
            </Card>
          )}
        </Loaded>
        <Loaded query={procedures}>{(all) => <Pruned procedures={all} />}</Loaded>
      </div>
    </div>
  );
}

/** What waits for a decision, and for how long at the least. */
function Waiting({ pending }: { readonly pending: number }) {
  const t = useTranslations('dashboard');
  const { query } = useApi();
  const [now] = useState(() => new Date());
  const waiting = useQuery(query.review.waiting.queryOptions()).data ?? {};
  const oldest = Object.values(waiting).filter(Boolean).toSorted()[0];
  return (
    <Card title={t('waiting.title')}>
      <div className="stack">
        <p>{t('waiting.pending', { count: pending })}</p>
        {oldest === undefined ? null : <p className="muted">{t('waiting.age', { days: daysBetween(oldest, now) })}</p>}
        {pending === 0 ? null : (
          <div>
            <ButtonLink href={hrefOf({ view: 'review' })} variant="primary">
              {t('waiting.open')}
            </ButtonLink>
          </div>
        )}
      </div>
    </Card>
  );
}

/** Of the procedures that are often run, those with the lowest lower bound. */
function Least({ procedures }: { readonly procedures: readonly Procedure[] }) {
  const t = useTranslations('dashboard');
  const least = procedures
    .filter(({ status, posterior }) => status === 'live' && posterior.n > 0)
    .toSorted((a, b) => a.posterior.interval.low - b.posterior.interval.low || (a.id < b.id ? -1 : 1))
    .slice(0, 5);
  return (
    <Card title={t('least.title')}>
      <p className="muted small">{t('least.note')}</p>
      <ul className="stack-tight">
        {least.map(({ id, body, posterior }) => (
          <li key={id} className="dashboard-row">
            <a className="truncate" href={hrefOf({ view: 'procedure', id })}>
              <ForeignText text={body.goal} />
            </a>
            <span className="dashboard-strip">
              <IntervalStrip posterior={posterior} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What the caps of the settings took out of the library. */
function Pruned({ procedures }: { readonly procedures: readonly Procedure[] }) {
  const t = useTranslations('dashboard');
  const pruned = procedures.filter(({ status }) => status === 'pruned');
  return (
    <Card title={t('pruned.title')}>
      <p>{t('pruned.count', { count: pruned.length })}</p>
      <ul className="stack-tight">
        {pruned.slice(0, 8).map(({ id, body }) => (
          <li key={id}>
            <a href={hrefOf({ view: 'procedure', id })}>
              <ForeignText text={body.goal} />
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}
