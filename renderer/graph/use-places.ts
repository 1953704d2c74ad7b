import { useEffect, useMemo, useState } from 'react';
import type { Graph } from '../../shared/contract/index.ts';
import { createElkEngine, createOrderEngine, treeLayout, type Layout } from './layout/index.ts';

export type LayoutStatus = 'working' | 'ready' | 'fallback';

export interface Placed {
  readonly graph: Graph;
  readonly layout: Layout;
  readonly status: LayoutStatus;
}

/** From this many nodes the quick lay-out is shown at once and the full one follows. */
const manyNodes = 400;
/** With fewer, the quick one is shown when the full one takes longer than this, in milliseconds. */
const patience = 400;
/** Above this the columns of a layered picture are too tall to be read; they are wrapped, and what shares procedures stands together. */
const mostForElk = 1500;
/** How long the full lay-out may take, in milliseconds. */
const deadline = 8000;

/**
 * Where the nodes stand. Null until there is a first picture; `working` while a better one is on its way. An older
 * picture stays until the one of a changed graph is there.
 */
export function usePlaces(graph: Graph): Placed | null {
  const [engines] = useState(() => ({ few: createElkEngine(), many: createOrderEngine() }));
  const engine = graph.nodes.length > mostForElk ? engines.many : engines.few;
  const quick = useMemo(() => (graph.nodes.length > manyNodes ? treeLayout(graph) : null), [graph]);
  const [answer, setAnswer] = useState<Placed | null>(null);
  useEffect(() => {
    let isPending = true;
    const soon = setTimeout(() => {
      if (quick === null) setAnswer({ graph, layout: treeLayout(graph), status: 'working' });
    }, patience);
    void engine.place(graph, deadline).then((layout) => {
      if (!isPending) return;
      isPending = false;
      clearTimeout(soon);
      if (layout === null) setAnswer({ graph, layout: quick ?? treeLayout(graph), status: 'fallback' });
      else setAnswer({ graph, layout, status: 'ready' });
    });
    return () => {
      clearTimeout(soon);
      // A worker that is busy with a graph that nobody looks at any more is ended; an idle one is kept.
      if (isPending) engine.close();
      isPending = false;
    };
  }, [engine, graph, quick]);
  useEffect(
    () => () => {
      engines.few.close();
      engines.many.close();
    },
    [engines],
  );
  return useMemo(() => {
    if (answer?.graph === graph || quick === null) return answer;
    return { graph, layout: quick, status: 'working' };
  }, [answer, graph, quick]);
}
