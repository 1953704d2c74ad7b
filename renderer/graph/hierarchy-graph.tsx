import { ControlButton, Controls, Panel, ReactFlow, ReactFlowProvider, useReactFlow, useStore } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { Maximize } from 'lucide-react';
import { useMemo, useRef, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import type { Graph } from '../../shared/contract/index.ts';
import { LoadingState } from '../ui/index.ts';
import { useFlowEdges, useFlowNodes } from './flow-elements.ts';
import { GraphCanvas } from './graph-canvas.tsx';
import { GraphMap } from './graph-map.tsx';
import { GraphNodeBox } from './graph-node.tsx';
import { GraphSave } from './graph-save.tsx';
import { LedEdge } from './led-edge.tsx';
import { nodeAt, sceneOf, tilesOf, type Scene } from './scene.ts';
import { usePlaces, type Placed } from './use-places.ts';
import { useViewport } from './use-viewport.ts';
import './graph.css';

export interface HierarchyProps {
  /** What is in sight, see `visibleGraph`. */
  readonly shown: Graph;
  /** Procedures below each meta-procedure of the whole graph. */
  readonly sizes: ReadonlyMap<string, number>;
  readonly collapsed: ReadonlySet<string>;
  readonly selected: string | null;
  readonly matches: ReadonlySet<string>;
  /** The match to be brought into sight. */
  readonly focus: string | null;
  onSelect(id: string | null): void;
  onToggle(id: string): void;
  onOpen(id: string): void;
}

const nodeTypes = { item: GraphNodeBox };
const edgeTypes = { led: LedEdge };
/** Above this only what is in sight is in the document, and edges are painted. */
const drawAllBelow = 500;
/** A small graph is in sight as a whole and needs no map. */
const minimapAbove = 80;
/** Below this zoom a large graph is an overview: names could not be read. */
const farBelow = 0.35;
/** From afar a press means the nearest node within so many pixels. */
const slack = 8;

/** The hierarchy by React Flow, from afar on a canvas. Colour is the posterior mean, paleness and dashes are lack of evidence. */
export function HierarchyGraph(props: HierarchyProps) {
  const t = useTranslations('hierarchy');
  const placed = usePlaces(props.shown);
  if (placed === null) return <LoadingState label={t('layingOut')} />;
  return (
    <ReactFlowProvider>
      <Flow {...props} placed={placed} />
    </ReactFlowProvider>
  );
}

function Flow(props: HierarchyProps & { readonly placed: Placed }) {
  const t = useTranslations('hierarchy');
  const { selected, matches, onSelect, onOpen, placed } = props;
  const { graph, layout, status } = placed;
  const flow = useReactFlow();
  const scene = useMemo(() => sceneOf(graph, layout), [graph, layout]);
  const isLarge = graph.nodes.length > drawAllBelow;
  const isFar = useStore((state) => isLarge && state.transform[2] < farBelow);
  const tiles = useStore(({ transform: [x, y, zoom], width, height }) =>
    isLarge && zoom >= farBelow
      ? tilesOf({ x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom })
      : '',
  );
  const nodes = useFlowNodes(props, scene, isLarge ? tiles : null);
  const edges = useFlowEdges(scene, selected, isLarge);
  const paneRef = useRef<HTMLDivElement>(null);
  const viewport = useViewport({ ...props, scene, status, paneRef });
  const openByKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.target instanceof Element)) return;
    const id = event.target.closest('.react-flow__node')?.getAttribute('data-id');
    if (id !== null && id !== undefined && id === selected) onOpen(id);
  };
  const pressed = (event: { readonly clientX: number; readonly clientY: number }): string | null => {
    if (!isFar) return null;
    const point = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    return nodeAt(scene, point, slack / flow.getZoom())?.id ?? null;
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys move the picture: whoever has no pointer pans and zooms here
    <section
      ref={paneRef}
      className="graph"
      aria-label={t('pane')}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what is moved by keys must be reached by them
      tabIndex={0}
      data-testid="hierarchy-graph"
      data-node-count={graph.nodes.length}
      data-edge-count={graph.edges.length}
      data-layout={status}
      data-far={isFar ? '' : undefined}
      onKeyDownCapture={openByKey}
      onKeyDown={viewport.onKeyDown}
    >
      {isLarge ? <GraphCanvas scene={scene} matches={matches} selected={selected} isFar={isFar} /> : null}
      <ReactFlow
        aria-label={t('graphLabel')}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        deleteKeyCode={null}
        multiSelectionKeyCode={null}
        selectionKeyCode={null}
        minZoom={0.005}
        maxZoom={2}
        proOptions={{ hideAttribution: true }}
        zoomOnDoubleClick={!isFar}
        onMove={(event) => {
          if (event !== null) viewport.moved();
        }}
        onNodeClick={(_, node) => onSelect(node.id)}
        onNodeDoubleClick={(_, node) => onOpen(node.id)}
        onPaneClick={(event) => onSelect(pressed(event))}
        onNodesChange={(changes) => {
          for (const change of changes) if (change.type === 'select' && change.selected) onSelect(change.id);
        }}
        ariaLabelConfig={{
          'controls.ariaLabel': t('controls'),
          'controls.zoomIn.ariaLabel': t('zoomIn'),
          'controls.zoomOut.ariaLabel': t('zoomOut'),
        }}
      >
        <Controls showInteractive={false} showFitView={false} position="bottom-left">
          <ControlButton aria-label={t('fit')} title={t('fit')} onClick={viewport.fit}>
            <Maximize aria-hidden />
          </ControlButton>
        </Controls>
        <Panel position="top-right">
          <GraphSave scene={scene} />
        </Panel>
        {graph.nodes.length > minimapAbove ? (
          <Panel position="bottom-right">
            <GraphMap scene={scene} />
          </Panel>
        ) : null}
        {isFar ? <FarHint scene={scene} /> : null}
      </ReactFlow>
      <output className="sr-only">
        {status === 'working' ? t('layingOut') : status === 'fallback' ? t('fallback') : t('laidOut')}
      </output>
    </section>
  );
}

function FarHint({ scene }: { readonly scene: Scene }) {
  const t = useTranslations('hierarchy');
  return (
    <Panel position="top-center">
      <p className="graph-hint">{t('far', { count: scene.graph.nodes.length })}</p>
    </Panel>
  );
}
