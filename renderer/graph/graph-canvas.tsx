import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { paintScene } from './paint.ts';
import { usePalette } from './palette.ts';
import type { Scene } from './scene.ts';

export interface GraphCanvasProps {
  readonly scene: Scene;
  readonly matches: ReadonlySet<string>;
  readonly selected: string | null;
  /** Far away the canvas draws the nodes too; near, they stand in the document. */
  readonly isFar: boolean;
}

/** While a hand moves the picture, edges are left out where drawing all takes longer than this, in milliseconds. */
const budget = 7;
/** A picture that has stood still for so long is painted whole, in milliseconds. */
const stillAfter = 120;

/** The edges of a large graph, and from afar its nodes: one canvas behind React Flow that follows its viewport. */
export function GraphCanvas({ scene, matches, selected, isFar }: GraphCanvasProps) {
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const store = useStoreApi();
  const palette = usePalette();
  useEffect(() => {
    const canvas = canvasRef.current;
    const context = canvas?.getContext('2d') ?? null;
    if (canvas === null || context === null) return undefined;
    let frame = 0;
    let still: ReturnType<typeof setTimeout> | undefined;
    let whole = 0;
    const paint = (isMoving: boolean): void => {
      const { transform, width, height } = store.getState();
      const [x, y, zoom] = transform;
      const density = Math.min(2, window.devicePixelRatio);
      fitCanvas(canvas, { width: width * density, height: height * density });
      const begun = performance.now();
      context.setTransform(density, 0, 0, density, 0, 0);
      context.clearRect(0, 0, width, height);
      const isDraft = isMoving && whole > budget;
      const view = { x, y, zoom, width, height };
      const painted = paintScene(context, scene, { view, palette, matches, selected, edges: !isDraft, nodes: isFar });
      if (!isDraft) whole = performance.now() - begun;
      canvas.dataset['painted'] = String(painted);
    };
    const follow = (): void => {
      if (frame === 0)
        frame = requestAnimationFrame(() => {
          frame = 0;
          paint(true);
        });
      clearTimeout(still);
      still = setTimeout(() => paint(false), stillAfter);
    };
    paint(false);
    const unfollow = store.subscribe((now, before) => {
      if (now.transform !== before.transform || now.width !== before.width || now.height !== before.height) follow();
    });
    return () => {
      unfollow();
      clearTimeout(still);
      cancelAnimationFrame(frame);
    };
  }, [store, scene, palette, matches, selected, isFar]);
  return <canvas ref={canvasRef} className="graph-canvas" data-testid="graph-canvas" aria-hidden />;
}

/** A canvas that is given a size is empty again, so it is given one only when it has another. */
function fitCanvas(canvas: HTMLCanvasElement, { width, height }: { readonly width: number; readonly height: number }) {
  const [wide, tall] = [Math.round(width), Math.round(height)];
  if (canvas.width !== wide) canvas.width = wide;
  if (canvas.height !== tall) canvas.height = tall;
}
