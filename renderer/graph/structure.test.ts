import { describe, expect, it } from 'vitest';
import type { Graph, GraphNode } from '../../shared/contract/index.ts';
import { matchesOf, meanStep, sizesOf, treeLines, visibleGraph } from './structure.ts';

const node = (id: string, kind: GraphNode['kind']): GraphNode => ({
  id,
  kind,
  label: `label of ${id}`,
  mean: 0.5,
  certainty: 0.5,
  n: 4,
  pending: 0,
});
const graph: Graph = {
  nodes: [
    node('m1', 'meta'),
    node('m2', 'meta'),
    node('p1', 'procedure'),
    node('p2', 'procedure'),
    node('p3', 'procedure'),
  ],
  edges: [
    { id: 'm1:1', from: 'm1', to: 'p2', position: 1 },
    { id: 'm1:0', from: 'm1', to: 'p1', position: 0 },
    { id: 'm1:2', from: 'm1', to: 'p1', position: 2 },
    { id: 'm2:0', from: 'm2', to: 'p2', position: 0 },
  ],
};
const nothing = new Set<string>();
const ids = (part: Graph): readonly string[] => part.nodes.map(({ id }) => id);

describe('visibleGraph', () => {
  it('is the whole graph when nothing is collapsed or hidden', () => {
    expect(visibleGraph(graph, { collapsed: nothing, standalone: true })).toEqual(graph);
  });
  it('keeps what another meta-procedure shows', () => {
    const shown = visibleGraph(graph, { collapsed: new Set(['m1']), standalone: true });
    expect(ids(shown)).toEqual(['m1', 'm2', 'p2', 'p3']);
    expect(shown.edges.map(({ id }) => id)).toEqual(['m2:0']);
  });
  it('hides what stands alone when asked', () => {
    expect(ids(visibleGraph(graph, { collapsed: nothing, standalone: false }))).toEqual(['m1', 'm2', 'p1', 'p2']);
  });
});

describe('treeLines', () => {
  it('has the same nodes as the graph, in the order of the sequences', () => {
    const shown = visibleGraph(graph, { collapsed: nothing, standalone: true });
    const lines = treeLines(graph, shown, nothing);
    expect(lines.map(({ key, level }) => `${level} ${key}`)).toEqual([
      '1 m1',
      '2 m1:0',
      '2 m1:1',
      '2 m1:2',
      '1 m2',
      '2 m2:0',
      '1 p3',
    ]);
    expect(new Set(lines.map((line) => line.node.id))).toEqual(new Set(ids(graph)));
    expect(lines[0]).toMatchObject({ place: 1, of: 3, expanded: true });
  });
  it('closes what is collapsed', () => {
    const collapsed = new Set(['m1', 'm2']);
    const shown = visibleGraph(graph, { collapsed, standalone: false });
    expect(treeLines(graph, shown, collapsed).map(({ key, expanded }) => `${key} ${expanded}`)).toEqual([
      'm1 false',
      'm2 false',
    ]);
  });
});

it('finds nodes by all words', () => {
  expect(matchesOf(graph, 'LABEL m2')).toEqual(['m2']);
  expect(matchesOf(graph, '  ')).toEqual([]);
});

it('counts what a meta-procedure holds once', () => {
  expect(sizesOf(graph).get('m1')).toBe(2);
});

it('cuts the mean into five steps', () => {
  expect([0, 0.2, 0.5, 0.79, 0.8, 1].map(meanStep)).toEqual([0, 1, 2, 3, 4, 4]);
});
