import {
  Controls,
  MarkerType,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  type EdgeTypes,
  type NodeTypes,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import type { Graph } from '../../shared/contract/index.ts';
import { LoadingState } from '../ui/index.ts';
import { GraphNodeBox, uncertainBelow, type FlowNode } from './graph-node.tsx';
import { LedEdge, type FlowEdge } from './led-edge.tsx';
import { nodeSize, type Layout } from './layout/index.ts';
import { useNodeText } from './node-text.ts';
import { bestKnown, meanStep } from './structure.ts';
import { usePlaces } from './use-places.ts';
import './graph.css';

export interface HierarchyProps {
  /** What is in sight, see `visibleGraph`. */
  readonly shown: Graph;
  /** Procedures below each meta-procedure of the whole graph. */
  readonly sizes: ReadonlyMap<string, number>;
  readonly collapsed: ReadonlySet<string>;
  readonly selected: string | null;
  readonly matches: readonly string[];
  /** The match to be brought into sight. */
  readonly focus: string | null;
  onSelect(id: string | null): void;
  onToggle(id: string): void;
  onOpen(id: string): void;
}

const nodeTypes: NodeTypes = { item: GraphNodeBox };
const edgeTypes: EdgeTypes = { led: LedEdge };
/** Above this only what is in sight is in the document. */
const drawAllBelow = 500;
/** A small graph is in sight as a whole and needs no map. */
const minimapAbove = 80;
/** At this zoom the names of nodes are about 10 px high; smaller ones are no names. */
const readableZoom = 0.78;
/** The controls stand on the left. */
const fitPadding = { top: '24px', right: '24px', bottom: '24px', left: '64px' } as const;

/** The hierarchy by React Flow. Colour is the posterior mean, paleness and dashes are lack of evidence. */
export function HierarchyGraph(props: HierarchyProps) {
  return (
    <ReactFlowProvider>
      <Flow {...props} />
    </ReactFlowProvider>
  );
}

function Flow(props: HierarchyProps) {
  const t = useTranslations('hierarchy');
  const { shown, selected, focus, onSelect, onOpen } = props;
  const placed = usePlaces(shown);
  const flow = useReactFlow();
  const graph = placed?.graph;
  const layout = placed?.layout;
  const nodes = useFlowNodes(props, placed);
  const edges = useFlowEdges(placed, selected);
  useEffect(() => {
    if (focus === null || placed?.layout.places.get(focus) === undefined) return;
    void flow.fitView({ nodes: [{ id: focus }], maxZoom: 1, duration: 200 });
  }, [flow, focus, placed]);
  const hasMoved = useRef(false);
  const hasPanel = selected !== null;
  useEffect(() => {
    hasMoved.current = false;
  }, [graph]);
  useEffect(() => {
    // A picture that nobody has moved yet fits its place, also when the panel beside it comes or goes.
    if (placed?.status === 'working' || graph === undefined || hasMoved.current) return undefined;
    const timer = setTimeout(() => begin(flow, graph, layout), 50);
    return () => clearTimeout(timer);
  }, [flow, graph, layout, placed?.status, hasPanel]);
  useKeepInSight(selected, placed?.layout);
  if (placed === null) return <LoadingState label={t('layingOut')} />;
  const openByKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.target instanceof Element)) return;
    const id = event.target.closest('.react-flow__node')?.getAttribute('data-id');
    if (id !== null && id !== undefined && id === selected) onOpen(id);
  };
  return (
    <div
      className="graph"
      data-testid="hierarchy-graph"
      data-node-count={placed.graph.nodes.length}
      data-edge-count={placed.graph.edges.length}
      data-layout={placed.status}
      onKeyDownCapture={openByKey}
    >
      <ReactFlow
        aria-label={t('graphLabel')}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onlyRenderVisibleElements={placed.graph.nodes.length > drawAllBelow}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        deleteKeyCode={null}
        multiSelectionKeyCode={null}
        selectionKeyCode={null}
        minZoom={0.02}
        maxZoom={2}
        proOptions={{ hideAttribution: true }}
        onMove={(event) => {
          if (event !== null) hasMoved.current = true;
        }}
        onNodeClick={(_, node) => onSelect(node.id)}
        onNodeDoubleClick={(_, node) => onOpen(node.id)}
        onPaneClick={() => onSelect(null)}
        onNodesChange={(changes) => {
          for (const change of changes) if (change.type === 'select' && change.selected) onSelect(change.id);
        }}
        ariaLabelConfig={{
          'controls.ariaLabel': t('controls'),
          'controls.zoomIn.ariaLabel': t('zoomIn'),
          'controls.zoomOut.ariaLabel': t('zoomOut'),
          'controls.fitView.ariaLabel': t('fit'),
          'minimap.ariaLabel': t('minimap'),
        }}
      >
        <Controls showInteractive={false} position="bottom-left" />
        {placed.graph.nodes.length > minimapAbove ? (
          <MiniMap<FlowNode>
            pannable
            zoomable
            nodeColor={(node) => `var(--mean-${meanStep(node.data.node.mean)})`}
            nodeStrokeColor="var(--border-strong)"
            nodeStrokeWidth={6}
          />
        ) : null}
      </ReactFlow>
      <output className="sr-only">
        {placed.status === 'working' ? t('layingOut') : placed.status === 'fallback' ? t('fallback') : t('laidOut')}
      </output>
    </div>
  );
}

