import type { Graph } from '../../../shared/contract/index.ts';
import type { LayoutEngine } from './elk-layout.ts';
import type { OrderQuestion } from './neighbour-order.ts';
// oxlint-disable-next-line import/default -- the bundler gives the address of the built worker
import orderAddress from './order-worker.ts?worker&url';
import type { Layout } from './places.ts';
import { treeLayout } from './tree-layout.ts';
import { createWorker } from './worker-policy.ts';

/**
 * Lay-outs of very many nodes: the columns of a layered picture would be too tall to be read, so it is the quick one, with
 * meta-procedures that share procedures beside each other. The order is found in a worker, a new one for each question.
 */
export function createOrderEngine(): LayoutEngine {
  let worker: Worker | null = null;
  const close = (): void => {
    worker?.terminate();
    worker = null;
  };
  const place = async (graph: Graph, deadline: number): Promise<Layout | null> => {
    close();
    const metas = graph.nodes.filter((node) => node.kind === 'meta');
    if (graph.edges.length === 0) return treeLayout(graph);
    const asked = createWorker(orderAddress, 'module');
    worker = asked;
    const order = await new Promise<readonly number[] | null>((resolve) => {
      asked.addEventListener('message', (event: MessageEvent<readonly number[]>) => resolve(event.data));
      asked.addEventListener('error', () => resolve(null));
      setTimeout(() => resolve(null), deadline);
      asked.postMessage(questionOf(graph, metas));
    });
    asked.terminate();
    return order === null
      ? null
      : treeLayout(
          graph,
          order.flatMap((index) => metas[index] ?? []),
        );
  };
  return { place, close };
}

function questionOf(graph: Graph, metas: Graph['nodes']): OrderQuestion {
  const metaAt = new Map(metas.map(({ id }, index) => [id, index]));
  const nodeAt = new Map(graph.nodes.map(({ id }, index) => [id, index]));
  return {
    count: metas.length,
    uses: graph.edges.map(({ from, to }) => [metaAt.get(from) ?? 0, nodeAt.get(to) ?? 0] as const),
  };
}
