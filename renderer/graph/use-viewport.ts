import { useReactFlow } from '@xyflow/react';
import { useCallback, useEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import { nodeSize } from './layout/index.ts';
import type { Scene } from './scene.ts';
import { bestKnown } from './structure.ts';
import type { LayoutStatus } from './use-places.ts';

/** At this zoom the names of nodes are about 10 px high; smaller ones are no names. */
const readableZoom = 0.78;
/** Pixels around a picture that fits; the controls stand on the left. */
const padding = { left: 64, right: 24, vertical: 24 } as const;
/** How far an arrow key moves the picture, in pixels. */
const stride = 120;

export interface ViewportOptions {
  readonly scene: Scene;
  readonly status: LayoutStatus;
  readonly selected: string | null;
  readonly focus: string | null;
  readonly paneRef: RefObject<HTMLElement | null>;
}

export interface Viewport {
  /** A hand has moved the picture: from now on it stays where it is. */
  moved(): void;
  /** Brings the whole picture into sight. */
  fit(): void;
  /** Arrow keys move, plus and minus zoom, 0 fits. */
  onKeyDown(event: KeyboardEvent): void;
}

/** Which part of the picture is in sight: at first, after a search, beside the panel of what is selected, and by keys. */
export function useViewport({ scene, status, selected, focus, paneRef }: ViewportOptions): Viewport {
  const flow = useReactFlow();
  const hasMoved = useRef(false);
  const hasPanel = selected !== null;
  const { graph } = scene;
  useEffect(() => {
    hasMoved.current = false;
  }, [graph]);
  const roomOf = useCallback(() => {
    const pane = paneRef.current?.getBoundingClientRect();
    const [width, height] = [pane?.width ?? 0, pane?.height ?? 0];
    return { width: width - padding.left - padding.right, height: height - 2 * padding.vertical };
  }, [paneRef]);
  const fit = useCallback(() => {
    const { bounds } = scene;
    const room = roomOf();
    if (room.width <= 0 || bounds.width === 0) return;
    const zoom = Math.min(1.1, room.width / bounds.width, room.height / bounds.height);
    const x = padding.left + (room.width - bounds.width * zoom) / 2 - bounds.x * zoom;
    const y = padding.vertical + (room.height - bounds.height * zoom) / 2 - bounds.y * zoom;
    void flow.setViewport({ x, y, zoom });
  }, [flow, scene, roomOf]);
  useEffect(() => {
    // A picture that nobody has moved yet fits its place, also when the panel beside it comes or goes.
    if (hasMoved.current || graph.nodes.length === 0) return undefined;
    const timer = setTimeout(() => {
      const { bounds } = scene;
      const room = roomOf();
      if (Math.min(room.width / bounds.width, room.height / bounds.height) >= readableZoom) fit();
      else if (room.width > 0) void flow.setViewport(beginning(scene, room));
    }, 50);
    return () => clearTimeout(timer);
  }, [flow, graph, scene, status, hasPanel, fit, roomOf]);
  useEffect(() => {
    const place = scene.places[scene.indexOf.get(focus ?? '') ?? -1];
    if (place === undefined) return;
    hasMoved.current = true;
    const zoom = Math.max(readableZoom, flow.getZoom());
    void flow.setCenter(place.x + nodeSize.width / 2, place.y + nodeSize.height / 2, { zoom });
  }, [flow, focus, scene]);
  useKeepInSight(selected, scene, paneRef);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    const { x, y, zoom } = flow.getViewport();
    const ways: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => void flow.setViewport({ x: x + stride, y, zoom }),
      ArrowRight: () => void flow.setViewport({ x: x - stride, y, zoom }),
      ArrowUp: () => void flow.setViewport({ x, y: y + stride, zoom }),
      ArrowDown: () => void flow.setViewport({ x, y: y - stride, zoom }),
      '+': () => void flow.zoomIn(),
      '-': () => void flow.zoomOut(),
      '0': fit,
    };
    const way = ways[event.key];
    if (way === undefined) return;
    event.preventDefault();
    hasMoved.current = true;
    way();
  };
  return { moved: () => (hasMoved.current = true), fit, onKeyDown };
}

/**
 * The first look at what is too large to be read as a whole: a part of it at the least zoom at which names can be read, beginning at
 * the meta-procedure (or procedure) that most is known of; no more of the empty space around the picture than must be.
 */
function beginning(scene: Scene, room: { readonly width: number; readonly height: number }) {
  const { bounds } = scene;
  const place = scene.places[scene.indexOf.get(bestKnown(scene.graph)) ?? -1] ?? bounds;
  const zoom = readableZoom;
  const lowest = bounds.y + bounds.height - room.height / zoom;
  const left = Math.max(bounds.x, Math.min(place.x, bounds.x + bounds.width - room.width / zoom));
  const top = Math.max(bounds.y, Math.min(place.y - room.height / zoom / 2, lowest));
  return { x: padding.left - left * zoom, y: padding.vertical - top * zoom, zoom };
}

/** The panel of a selected node takes room: what it would push out of sight is brought back. */
function useKeepInSight(selected: string | null, scene: Scene, paneRef: RefObject<HTMLElement | null>): void {
  const flow = useReactFlow();
  useEffect(() => {
    const place = scene.places[scene.indexOf.get(selected ?? '') ?? -1];
    if (place === undefined) return undefined;
    const timer = setTimeout(() => {
      const pane = paneRef.current?.getBoundingClientRect();
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
  }, [flow, selected, scene, paneRef]);
}
