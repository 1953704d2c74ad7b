import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { Graph } from '../../shared/contract/index.ts';
import { eventually, patience, textOf, titleIs, type Tour } from './tour.ts';

const place = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** Every node and edge of the engine is drawn, once; the tree has the same nodes; a node opens its page. */
export async function hierarchy(tour: Tour): Promise<void> {
  const { page, driver } = tour;
  const graph = await (await tour.engine()).library.graph();
  const kinds = graph.nodes.map(({ kind }) => kind);
  expect(kinds).toContain('meta');
  expect(kinds).toContain('procedure');
  await driver.goTo('Hierarchy');
  await titleIs(page, 'Hierarchy');
  await seeGraph(tour, graph);
  await tour.look('hierarchy, graph');
  await collapseAndExpand(tour, graph);
  await filterByLegend(tour, graph);
  await seeTree(tour, graph);
  await tour.look('hierarchy, tree');
  await openNode(tour, graph);
}

async function seeGraph({ page }: Tour, graph: Graph): Promise<void> {
  const picture = page.getByTestId('hierarchy-graph');
  await eventually(() => picture.getAttribute('data-layout')).not.toBe('working');
  await eventually(() => textOf(page.locator('.page-sub'))).toBe(
    `${place(graph.nodes.length, 'node')} and ${place(graph.edges.length, 'edge')} shown`,
  );
  const nodes = graph.nodes.map(({ id }) => id).toSorted();
  await eventually(() => idsOf(picture.locator('.react-flow__node'))).toEqual(nodes);
  // Edges are drawn when the nodes have been measured, a picture or more later.
  await eventually(() => idsOf(picture.locator('.react-flow__edge'))).toEqual(
    graph.edges.map(({ id }) => id).toSorted(),
  );
  // Drawn is more than being there: each edge has a path with a length, each node a place of its own.
  const drawn = (): Promise<number> =>
    picture
      .locator('.react-flow__edge-path')
      .evaluateAll((paths) => paths.filter((path) => (path as SVGPathElement).getTotalLength() > 0).length);
  await eventually(drawn).toBe(graph.edges.length);
  const corners = async (): Promise<number> => {
    const all = await picture.locator('.react-flow__node').evaluateAll((nodes) =>
      nodes.map((node) => {
        const { left, top } = node.getBoundingClientRect();
        return `${left.toFixed(1)} ${top.toFixed(1)}`;
      }),
    );
    return new Set(all).size;
  };
  await eventually(corners).toBe(nodes.length);
}

async function idsOf(items: Locator): Promise<readonly string[]> {
  const ids = await items.evaluateAll((all) => all.map((item) => item.getAttribute('data-id') ?? ''));
  return ids.toSorted();
}

async function collapseAndExpand({ page, driver }: Tour, graph: Graph): Promise<void> {
  const drawn = page.getByTestId('hierarchy-graph');
  const used = new Set(graph.edges.map(({ to }) => to));
  const left = graph.nodes.filter(({ id, kind }) => kind === 'meta' || !used.has(id)).length;
  await driver.press(page.getByRole('button', { name: 'Collapse all' }));
  await eventually(() => drawn.getAttribute('data-edge-count')).toBe('0');
  await eventually(() => drawn.getAttribute('data-node-count')).toBe(String(left));
  await driver.press(page.getByRole('button', { name: 'Expand all' }));
  await eventually(() => drawn.getAttribute('data-edge-count')).toBe(String(graph.edges.length));
}

/** A press on the legend takes out what it means, another one puts it back. */
async function filterByLegend({ page, driver }: Tour, graph: Graph): Promise<void> {
  const drawn = page.getByTestId('hierarchy-graph');
  const metas = graph.nodes.filter(({ kind }) => kind === 'meta').length;
  const toggle = page.getByRole('button', { name: 'Procedure', exact: true });
  await driver.press(toggle);
  await eventually(() => drawn.getAttribute('data-node-count')).toBe(String(metas));
  expect(await toggle.getAttribute('aria-pressed')).toBe('false');
  await driver.press(toggle);
  await eventually(() => drawn.getAttribute('data-edge-count')).toBe(String(graph.edges.length));
}

/** Goes down the tree by hand: each line that comes into sight counts. */
async function seeTree({ page, driver }: Tour, graph: Graph): Promise<void> {
  await driver.press(page.getByRole('button', { name: 'Tree' }));
  const tree = page.getByRole('tree', { name: 'Hierarchy as a tree' });
  await tree.waitFor();
  await eventually(() => tree.getAttribute('data-edge-count')).toBe(String(graph.edges.length));
  await driver.press(tree.getByRole('treeitem').first());
  const seen = new Set<string>();
  for (let looks = 0; looks < 200; looks += 1) {
    const before = seen.size;
    for (const id of await idsOf(tree.getByRole('treeitem'))) seen.add(id);
    if (seen.size === graph.nodes.length && looks > 0) break;
    if (driver.name === 'mouse') await page.mouse.wheel(0, 300);
    else for (let line = 0; line < 8; line += 1) await page.keyboard.press('ArrowDown');
    if (seen.size === before && looks > 60) break;
  }
  expect([...seen].toSorted()).toEqual(graph.nodes.map(({ id }) => id).toSorted());
}

/** Of the meta-procedures that are not the tree's first line (which is selected already) the one that uses most. */
function widest(graph: Graph): Graph['nodes'][number] {
  const uses = (id: string): number => graph.edges.filter(({ from }) => from === id).length;
  const [, ...metas] = graph.nodes.filter(({ kind }) => kind === 'meta');
  return metas.toSorted((a, b) => uses(b.id) - uses(a.id) || b.n - a.n || (a.id < b.id ? -1 : 1))[0]!;
}

/** The picture is moved to where it begins a little after it was laid out: a press before would meet another node. */
async function inPlace(page: Tour['page']): Promise<void> {
  const viewport = page.locator('.react-flow__viewport');
  const placeOf = async (): Promise<string> => (await viewport.getAttribute('style')) ?? '';
  await eventually(placeOf).not.toMatch(/translate\(0px, ?0px\) scale\(1\)/);
  let last = '';
  await eventually(async () => {
    const before = last;
    last = await placeOf();
    return last === before;
  }).toBe(true);
}

/** A press shows what a node is made of, a link beside it opens its page. */
async function openNode(tour: Tour, graph: Graph): Promise<void> {
  const { page, driver } = tour;
  const picture = page.getByTestId('hierarchy-graph');
  const meta = widest(graph);
  await driver.press(page.getByRole('button', { name: 'Graph', exact: true }));
  const node = page.locator(`.react-flow__node[data-id="${meta.id}"]`);
  await eventually(() => picture.getAttribute('data-layout')).not.toBe('working');
  await inPlace(page);
  await driver.press(node);
  const panel = page.getByRole('complementary', { name: meta.label });
  await panel.waitFor({ timeout: patience });
  const uses = graph.edges.filter(({ from }) => from === meta.id).length;
  await eventually(() => panel.locator('section').first().getByRole('listitem').count()).toBe(uses);
  await eventually(() => picture.getAttribute('data-layout')).not.toBe('working');
  await tour.look('hierarchy, a node');
  await tour.picture('hierarchy');
  await tour.picture('hierarchy-dark', 'dark');
  await driver.press(panel.getByRole('link', { name: 'Open the page' }));
  await titleIs(page, meta.label);
  await tour.look('meta-procedure');
}
