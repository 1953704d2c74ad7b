import { MarkerType } from '@xyflow/react';
import { useMemo } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { FlowNode } from './graph-node.tsx';
import type { HierarchyProps } from './hierarchy-graph.tsx';
import { nodeSize } from './layout/index.ts';
import type { FlowEdge } from './led-edge.tsx';
import { useNodeText } from './node-text.ts';
import { nodesIn, type Scene } from './scene.ts';
import { uncertainBelow } from './structure.ts';

/**
 * Nodes as React Flow takes them: all, or those that stand in tiles.
 *
 * @param tiles see `tilesOf`; '' for none, null for all
 */
export function useFlowNodes(props: HierarchyProps, scene: Scene, tiles: string | null): FlowNode[] {
  const { sizes, collapsed, selected, matches, onToggle } = props;
  const t = useTranslations('hierarchy');
  const locale = useLocale();
  const textOf = useNodeText();
  return useMemo(() => {
    const wanted = tiles === null ? scene.places.keys() : tiles === '' ? [] : nodesIn(scene, tiles);
    return [...wanted].flatMap((index): FlowNode[] => {
      const node = scene.graph.nodes[index];
      if (node === undefined) return [];
      return [
        {
          id: node.id,
          type: 'item',
          position: scene.places[index] ?? { x: 0, y: 0 },
          ...nodeSize,
          initialWidth: nodeSize.width,
          initialHeight: nodeSize.height,
          selected: node.id === selected,
          ariaLabel: textOf(node),
          domAttributes: { 'aria-roledescription': t(`kindOf.${node.kind}`) },
          data: {
            node,
            size: sizes.get(node.id) ?? 0,
            isCollapsed: collapsed.has(node.id),
            isMatch: matches.has(node.id),
            isDim: matches.size > 0 && !matches.has(node.id),
            onToggle,
          },
        },
      ];
    });
    // The words change with the graph and the language; a new function for the same language is no reason.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [scene, tiles, sizes, collapsed, selected, matches, onToggle, locale]);
}

/** Edges of the selected node are drawn in front, thick and in the accent's colour. None for a graph whose edges are painted. */
export function useFlowEdges(scene: Scene, selected: string | null, arePainted: boolean): FlowEdge[] {
  const t = useTranslations('hierarchy');
  return useMemo(() => {
    if (arePainted) return [];
    const { graph, routes } = scene;
    const byId = new Map(graph.nodes.map((node) => [node.id, node]));
    return graph.edges.map((edge): FlowEdge => {
      const certainty = byId.get(edge.to)?.certainty ?? 0;
      const isMarked = edge.from === selected || edge.to === selected;
      const color = isMarked ? 'var(--accent)' : 'var(--border-strong)';
      return {
        id: edge.id,
        type: 'led',
        data: { route: routes.get(edge.id) ?? [] },
        source: edge.from,
        target: edge.to,
        focusable: false,
        domAttributes: { 'aria-roledescription': t('edgeRole') },
        ariaLabel: t('edgeLabel', {
          from: byId.get(edge.from)?.label ?? edge.from,
          to: byId.get(edge.to)?.label ?? edge.to,
          position: edge.position + 1,
        }),
        markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14, color },
        zIndex: isMarked ? 1 : 0,
        style: {
          stroke: color,
          strokeWidth: isMarked ? 3 : 1 + certainty * 0.5,
          ...(certainty < uncertainBelow ? { strokeDasharray: '5 4' } : {}),
        },
      };
    });
  }, [scene, selected, arePainted, t]);
}
