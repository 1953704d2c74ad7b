import { useQuery } from '@tanstack/react-query';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Graph } from '../../../shared/contract/index.ts';
import { useApi } from '../../client/index.ts';
import {
  HierarchyGraph,
  HierarchyTree,
  Legend,
  legendClasses,
  type LegendClass,
  matchesOf,
  sizesOf,
  visibleGraph,
  withoutClasses,
} from '../../graph/index.ts';
import { hrefOf, navigate, setParams, useRoute } from '../../state/index.ts';
import { Button, ButtonLink, EmptyState, Loaded, Page, SampleOffer, Split } from '../../ui/index.ts';
import { NodePanel } from './node-panel.tsx';
import { Toolbar } from './toolbar.tsx';
import './hierarchy.css';

export function HierarchyView() {
  const t = useTranslations('hierarchy');
  const { query } = useApi();
  const graph = useQuery(query.library.graph.queryOptions());
  return (
    <Loaded query={graph} label={t('loading')} isPage>
      {(data) => (data.nodes.length === 0 ? <Empty /> : <Hierarchy graph={data} />)}
    </Loaded>
  );
}

/** Up to this many nodes everything is expanded at first. */
const expandedBelow = 400;

function Hierarchy({ graph }: { readonly graph: Graph }) {
  const t = useTranslations('hierarchy');
  const { params } = useRoute();
  const hide = params['hide'] ?? '';
  const hidden = useMemo(() => hiddenOf(hide), [hide]);
  const isSmall = graph.nodes.length <= expandedBelow;
  const metas = useMemo(() => graph.nodes.filter((node) => node.kind === 'meta').map((node) => node.id), [graph]);
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(() => new Set(isSmall ? [] : metas));
  const [standalone, setStandalone] = useState(isSmall);
  const wanted = useMemo(() => withoutClasses(graph, hidden), [graph, hidden]);
  const shown = useMemo(() => {
    const expanded = visibleGraph(graph, { collapsed, standalone });
    return withoutClasses(expanded, hidden);
  }, [graph, hidden, collapsed, standalone]);
  const sizes = useMemo(() => sizesOf(graph), [graph]);
  const search = useDeferredValue(params['q'] ?? '');
  const found = useMemo(() => matchesOf(wanted, search), [wanted, search]);
  const matches = useMemo(() => new Set(found), [found]);
  const [match, setMatch] = useState<number | null>(null);
  const focus = match === null || found.length === 0 ? null : (found[match % found.length] ?? null);
  const selected = shown.nodes.find((node) => node.id === params['node']) ?? null;
  const onToggle = useCallback((id: string): void => {
    setCollapsed((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  }, []);
  const onSelect = useCallback((id: string | null): void => setParams({ node: id ?? undefined }), []);
  const onOpen = (id: string): void => {
    const node = graph.nodes.find((each) => each.id === id);
    if (node !== undefined) navigate({ view: node.kind === 'meta' ? 'meta' : 'procedure', id });
  };
  const onNextMatch = (): void => {
    const next = match === null ? 0 : match + 1;
    setMatch(next);
    const id = found[next % Math.max(1, found.length)];
    if (id === undefined || shown.nodes.some((node) => node.id === id)) return;
    // What was found is out of sight: whatever holds it is expanded.
    const holder = graph.edges.find((edge) => edge.to === id)?.from;
    if (holder === undefined) setStandalone(true);
    else setCollapsed((before) => new Set([...before].filter((other) => other !== holder)));
  };
  const parts = { shown, sizes, collapsed, selected: selected?.id ?? null, matches, focus, onSelect, onToggle, onOpen };
  const picture = params['as'] === 'tree' ? <HierarchyTree {...parts} graph={wanted} /> : <HierarchyGraph {...parts} />;
  return (
    <Page
      fill
      title={t('title')}
      sub={t('sub', {
        nodes: shown.nodes.length,
        edges: shown.edges.length,
        hidden: graph.nodes.length - shown.nodes.length,
      })}
    >
      <div className="hierarchy">
        <Toolbar
          search={params['q'] ?? ''}
          matchCount={found.length}
          standalone={standalone}
          onSearch={(q) => {
            setMatch(null);
            setParams({ q });
          }}
          onNextMatch={onNextMatch}
          onStandalone={setStandalone}
          onExpandAll={() => setCollapsed(new Set())}
          onCollapseAll={() => setCollapsed(new Set(metas))}
        />
        <Legend hidden={hidden} onToggle={(name) => setParams({ hide: toggled(hidden, name) })} />
        {shown.nodes.length === 0 ? (
          <NothingShown />
        ) : (
          <div className="hierarchy-picture">
            <Split
              share={76}
              first={<div className="hierarchy-pane">{picture}</div>}
              second={
                selected === null ? null : (
                  <NodePanel
                    graph={graph}
                    node={selected}
                    isCollapsed={collapsed.has(selected.id)}
                    onToggle={onToggle}
                    onSelect={onSelect}
                  />
                )
              }
            />
          </div>
        )}
      </div>
    </Page>
  );
}

/** Classes of the legend that the address hides. */
function hiddenOf(param: string): ReadonlySet<LegendClass> {
  const names = new Set(param.split(','));
  return new Set(legendClasses.filter((name) => names.has(name)));
}

function toggled(hidden: ReadonlySet<LegendClass>, name: LegendClass): string {
  return legendClasses.filter((each) => (each === name ? !hidden.has(each) : hidden.has(each))).join(',');
}

/** The legend, or what is collapsed, has left nothing. */
function NothingShown() {
  const t = useTranslations('hierarchy');
  return (
    <EmptyState
      title={t('nothing.title')}
      body={t('nothing.body')}
      actions={<Button onClick={() => setParams({ hide: undefined })}>{t('nothing.show')}</Button>}
    />
  );
}

function Empty() {
  const t = useTranslations('hierarchy');
  return (
    <Page title={t('title')}>
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
    </Page>
  );
}
