import type { Page } from 'playwright-core';
import { laidOut } from './journey.ts';

/** The nodes of the expanded graph and those of its twin. */
export interface Twins {
  /** What the graph says that it shows, and what its canvas painted when all of it was in sight. */
  readonly graph: number;
  readonly painted: number;
  /** Ids of the tree's lines, each once. */
  readonly tree: ReadonlySet<string>;
}

/** Expands everything, looks at the graph from afar, and goes down the whole tree. */
export async function lookAtTwins(page: Page, origin: string): Promise<Twins> {
  await page.goto(`${origin}/#/hierarchy`);
  await page.getByRole('button', { name: 'Expand all' }).click();
  await laidOut(page);
  await page.getByRole('button', { name: 'Fit to window' }).click();
  await page.waitForTimeout(1000);
  const graph = Number(await page.getByTestId('hierarchy-graph').getAttribute('data-node-count'));
  const painted = Number(await page.getByTestId('graph-canvas').getAttribute('data-painted'));
  await page.getByRole('button', { name: 'Tree', exact: true }).click();
  await page.getByRole('treeitem').first().waitFor();
  const ids = await page.locator('.tree').evaluate(async (tree) => {
    const seen = new Set<string>();
    const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let top = 0; top < tree.scrollHeight; top += tree.clientHeight) {
      tree.scrollTop = top;
      // The lines are drawn a frame after the scroll, or two on a busy machine.
      for (let waits = 0; waits < 3; waits += 1) await frame();
      for (const line of tree.querySelectorAll('[role=treeitem]')) seen.add(line.getAttribute('data-id') ?? '');
    }
    return [...seen];
  });
  return { graph, painted, tree: new Set(ids) };
}
