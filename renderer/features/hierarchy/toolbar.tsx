import { ListTree, Network } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { setParams, useCommands, useRoute } from '../../state/index.ts';
import { Button, CheckField, SearchField, Segmented } from '../../ui/index.ts';

export interface ToolbarProps {
  readonly search: string;
  readonly matchCount: number;
  readonly standalone: boolean;
  onSearch(search: string): void;
  onNextMatch(): void;
  onStandalone(on: boolean): void;
  onExpandAll(): void;
  onCollapseAll(): void;
}

export function Toolbar(props: ToolbarProps) {
  const t = useTranslations('hierarchy');
  const { params } = useRoute();
  const isTree = params['as'] === 'tree';
  const searchRef = useRef<HTMLInputElement>(null);
  useCommands(
    'hierarchy',
    useMemo(() => {
      const group = t('commands.group');
      return [
        {
          id: 'hierarchy.search',
          label: t('commands.search'),
          group,
          run: () => searchRef.current?.focus(),
        },
        {
          id: 'hierarchy.toggle',
          label: t('commands.toggle'),
          group,
          run: () => setParams({ as: isTree ? undefined : 'tree' }),
        },
      ];
    }, [t, isTree]),
  );
  return (
    <div className="row-wrap">
      <form
        className="hierarchy-search"
        onSubmit={(event) => {
          event.preventDefault();
          props.onNextMatch();
        }}
      >
        <SearchField ref={searchRef} label={t('search')} value={props.search} onChange={props.onSearch} />
        {props.search === '' ? null : (
          <>
            <output className="muted small">{t('matches', { count: props.matchCount })}</output>
            <Button type="submit" size="small" disabled={props.matchCount === 0}>
              {t('nextMatch')}
            </Button>
          </>
        )}
      </form>
      <Button size="small" onClick={props.onExpandAll}>
        {t('expandAll')}
      </Button>
      <Button size="small" onClick={props.onCollapseAll}>
        {t('collapseAll')}
      </Button>
      <CheckField label={t('standalone')} checked={props.standalone} onChange={props.onStandalone} />
      <span className="grow" />
      <Segmented
        label={t('show')}
        value={isTree ? 'tree' : 'graph'}
        options={[
          { value: 'graph', label: t('asGraph'), icon: <Network size={14} aria-hidden /> },
          { value: 'tree', label: t('asTree'), icon: <ListTree size={14} aria-hidden /> },
        ]}
        onChange={(as) => setParams({ as: as === 'graph' ? undefined : as })}
      />
    </div>
  );
}
