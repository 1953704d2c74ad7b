import { describe, expect, it } from 'vitest';
import type { Graph, GraphNode } from '../../../shared/contract/index.ts';
import { columnsOf, nodeSize, withGrid, type Place } from './places.ts';
import { treeLayout } from './tree-layout.ts';

const node = (id: string, kind: GraphNode['kind']): GraphNode => ({
  id,
  kind,
  label: id,
  mean: 0.5,
  certainty: 0.5,
  n: 1,
  pending: 0,
});

function sample(metas: number, procedures: number): Graph {
  const nodes = [
    ...Array.from({ length: metas }, (_, index) => node(`m${index}`, 'meta')),
    ...Array.from({ length: procedures }, (_, index) => node(`p${index}`, 'procedure')),
  ];
  const edges = Array.from({ length: metas * 4 }, (_, index) => ({
    id: `e${index}`,
    from: `m${index % metas}`,
    to: `p${(index * 7) % Math.ceil(procedures * 0.7)}`,
    position: Math.floor(index / metas),
  }));
  return { nodes, edges };
}

function overlaps(places: readonly Place[]): number {
  let count = 0;
  places.forEach((a, index) => {
    for (const b of places.slice(index + 1)) {
      if (Math.abs(a.x - b.x) < nodeSize.width && Math.abs(a.y - b.y) < nodeSize.height) count += 1;
    }
  });
  return count;
}

describe('treeLayout', () => {
  it('places every node once and none on another', () => {
    const graph = sample(12, 60);
    const { places } = treeLayout(graph);
    expect([...places.keys()].toSorted()).toEqual(graph.nodes.map(({ id }) => id).toSorted());
    expect(overlaps([...places.values()])).toBe(0);
  });
  it('needs no edge', () => {
    const graph = { nodes: sample(0, 9).nodes, edges: [] };
    expect(treeLayout(graph).places.size).toBe(9);
  });
});

it('puts procedures in the column of their usual position', () => {
  const edges = [0, 2, 2].map((position, index) => ({ id: `e${index}`, from: 'm', to: 'p', position }));
  expect(columnsOf({ nodes: [], edges }).get('p')).toBe(3);
});

it('keeps the grid below what is placed', () => {
  const places = withGrid(new Map([['a', { x: 0, y: 100 }]]), [node('b', 'procedure')]);
  expect(places.get('b')?.y).toBeGreaterThan(100 + nodeSize.height);
});
