import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { TrajectoryRow } from '../../../shared/contract/index.ts';
import type { Outcome } from '../../../shared/model/index.ts';
import { useApi } from '../../client/index.ts';
import { setParams, useCommands, useRoute } from '../../state/index.ts';
import { SearchField, SelectField } from '../../ui/index.ts';
import { sourcesOf } from './rows.ts';

const outcomes = ['all', 'success', 'failure', 'unknown'] as const;

/** Reads the filter of the address; anything else is no filter. */
export function outcomeOf(param: string | undefined): Outcome | 'all' {
  return outcomes.find((known) => known === param) ?? 'all';
}

export interface FiltersProps {
  readonly all: readonly TrajectoryRow[];
  readonly shown: number;
}

/** Search and filters; all of them stand in the address. */
export function Filters({ all, shown }: FiltersProps) {
  const t = useTranslations('trajectories');
  const { query } = useApi();
  const { params } = useRoute();
  const searchRef = useRef<HTMLInputElement>(null);
  const procedures = useQuery(query.library.procedures.queryOptions());
  const sources = useMemo(() => sourcesOf(all), [all]);
  const live = useMemo(
    () =>
      (procedures.data ?? [])
        .filter(({ status }) => status === 'live')
        .map(({ id, body }) => ({ value: id, label: body.goal })),
    [procedures.data],
  );
  useCommands(
    'trajectories',
    useMemo(
      () => [
        {
          id: 'trajectories.search',
          label: t('search'),
          group: t('title'),
          run: () => searchRef.current?.focus(),
        },
      ],
      [t],
    ),
  );
  return (
    <search className="trajectories-filters">
      <div className="trajectories-search">
        <SearchField ref={searchRef} label={t('search')} value={params['q'] ?? ''} onChange={(q) => setParams({ q })} />
      </div>
      <SelectField
        label={t('outcome')}
        hideLabel
        value={outcomeOf(params['outcome'])}
        options={outcomes.map((value) => ({ value, label: t(`outcomes.${value}`) }))}
        onChange={(value) => setParams({ outcome: value === 'all' ? undefined : value })}
      />
      {sources.length < 2 ? null : (
        <SelectField
          label={t('source')}
          hideLabel
          value={params['source'] ?? ''}
          options={[{ value: '', label: t('allSources') }, ...sources.map((value) => ({ value, label: value }))]}
          onChange={(source) => setParams({ source })}
        />
      )}
      {live.length === 0 ? null : (
        <SelectField
          label={t('procedure')}
          hideLabel
          value={params['procedure'] ?? ''}
          options={[{ value: '', label: t('allProcedures') }, ...live]}
          onChange={(procedure) => setParams({ procedure })}
        />
      )}
      <output className="small muted">{t('shown', { shown, all: all.length })}</output>
    </search>
  );
}
