import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { LibraryColumns } from '../../../shared/contract/index.ts';
import { useApi } from '../../client/index.ts';
import { hrefOf, useRoute } from '../../state/index.ts';
import {
  ButtonLink,
  type Column,
  EmptyState,
  Loaded,
  Page,
  SampleOffer,
  Split,
  useSortedRows,
} from '../../ui/index.ts';
import { Capacity } from './capacity.tsx';
import { Forest } from './forest.tsx';
import { Found } from './found.tsx';
import { LibraryTable, RowsShown, useColumns, usualSort } from './library-table.tsx';
import { filterRows, libraryRows, type LibraryRow } from './rows.ts';
import { Toolbar, useFilter } from './toolbar.tsx';
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

function Library({ columns }: { readonly columns: LibraryColumns }) {
  const rows = useMemo(() => libraryRows(columns), [columns]);
  if (rows.length === 0) return <EmptyLibrary />;
  return (
    <div className="library">
      <Toolbar />
      <Content rows={rows} />
    </div>
  );
}

function Content({ rows }: { readonly rows: readonly LibraryRow[] }) {
  const filter = useFilter();
  const isForest = useRoute().params['as'] === 'forest';
  // A table takes a letter at once, a plot when there is time for it.
  const deferred = useDeferredValue(filter.search);
  const search = isForest ? deferred : filter.search;
  const { kind, status, evidence } = filter;
  const { query } = useApi();
  // After the first rows: they can be read before they can be searched for more than their goals.
  const texts = useQuery(query.library.texts.queryOptions()).data ?? null;
  const columns = useColumns();
  const sorted = useSortedRows(rows, columns, useRoute().params['sort'] ?? usualSort);
  const shown = useMemo(
    () => filterRows(sorted, { search, kind, status, evidence }, texts),
    [sorted, search, kind, status, evidence, texts],
  );
  const isSearching = filter.search.trim() !== '';
  const ids = useMemo(() => new Set(isSearching ? shown.map(({ id }) => id) : []), [shown, isSearching]);
  return (
    <div className="library-content">
      <Split
        share={68}
        first={<Rows shown={shown} total={rows.length} columns={columns} />}
        second={isSearching ? <Found search={filter.search} shown={ids} /> : null}
      />
    </div>
  );
}

interface RowsProps {
  readonly shown: readonly LibraryRow[];
  readonly total: number;
  readonly columns: readonly Column<LibraryRow>[];
}

function Rows({ shown, total, columns }: RowsProps) {
  const t = useTranslations('library');
  const isForest = useRoute().params['as'] === 'forest';
  return (
    <div className="library-pane">
      {shown.length === 0 ? (
        <>
          <EmptyState
            title={t('noMatch.title')}
            body={t('noMatch.body')}
            actions={
              <ButtonLink href={hrefOf({ view: 'library', params: { status: 'all' } })}>
                {t('noMatch.clear')}
              </ButtonLink>
            }
          />
          <RowsShown shown={shown} total={total} />
        </>
      ) : isForest ? (
        <Forest rows={shown} />
      ) : (
        <LibraryTable rows={shown} total={total} columns={columns} />
      )}
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
