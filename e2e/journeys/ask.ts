import { expect } from 'vitest';
import type { Ranking } from '../../shared/contract/index.ts';
import { figureOf, tableTwin } from './charts.ts';
import { eventually, textOf, titleIs, type Tour } from './tour.ts';

const terms = ['reward', 'information', 'risk', 'steps'] as const;
const observation = 'You stand in the boathouse. Around you are bench 1, brazier 1, barrel 1 and rack 2.';

/** A goal gives a ranking with the terms of each candidate and the reason; a weight that moves ranks again. */
export async function ask(tour: Tour): Promise<void> {
  const { page, driver } = tour;
  const engine = await tour.engine();
  const goal = (await engine.trajectories.list()).find((row) => /warm/i.test(row.goal))!.goal;
  const { settings } = await tour.info();
  // The first question of a start waits for the embedding model; this is the first.
  const first = await engine.ask.rank({ goal, observation });
  await driver.goTo('Ask');
  await titleIs(page, 'Ask');
  await driver.write(page.getByLabel('Goal', { exact: true }), goal);
  await driver.write(page.getByLabel('Observation'), observation);
  await driver.press(page.getByRole('button', { name: 'Rank procedures' }));
  await readRanking(tour, first);
  await tour.look('ask');
  await tour.picture('ask');

  await driver.slideToEnd(page.getByRole('slider', { name: /^C_fail/ }));
  const dear = await engine.ask.rank({ goal, observation, options: { costFailure: 2 } });
  expect(settings.costFailure).not.toBe(2);
  expect(dear.candidates.map(({ terms }) => terms.risk)).not.toEqual(first.candidates.map(({ terms }) => terms.risk));
  await readRanking(tour, dear);

  await driver.slideToEnd(page.getByRole('slider', { name: /^θ/ }));
  await page.getByRole('heading', { name: 'No procedure: fall back' }).waitFor();
  await driver.press(page.getByRole('button', { name: 'Back to the settings' }));
  await readRanking(tour, first);
}

async function readRanking(tour: Tour, ranking: Ranking): Promise<void> {
  const { page } = tour;
  const { candidates, choice, reason } = ranking;
  expect(candidates.length).toBeGreaterThan(1);
  for (const { terms: parts, expectedUtility } of candidates)
    expect(terms.reduce((sum, name) => sum + parts[name], 0)).toBeCloseTo(expectedUtility, 9);
  await eventually(() => textOf(page.getByRole('region', { name: 'Choice' }))).toContain(reason);
  const chosen = candidates.find(({ id }) => id === choice);
  await eventually(() => textOf(page.getByRole('region', { name: 'Choice' }))).toContain(
    chosen === undefined ? 'No procedure: fall back' : `Use: ${chosen.goal}`,
  );
  const figure = figureOf(page, 'Expected utility');
  await eventually(() => figure.locator('.recharts-bar').count()).toBe(terms.length);
  await eventually(() => figure.locator('.recharts-bar-rectangle path').count()).toBeGreaterThan(0);
  const rows = await tableTwin(tour, figure);
  expect(rows).toEqual(
    candidates.map((candidate, index) => [
      String(index + 1),
      candidate.goal,
      candidate.kind === 'meta' ? 'Meta-procedure' : 'Procedure',
      ...terms.map((name) => candidate.terms[name].toFixed(3)),
      candidate.expectedUtility.toFixed(3),
    ]),
  );
  // What a person can add up on the screen, within the rounding of four figures.
  for (const cells of rows) {
    const [a = 0, b = 0, c = 0, d = 0, total = 0] = cells.slice(3).map(Number);
    expect(Math.abs(a + b + c + d - total)).toBeLessThanOrEqual(0.0025 + 1e-9);
  }
}
