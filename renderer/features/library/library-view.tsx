import { useQuery } from '@tanstack/react-query';
import { Rows3, SquareStack } from 'lucide-react';
import { useDeferredValue, useMemo, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { LibraryColumns } from '../../../shared/contract/index.ts';
import { useApi } from '../../client/index.ts';
import { hrefOf, setParams, useCommands, useRoute } from '../../state/index.ts';
import {
  ButtonLink,
  CheckField,
  EmptyState,
  Loaded,
  Page,
  SampleOffer,
  SearchField,
  Segmented,
  SelectField,
} from '../../ui/index.ts';
import { Capacity } from './capacity.tsx';
import { Forest } from './forest.tsx';
import { LibraryTable } from './library-table.tsx';
import { filterRows, kindFilters, libraryRows, statusFilters, type LibraryFilter, type LibraryRow } from './rows.ts';
import './library.css';

export function LibraryView() {
  const t = useTranslations('library');
  const { query } = useApi();
  const columns = useQuery(query.library.columns.queryOptions());
  return (
    <Page fill title={t('title')} actions={<Capacity />}>
      <Loaded query={columns}>{(data) => <Library columns={data} />}</Loaded>
    </Page>
  );
}

function useFilter(): LibraryFilter {
  const { params } = useRoute();
  return {
    search: params['q'] ?? '',
    kind: kindFilters.find((kind) => kind === params['kind']) ?? 'all',
    status: statusFilters.find((status) => status === params['status']) ?? 'live',
  };
}

function Library({ columns }: { readonly columns: LibraryColumns }) {
  const t = useTranslations('library');
  const rows = useMemo(() => libraryRows(columns), [columns]);
  if (rows.length === 0) return <EmptyLibrary />;
  return (
    <div className="library">
      <Toolbar label={t('search')} />
      <Content rows={rows} />
    </div>
  );
}

function Content({ rows }: { readonly rows: readonly LibraryRow[] }) {
  const t = useTranslations('library');
  const filter = useFilter();
  const isForest = useRoute().params['as'] === 'forest';
  const search = useDeferredValue(filter.search);
  const { kind, status } = filter;
  const { query } = useApi();
  // After the first rows: they can be read before they can be searched for more than their goals.
  const texts = useQuery(query.library.texts.queryOptions()).data ?? null;
  const shown = useMemo(() => filterRows(rows, { search, kind, status }, texts), [rows, search, kind, status, texts]);
  if (shown.length === 0) {
    return (
      <EmptyState
        title={t('noMatch.title')}
        body={t('noMatch.body')}
        actions={
          <ButtonLink href={hrefOf({ view: 'library', params: { status: 'all' } })}>{t('noMatch.clear')}</ButtonLink>
        }
      />
    );
  }
  return isForest ? <Forest rows={shown} /> : <LibraryTable rows={shown} total={rows.length} />;
}

function Toolbar({ label }: { readonly label: string }) {
  const t = useTranslations('library');
  const { params } = useRoute();
  const filter = useFilter();
  const searchRef = useRef<HTMLInputElement>(null);
  const isGrouped = params['group'] === 'goal';
  const isForest = params['as'] === 'forest';
  useCommands(
    'library',
    useMemo(() => {
      const group = t('commands.group');
      return [
        { id: 'library.search', label: t('commands.search'), group, keys: '/', run: () => searchRef.current?.focus() },
        {
          id: 'library.group',
          label: t('commands.toggleGroup'),
          group,
          keys: 'Shift+G',
          run: () => setParams({ group: isGrouped ? undefined : 'goal' }),
        },
        {
          id: 'library.forest',
          label: t(isForest ? 'commands.table' : 'commands.forest'),
          group,
          keys: 'Shift+F',
          run: () => setParams({ as: isForest ? undefined : 'forest' }),
        },
      ];
    }, [t, isGrouped, isForest]),
  );
  return (
    <div className="library-tools">
      <div className="library-search">
        <SearchField ref={searchRef} label={label} value={filter.search} onChange={(q) => setParams({ q })} />
      </div>
      <SelectField
        label={t('kind')}
        hideLabel
        value={filter.kind}
        options={kindFilters.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        onChange={(kind) => setParams({ kind: kind === 'all' ? undefined : kind })}
      />
      <SelectField
        label={t('status')}
        hideLabel
        value={filter.status}
        options={statusFilters.map((value) => ({ value, label: t(`statuses.${value}`) }))}
        onChange={(status) => setParams({ status: status === 'live' ? undefined : status })}
      />
      {isForest ? null : (
        <CheckField
          label={t('groupByGoal')}
          checked={isGrouped}
          onChange={(on) => setParams({ group: on ? 'goal' : undefined })}
        />
      )}
      <span className="grow" />
      <Segmented
        label={t('show')}
        value={isForest ? 'forest' : 'table'}
        options={[
          { value: 'table', label: t('asTable'), icon: <Rows3 size={14} aria-hidden /> },
          { value: 'forest', label: t('asForest'), icon: <SquareStack size={14} aria-hidden /> },
        ]}
        onChange={(as) => setParams({ as: as === 'table' ? undefined : as })}
      />
    </div>
  );
}

function EmptyLibrary() {
  const t = useTranslations('library');
  return (
    <EmptyState
      title={t('empty.title')}
      body={t('empty.body')}
      actions={
        <>
          <ButtonLink href={hrefOf({ view: 'import' })} variant="primary">
            {t('empty.import')}
          </ButtonLink>
          <SampleOffer />
        </>
      }
    />
  );
}
