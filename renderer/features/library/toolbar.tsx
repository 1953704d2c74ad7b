import { Rows3, SquareStack } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { setParams, useCommands, useRoute } from '../../state/index.ts';
import { CheckField, SearchField, Segmented, SelectField } from '../../ui/index.ts';
import { evidenceFilters, kindFilters, statusFilters, type LibraryFilter } from './rows.ts';
import { ViewsMenu } from './views-menu.tsx';

/** The filter that the address holds. */
export function useFilter(): LibraryFilter {
  const { params } = useRoute();
  return {
    search: params['q'] ?? '',
    kind: kindFilters.find((kind) => kind === params['kind']) ?? 'all',
    status: statusFilters.find((status) => status === params['status']) ?? 'live',
    evidence: evidenceFilters.find((evidence) => evidence === params['evidence']) ?? 'all',
  };
}

/** Search, filters, grouping and views by name. */
export function Toolbar() {
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
        { id: 'library.search', label: t('commands.search'), group, run: () => searchRef.current?.focus() },
        {
          id: 'library.group',
          label: t('commands.toggleGroup'),
          group,
          run: () => setParams({ group: isGrouped ? undefined : 'goal' }),
        },
        {
          id: 'library.forest',
          label: t(isForest ? 'commands.table' : 'commands.forest'),
          group,
          run: () => setParams({ as: isForest ? undefined : 'forest' }),
        },
      ];
    }, [t, isGrouped, isForest]),
  );
  return (
    <div className="library-tools">
      <div className="library-search">
        <SearchField ref={searchRef} label={t('search')} value={filter.search} onChange={(q) => setParams({ q })} />
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
      <SelectField
        label={t('evidence')}
        hideLabel
        value={filter.evidence}
        options={evidenceFilters.map((value) => ({ value, label: t(`evidences.${value}`) }))}
        onChange={(evidence) => setParams({ evidence: evidence === 'all' ? undefined : evidence })}
      />
      {isForest ? null : (
        <CheckField
          label={t('groupByGoal')}
          checked={isGrouped}
          onChange={(on) => setParams({ group: on ? 'goal' : undefined })}
        />
      )}
      <div className="library-tools-end">
        <ViewsMenu />
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
    </div>
  );
}
