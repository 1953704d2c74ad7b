import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { ProcedureDetail } from '../../shared/contract/index.ts';
import { renderCondition, type Condition, type Procedure } from '../../shared/model/index.ts';
import { expectDensityCaption, expectDensityDrawn, figureOf, tableTwin } from './charts.ts';
import { cardOf, cellsOf, eventually, textOf, titleIs, type Tour } from './tour.ts';

/** A live procedure with everything that a page can show: slots, conditions on both sides, both kinds of outcome. */
export async function richProcedure({ engine }: Tour): Promise<Procedure> {
  const procedures = await (await engine()).library.procedures();
  const rich = procedures.filter(
    ({ status, body, contexts, categories }) =>
      status === 'live' &&
      categories.length > 0 &&
      body.steps.length > 1 &&
      body.slots.length > 0 &&
      body.preconditions.length > 0 &&
      body.postconditions.length > 0 &&
      contexts.success.length > 0 &&
      contexts.failure.length > 0,
  );
  const size = ({ body }: Procedure): number => body.preconditions.length + body.postconditions.length;
  const [best] = rich.toSorted((a, b) => size(b) - size(a) || (a.id < b.id ? -1 : 1));
  if (best === undefined) throw new Error('No procedure of the sample memory has everything.');
  return best;
}

/** From the library to the page of a procedure. */
export async function openProcedure(
  { page, driver }: Tour,
  { id, body }: Pick<Procedure, 'id' | 'body'>,
): Promise<void> {
  await driver.goTo('Library');
  await titleIs(page, 'Library');
  await driver.write(page.getByRole('searchbox', { name: 'Search goals, steps and conditions' }), body.goal);
  await driver.press(page.locator(`tr[data-row-id="${id}"]`));
  await titleIs(page, body.goal);
}

export async function procedure(tour: Tour): Promise<void> {
  const { page, driver } = tour;
  const engine = await tour.engine();
  const chosen = await richProcedure(tour);
  await searchByMeaning(tour);
  await openProcedure(tour, chosen);
  await readBody(tour, await engine.library.procedure({ id: chosen.id }));
  await readPosterior(tour, chosen.id);
  await tour.look('procedure');
  await tour.picture('procedure');
  await driver.press(page.getByRole('tab', { name: /^Contexts/ }));
  await readContexts(tour, await engine.library.procedure({ id: chosen.id }));
  await tour.look('procedure, contexts');
  await readNeighbours(tour, chosen.id);
  await readForest(tour);
}

/** What is like it, in the order of the engine, each with the way to its page. */
async function readNeighbours(tour: Tour, id: string): Promise<void> {
  const { page, driver } = tour;
  const { meaning } = await (await tour.engine()).ask.neighbours({ id });
  expect(meaning.length).toBeGreaterThan(0);
  await driver.press(page.getByRole('tab', { name: 'Neighbours' }));
  const links = cardOf(page, 'Alike in meaning').locator('li a[href$="tab=neighbours"]');
  await eventually(() => links.count()).toBe(meaning.length);
  expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))).toEqual(
    meaning.map((one) => `#/procedure/${one.id}?tab=neighbours`),
  );
  await tour.look('procedure, neighbours');
}

/** What is meant is found in other words, and in the sources. */
async function searchByMeaning(tour: Tour): Promise<void> {
  const { page, driver } = tour;
  const text = 'give money back';
  const found = await (await tour.engine()).ask.find({ text });
  await driver.goTo('Library');
  await driver.write(page.getByRole('searchbox', { name: 'Search goals, steps and conditions' }), text);
  const pane = page.getByRole('complementary', { name: 'Found by meaning' });
  await eventually(() => pane.locator('section').first().getByRole('listitem').count()).toBe(found.items.length);
  expect(await pane.locator('section').last().getByRole('link').first().getAttribute('href')).toBe(
    `#/trajectory/${found.spans[0]?.trajectoryId}?step=${found.spans[0]?.from}`,
  );
  await tour.look('library, found by meaning');
}