/**
 * The first look: the whole picture where names can be read in it; otherwise a part of it at the least zoom at which they
 * can, beginning at the meta-procedure (or procedure) that most is known of.
 */
function begin(flow: ReturnType<typeof useReactFlow>, graph: Graph, layout: Layout | undefined): void {
  const pane = document.querySelector('.graph')?.getBoundingClientRect();
  if (pane === undefined || layout === undefined || graph.nodes.length === 0) return;
  const whole = flow.getNodesBounds(graph.nodes.map(({ id }) => id));
  const room = { width: pane.width - 88, height: pane.height - 48 };
  const fit = Math.min(room.width / whole.width, room.height / whole.height);
  if (fit >= readableZoom) {
    void flow.fitView({ padding: fitPadding, maxZoom: 1.1 });
    return;
  }
  const place = layout.places.get(bestKnown(graph)) ?? { x: whole.x, y: whole.y };
  const zoom = readableZoom;
  // The node stands at the left, half way down; no more of the empty space around the picture than must be.
  const lowest = whole.y + whole.height - room.height / zoom;
  const left = Math.max(whole.x, Math.min(place.x, whole.x + whole.width - room.width / zoom));
  const top = Math.max(whole.y, Math.min(place.y - room.height / zoom / 2, lowest));
  void flow.setViewport({ x: 64 - left * zoom, y: 24 - top * zoom, zoom });
}

/** The panel of a selected node takes room: what it would push out of sight is brought back. */
function useKeepInSight(selected: string | null, layout: Layout | undefined): void {
  const flow = useReactFlow();
  useEffect(() => {
    const place = selected === null ? undefined : layout?.places.get(selected);
    if (place === undefined) return undefined;
    const timer = setTimeout(() => {
      const pane = document.querySelector('.graph')?.getBoundingClientRect();
      const corner = flow.flowToScreenPosition({ x: place.x + nodeSize.width, y: place.y + nodeSize.height });
      const origin = flow.flowToScreenPosition(place);
      if (pane === undefined) return;
      const isInSight =
        origin.x >= pane.left && origin.y >= pane.top && corner.x <= pane.right && corner.y <= pane.bottom;
      if (isInSight) return;
      void flow.setCenter(place.x + nodeSize.width / 2, place.y + nodeSize.height / 2, {
        zoom: flow.getZoom(),
        duration: 150,
      });
    }, 200);
    return () => clearTimeout(timer);
  }, [flow, selected, layout]);
}

function useFlowNodes(
  props: HierarchyProps,
  placed: { readonly graph: Graph; readonly layout: Layout } | null,
): FlowNode[] {
  const { sizes, collapsed, selected, matches, onToggle } = props;
  const textOf = useNodeText();
  const texts = useMemo(() => {
    const made = new Map<string, string>();
    for (const node of placed?.graph.nodes ?? []) made.set(node.id, textOf(node));
    return made;
    // The words change with the graph alone; a new function for the same language is no reason.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [placed?.graph]);
  return useMemo(() => {
    const found = new Set(matches);
    return (placed?.graph.nodes ?? []).map((node): FlowNode => ({
      id: node.id,
      type: 'item',
      position: placed?.layout.places.get(node.id) ?? { x: 0, y: 0 },
      ...nodeSize,
      initialWidth: nodeSize.width,
      initialHeight: nodeSize.height,
      selected: node.id === selected,
      ariaLabel: texts.get(node.id) ?? node.label,
      data: {
        node,
        size: sizes.get(node.id) ?? 0,
        isCollapsed: collapsed.has(node.id),
        isMatch: found.has(node.id),
        isDim: found.size > 0 && !found.has(node.id),
        onToggle,
      },
    }));
  }, [placed, texts, sizes, collapsed, selected, matches, onToggle]);
}

/** Edges of the selected node are drawn in front, thick and in the accent's colour. */
function useFlowEdges(
  placed: { readonly graph: Graph; readonly layout: Layout } | null,
  selected: string | null,
): FlowEdge[] {
  const t = useTranslations('hierarchy');
  const graph = placed?.graph;
  const routes = placed?.layout.routes;
  return useMemo(() => {
    const byId = new Map((graph?.nodes ?? []).map((node) => [node.id, node]));
    return (graph?.edges ?? []).map((edge): FlowEdge => {
      const certainty = byId.get(edge.to)?.certainty ?? 0;
      const isMarked = edge.from === selected || edge.to === selected;
      const color = isMarked ? 'var(--accent)' : 'var(--border-strong)';
      return {
        id: edge.id,
        type: 'led',
        data: { route: routes?.get(edge.id) ?? [] },
        source: edge.from,
        target: edge.to,
        focusable: false,
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
  }, [graph, routes, selected, t]);
}
