import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronUp, ChevronsDown, ChevronsUp } from 'lucide-react';
import { useMemo, type RefObject } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '../../client/index.ts';
import { hrefOf } from '../../state/index.ts';
import { ButtonLink, IconButton, SearchField, SelectField } from '../../ui/index.ts';
import { stepFilters, type StepFilter } from './steps.ts';
import { inFileOrder, nextFailedEpisode, otherOutcome } from './rows.ts';

export interface ReaderBarProps {
  readonly id: string;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly search: string;
  readonly matches: readonly number[];
  readonly failures: readonly number[];
  readonly place: number;
  readonly filter: StepFilter;
  /** Steps that the filter leaves. */
  readonly shown: number;
  onFilter(filter: StepFilter): void;
  onSearch(search: string): void;
  onTurn(places: readonly number[], direction: 1 | -1): void;
}

/** Search inside the episode, and the ways from failure to failure. */
export function ReaderBar(props: ReaderBarProps) {
  const { id, searchRef, search, matches, failures, place, onSearch, onTurn } = props;
  const t = useTranslations('trajectories');
  const { query } = useApi();
  const rows = useQuery(query.trajectories.list.queryOptions()).data;
  const nextEpisode = useMemo(() => (rows === undefined ? null : nextFailedEpisode(inFileOrder(rows), id)), [rows, id]);
  const twin = useMemo(() => (rows === undefined ? null : otherOutcome(inFileOrder(rows), id)), [rows, id]);
  const isSearching = search.trim() !== '';
  return (
    <div className="reader-bar">
      <search>
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault();
            onTurn(matches, 1);
          }}
        >
          <SearchField ref={searchRef} label={t('searchSteps')} value={search} onChange={onSearch} />
          <IconButton
            label={t('previousMatch')}
            icon={<ChevronUp size={16} aria-hidden />}
            disabled={matches.length === 0}
            onClick={() => onTurn(matches, -1)}
          />
          <IconButton
            label={t('nextMatch')}
            icon={<ChevronDown size={16} aria-hidden />}
            disabled={matches.length === 0}
            onClick={() => onTurn(matches, 1)}
          />
          <output className="small muted reader-count">
            {!isSearching
              ? ''
              : matches.length === 0
                ? t('noMatches')
                : t('matches', { index: matches.filter((match) => match <= place).length, count: matches.length })}
          </output>
        </form>
      </search>
      <div className="row">
        <SelectField
          label={t('filter.label')}
          hideLabel
          value={props.filter}
          options={stepFilters.map((value) => ({ value, label: t(`filter.${value}`) }))}
          onChange={props.onFilter}
        />
        {props.filter === 'all' ? null : (
          <output className="small muted">{t('filter.shown', { count: props.shown })}</output>
        )}
      </div>
      <div className="row">
        <span className="small muted">
          {failures.length === 0 ? t('noFailures') : t('failureCount', { count: failures.length })}
        </span>
        {failures.length === 0 ? null : (
          <>
            <IconButton
              label={t('previousFailure')}
              icon={<ChevronsUp size={16} aria-hidden />}
              onClick={() => onTurn(failures, -1)}
            />
            <IconButton
              label={t('nextFailure')}
              icon={<ChevronsDown size={16} aria-hidden />}
              onClick={() => onTurn(failures, 1)}
            />
          </>
        )}
        {twin === null ? null : (
          <ButtonLink size="small" href={hrefOf({ view: 'trajectories', params: { compare: `${id},${twin.id}` } })}>
            {t('compare.like', { outcome: twin.outcome })}
          </ButtonLink>
        )}
        {nextEpisode === null ? null : (
          <ButtonLink size="small" href={hrefOf({ view: 'trajectory', id: nextEpisode })}>
            {t('nextEpisode')}
          </ButtonLink>
        )}
      </div>
    </div>
  );
}
