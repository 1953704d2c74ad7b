import { useReactFlow, useStore } from '@xyflow/react';
import { useEffect, useRef, type PointerEvent } from 'react';
import { useTranslations } from 'use-intl';
import { paintScene } from './paint.ts';
import { usePalette } from './palette.ts';
import type { Scene } from './scene.ts';

/** Pixels of the page. */
const size = { width: 208, height: 148 } as const;
const noMatches: ReadonlySet<string> = new Set();

/** All nodes in a corner, with the part that is in sight; a press goes there. The keys of the graph do the same. */
export function GraphMap({ scene }: { readonly scene: Scene }) {
  const t = useTranslations('hierarchy');
  const flow = useReactFlow();
  const palette = usePalette();
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const { bounds } = scene;
  const zoom = Math.min(size.width / Math.max(1, bounds.width), size.height / Math.max(1, bounds.height)) * 0.94;
  const x = size.width / 2 - (bounds.x + bounds.width / 2) * zoom;
  const y = size.height / 2 - (bounds.y + bounds.height / 2) * zoom;
  useEffect(() => {
    const canvas = canvasRef.current;
    const context = canvas?.getContext('2d') ?? null;
    if (canvas === null || context === null) return;
    canvas.width = size.width * 2;
    canvas.height = size.height * 2;
    context.setTransform(2, 0, 0, 2, 0, 0);
    const view = { x, y, zoom, ...size };
    paintScene(context, scene, { view, palette, matches: noMatches, selected: null, edges: false, nodes: true });
  }, [scene, palette, x, y, zoom]);
  const go = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.buttons !== 1) return;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const point = { x: (event.clientX - left - x) / zoom, y: (event.clientY - top - y) / zoom };
    void flow.setCenter(point.x, point.y, { zoom: flow.getZoom() });
  };
  return (
    <div
      className="graph-map nopan nowheel"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a canvas with a frame over it: no tag has that role for both
      role="img"
      aria-label={t('minimap')}
      style={size}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={go}
    >
      <canvas ref={canvasRef} style={size} aria-hidden />
      <InSight x={x} y={y} zoom={zoom} />
    </div>
  );
}

/** The frame of what is in sight. */
function InSight({ x, y, zoom }: { readonly x: number; readonly y: number; readonly zoom: number }) {
  const transform = useStore((state) => state.transform);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const scale = zoom / transform[2];
  const left = x - transform[0] * scale;
  const top = y - transform[1] * scale;
  const style = { width: width * scale, height: height * scale, transform: `translate(${left}px, ${top}px)` };
  return <div className="graph-map-frame" style={style} />;
}
