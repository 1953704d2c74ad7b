import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Graph } from '../../../shared/contract/index.ts';
import { useApi } from '../../client/index.ts';
import { HierarchyGraph, HierarchyTree, Legend, matchesOf, sizesOf, visibleGraph } from '../../graph/index.ts';
import { hrefOf, navigate, setParams, useRoute } from '../../state/index.ts';
import { ButtonLink, EmptyState, Loaded, Page, SampleOffer, Split } from '../../ui/index.ts';
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
  const metas = useMemo(() => graph.nodes.filter((node) => node.kind === 'meta').map((node) => node.id), [graph]);
  const isSmall = graph.nodes.length <= expandedBelow;
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(() => new Set(isSmall ? [] : metas));
  const [standalone, setStandalone] = useState(isSmall);
  const shown = useMemo(() => visibleGraph(graph, { collapsed, standalone }), [graph, collapsed, standalone]);
  const sizes = useMemo(() => sizesOf(graph), [graph]);
  const search = params['q'] ?? '';
  const matches = useMemo(() => matchesOf(shown, search), [shown, search]);
  const [match, setMatch] = useState<number | null>(null);
  const focus = match === null || matches.length === 0 ? null : (matches[match % matches.length] ?? null);
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
  const parts = { shown, sizes, collapsed, selected: selected?.id ?? null, matches, focus, onSelect, onToggle, onOpen };
  const picture = params['as'] === 'tree' ? <HierarchyTree {...parts} graph={graph} /> : <HierarchyGraph {...parts} />;
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
          search={search}
          matchCount={matches.length}
          standalone={standalone}
          onSearch={(q) => {
            setMatch(null);
            setParams({ q });
          }}
          onNextMatch={() => setMatch((before) => (before === null ? 0 : before + 1))}
          onStandalone={setStandalone}
          onExpandAll={() => setCollapsed(new Set())}
          onCollapseAll={() => setCollapsed(new Set(metas))}
        />
        <Legend />
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
      </div>
    </Page>
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