async function readBody({ page }: Tour, { procedure: { body } }: ProcedureDetail): Promise<void> {
  for (const [title, conditions] of [
    ['Before', body.preconditions],
    ['After', body.postconditions],
  ] as const)
    await readConditions(cardOf(page, title).locator('li.condition'), conditions);
  const steps = await cardOf(page, 'Steps').locator('li.step').allInnerTexts();
  expect(steps).toHaveLength(body.steps.length);
  for (const [index, { template, evidence }] of body.steps.entries()) {
    expect(squeezed(steps[index])).toContain(squeezed(template));
    expect(steps[index]).toContain(evidence.of === 0 ? 'by hand' : `in ${evidence.present} of ${evidence.of}`);
  }
  const slots = await cellsOf(cardOf(page, 'Slots').getByRole('table'));
  expect(slots.map(([name, type]) => [name, type])).toEqual(body.slots.map(({ name, type }) => [name, type]));
}

/** Slots are drawn as marked names, without braces. */
const squeezed = (text = ''): string => text.replace(/[\s{}]+/g, '');

async function readConditions(items: Locator, conditions: readonly Condition[]): Promise<void> {
  const shown = await items.evaluateAll((all) =>
    all.map((item) => ({ polarity: item.getAttribute('data-polarity'), text: item.textContent ?? '' })),
  );
  expect(shown.map(({ polarity }) => polarity)).toEqual(conditions.map(({ polarity }) => polarity));
  for (const [index, condition] of conditions.entries()) {
    const text = shown[index]?.text ?? '';
    expect(squeezed(text)).toContain(squeezed(renderCondition({ ...condition, polarity: 'positive' })));
    expect(text.includes('not ')).toBe(
      condition.polarity === 'negative' || renderCondition(condition).includes('not '),
    );
    if (condition.evidence.of > 0)
      expect(text).toMatch(new RegExp(`${condition.evidence.holds}\\D+${condition.evidence.of}`));
  }
}

async function readPosterior(tour: Tour, id: string): Promise<void> {
  const { page } = tour;
  const engine = await tour.engine();
  const density = await engine.library.density({ id, points: 256 });
  const figure = figureOf(page, 'Posterior');
  await expectDensityDrawn(figure, density);
  await expectDensityCaption(figure, density);
  expect(await tableTwin(tour, figure)).toEqual(
    density.points.map(({ x, posterior, prior }) => [x.toFixed(4), posterior.toFixed(4), prior.toFixed(4)]),
  );
  const history = await engine.library.history({ id });
  const time = figureOf(page, 'Posterior over time');
  await time.locator('path.recharts-line-curve').waitFor();
  expect((await tableTwin(tour, time)).map((cells) => cells[2])).toEqual(history.map(({ mean }) => mean.toFixed(4)));
}

/** Successes and failures side by side, each step a link to its place. */
async function readContexts({ page }: Tour, { success, failure }: ProcedureDetail): Promise<void> {
  for (const [side, spans] of [
    ['success', success],
    ['failure', failure],
  ] as const) {
    const cards = page.locator(`section[data-side=${side}] article`);
    await eventually(() => cards.count()).toBe(Math.min(5, spans.length));
    const [first] = spans;
    const links = await cards
      .first()
      .locator('ol a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(links).toEqual(first?.steps.map(({ index }) => `#/trajectory/${first.evidence.trajectoryId}?step=${index}`));
  }
}

async function readForest(tour: Tour): Promise<void> {
  const { page, driver } = tour;
  await driver.goTo('Library');
  await driver.press(page.getByRole('button', { name: 'Forest plot' }));
  const rows = await (await tour.engine()).library.forest();
  const figure = figureOf(page, 'Forest plot of the library');
  await eventually(() => figure.locator('.recharts-scatter-symbol').count()).toBe(Math.min(60, rows.length));
  await eventually(() => figure.locator('.recharts-errorBar').count()).toBeGreaterThanOrEqual(
    2 * Math.min(60, rows.length),
  );
  await eventually(() => textOf(figure.locator('figcaption'))).toMatch(
    /50% \(thick\) and 89% \(thin\) equal-tailed intervals/,
  );
  const means = (await tableTwin(tour, figure)).map((cells) => cells[1]);
  expect(means).toEqual(
    rows
      .map(({ mean }) => mean.toFixed(3))
      .toSorted((a, b) => Number(b) - Number(a))
      .slice(0, 60),
  );
  await tour.look('library, forest plot');
  await driver.press(page.getByRole('button', { name: 'Table', exact: true }));
}
