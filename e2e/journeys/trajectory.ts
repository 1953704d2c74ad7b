import { expect } from 'vitest';
import { openProcedure, richProcedure } from './procedure.ts';
import { eventually, textOf, titleIs, type Tour } from './tour.ts';

/** From a span of evidence to its step, through the spans of the episode, and back to the procedure. */
export async function trajectory(tour: Tour): Promise<void> {
  const { page, driver } = tour;
  const engine = await tour.engine();
  const chosen = await richProcedure(tour);
  await openProcedure(tour, chosen);
  await driver.press(page.getByRole('tab', { name: /^Contexts/ }));
  const { failure } = await engine.library.procedure({ id: chosen.id });
  const { evidence, steps } = failure[0]!;
  const step = steps.at(-1)!.index;
  const span = page.locator('section[data-side=failure] article').first();
  await driver.press(span.getByRole('link', { name: `Open step ${step} in its trajectory` }));

  const detail = await engine.trajectories.get({ id: evidence.trajectoryId });
  await titleIs(page, detail.trajectory.goal);
  const shown = page.locator('article[aria-current=step]');
  await eventually(() => shown.getAttribute('aria-label')).toBe(`Step ${step}`);
  const { action } = detail.trajectory.steps[step]!;
  await eventually(() => textOf(shown)).toContain(action.kind === 'text' ? action.text : action.name);
  await readSpans(tour, detail);
  await tour.look('trajectory');
  await tour.picture('trajectory');

  const head = page
    .locator('.reader-span-head')
    .filter({ has: page.locator(`a[href="#/procedure/${chosen.id}"]`) })
    .first();
  await eventually(() => textOf(head)).toContain('counted as');
  await driver.press(head.getByRole('link'));
  await titleIs(page, chosen.body.goal);
  await openFromList(tour);
}

async function readSpans(
  tour: Tour,
  detail: Awaited<ReturnType<Awaited<ReturnType<Tour['engine']>>['trajectories']['get']>>,
): Promise<void> {
  const { page, driver } = tour;
  const spans = page.getByRole('navigation', { name: 'Spans of the episode' }).getByRole('button');
  await eventually(() => spans.count()).toBe(detail.segments.length);
  const names = await spans.allInnerTexts();
  for (const [index, { segment, procedure }] of detail.segments.entries())
    expect(names[index]).toContain(procedure ?? (segment.description === '' ? 'no procedure' : segment.description));
  const last = detail.segments.at(-1)!;
  await driver.press(spans.last());
  await eventually(() => page.locator('article[aria-current=step]').getAttribute('aria-label')).toBe(
    `Step ${last.segment.from}`,
  );
}

/** The list finds an episode by its words, and its row opens the reader. */
async function openFromList(tour: Tour): Promise<void> {
  const { page, driver } = tour;
  const rows = await (await tour.engine()).trajectories.list();
  const row = rows.find(({ outcome, title }) => outcome === 'failure' && title !== '') ?? rows[0]!;
  await driver.goTo('Trajectories');
  await titleIs(page, 'Trajectories');
  await tour.look('trajectories');
  await driver.write(page.getByRole('searchbox', { name: 'Search goals, names and files' }), row.id);
  await driver.press(page.locator(`tr[data-row-id="${row.id}"]`));
  await titleIs(page, row.goal);
}
