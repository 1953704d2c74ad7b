import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { ProposalDetail } from '../../shared/contract/index.ts';
import { renderCondition, type Proposal } from '../../shared/model/index.ts';
import { changeGoal } from './edit.ts';
import { eventually, patience, textOf, titleIs, type Tour } from './tour.ts';

/** The bar with the acts that belong to the proposal in sight. */
const desk = (page: Page): Locator => page.getByRole('region', { name: 'Decision' });

/** Read, approve, take back, reject with a reason, take back; and a proposal that an edit has made stale. */
export async function review(tour: Tour): Promise<void> {
  const { page, driver } = tour;
  const engine = await tour.engine();
  const pending = (await engine.review.list()).filter(({ status }) => status === 'pending');
  await driver.goTo('Review');
  await titleIs(page, 'Review');
  const strong = await firstOfQueue(tour, pending);
  expect(strong.strong).toBe(true);
  await choose(tour, strong);
  await readCard(tour, await engine.review.get({ id: strong.id }));
  await tour.look('review');
  await tour.picture('review');
  await tour.picture('review-dark', 'dark');
  await leaveAndReturn(tour, strong);
  await approveAndUndo(tour, strong);
  await rejectAndUndo(tour, strong);
  await goStale(
    tour,
    pending.find(({ targetId, id }) => targetId !== strong.targetId && id !== strong.id)!,
  );
}

/** The strongest stand first. */
async function firstOfQueue({ page }: Tour, pending: readonly Proposal[]): Promise<Proposal> {
  const first = page.getByRole('navigation', { name: 'Proposals' }).getByRole('link').first();
  const href = (await first.getAttribute('href')) ?? '';
  return pending.find(({ id }) => href.includes(`item=${id}`))!;
}

async function choose({ page, driver }: Tour, { id, title }: Proposal): Promise<void> {
  const link = page.getByRole('navigation', { name: 'Proposals' }).locator(`a[href*="item=${id}"]`);
  // The queue draws what is in sight: go down to it.
  for (let looks = 0; (await link.count()) === 0 && looks < 50; looks += 1) {
    await driver.press(page.getByRole('navigation', { name: 'Proposals' }).getByRole('link').last());
  }
  await driver.press(link);
  await eventually(() => textOf(page.locator('#review-card-title'))).toBe(title.replace(/\s+/g, ' '));
  await desk(page)
    .getByRole('button', { name: /^Approve/, disabled: false })
    .waitFor();
}

async function readCard({ page }: Tour, { proposal, success, failure }: ProposalDetail): Promise<void> {
  const card = page.getByRole('article', { name: proposal.title });
  const difference = await textOf(card.locator('.diff'));
  const before = new Set(proposal.before.preconditions.map(({ id }) => id));
  for (const condition of proposal.after.preconditions.filter(({ id }) => !before.has(id)))
    expect(difference).toContain(renderCondition(condition));
  await eventually(() => card.locator('.diff [data-kind]:not([data-kind=same])').count()).toBeGreaterThan(0);
  const tables = card.locator('.review-table');
  await eventually(() => tables.count()).toBe(proposal.contrasts.length);
  for (const [index, { table, condition }] of proposal.contrasts.entries()) {
    const cells = await tables
      .nth(index)
      .locator('tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) => [...row.querySelectorAll('td')].slice(0, 2).map((cell) => Number(cell.textContent))),
      );
    const present = [table.presentSuccess, table.presentFailure];
    const absent = [table.absentSuccess, table.absentFailure];
    // What is proposed comes first: of a negated condition that is its absence.
    expect(cells).toEqual(condition?.polarity === 'negative' ? [absent, present] : [present, absent]);
  }
  await eventually(() => textOf(card)).toContain(
    `${success.length} span${success.length === 1 ? '' : 's'} of successful episodes`,
  );
  await eventually(() => textOf(card)).toContain(
    `${failure.length} span${failure.length === 1 ? '' : 's'} of failed episodes`,
  );
  const { evidence, steps } = success[0]!;
  expect(await card.locator('.span-card').first().locator('ol a').first().getAttribute('href')).toBe(
    `#/trajectory/${evidence.trajectoryId}?step=${steps[0]!.index}`,
  );
}

async function statusOf({ engine }: Tour, { id }: Proposal): Promise<string> {
  return (await (await engine()).review.get({ id })).proposal.status;
}

/** The button with its key in the decision bar; ready when the last decision is done. */
async function takeBack(tour: Tour, proposal: Proposal, stateHash: string): Promise<void> {
  const { page, driver } = tour;
  const undo = desk(page).getByRole('button', { name: /^Undo/, disabled: false });
  await undo.waitFor({ timeout: patience });
  await driver.command(undo, 'Backspace');
  await eventually(async () => (await tour.info()).stateHash).toBe(stateHash);
  expect(await statusOf(tour, proposal)).toBe('pending');
  await eventually(() => textOf(page.locator('#review-card-title'))).toBe(proposal.title.replace(/\s+/g, ' '));
  await desk(page)
    .getByRole('button', { name: /^Approve/, disabled: false })
    .waitFor({ timeout: patience });
}

/** `g a` is the way to Ask, though `a` alone approves: nothing is decided by going away. */
async function leaveAndReturn(tour: Tour, proposal: Proposal): Promise<void> {
  const { page, driver } = tour;
  await driver.goTo('Ask');
  await titleIs(page, 'Ask');
  await driver.goTo('Review');
  await titleIs(page, 'Review');
  expect(await statusOf(tour, proposal)).toBe('pending');
  await choose(tour, proposal);
}

async function approveAndUndo(tour: Tour, proposal: Proposal): Promise<void> {
  const { page, driver } = tour;
  const { stateHash } = await tour.info();
  const revisions = async (): Promise<number> =>
    (await (await tour.engine()).library.procedure({ id: proposal.targetId })).revisions.length;
  const before = await revisions();
  await driver.command(desk(page).getByRole('button', { name: /^Approve/ }), 'a');
  await eventually(() => statusOf(tour, proposal)).toBe('approved');
  expect((await tour.info()).stateHash).not.toBe(stateHash);
  expect(await revisions()).toBe(before + 1);
  await page.getByRole('button', { name: 'Approved 1' }).waitFor({ timeout: patience });
  await takeBack(tour, proposal, stateHash);
}

async function rejectAndUndo(tour: Tour, proposal: Proposal): Promise<void> {
  const { page, driver } = tour;
  const { stateHash } = await tour.info();
  const reason = 'Seen in one season only';
  await driver.command(desk(page).getByRole('button', { name: /^Reject/ }), 'x');
  const dialog = page.getByRole('dialog', { name: 'Reject this proposal' });
  await tour.look('review, reason');
  await driver.write(dialog.getByLabel('Another reason'), reason);
  await driver.press(dialog.getByRole('button', { name: 'Reject', exact: true }));
  await eventually(() => statusOf(tour, proposal)).toBe('rejected');
  expect((await (await tour.engine()).review.get({ id: proposal.id })).proposal.reason).toBe(reason);
  await driver.press(page.getByRole('button', { name: 'Rejected 1' }));
  await eventually(() => textOf(page.getByRole('article', { name: proposal.title }))).toContain(reason);
  await takeBack(tour, proposal, stateHash);
}

/** Its procedure is edited by hand: the old proposal says so, offers no approval, and the engine refuses it too. */
async function goStale(tour: Tour, proposal: Proposal): Promise<void> {
  const { page, driver } = tour;
  const engine = await tour.engine();
  const { stateHash } = await tour.info();
  await choose(tour, proposal);
  await driver.press(page.getByRole('article').getByRole('link', { name: /^Procedure: / }));
  await titleIs(page, proposal.before.goal);
  await changeGoal(tour, `${proposal.before.goal} with care`);
  await driver.goTo('Review');
  await driver.press(page.getByRole('button', { name: /^Stale [1-9]/ }));
  await choosePlain(tour, proposal);
  await page.getByRole('note').getByText('Stale: the procedure has moved on').waitFor();
  expect(
    await desk(page)
      .getByRole('button', { name: /^Approve/ })
      .count(),
  ).toBe(0);
  await tour.look('review, stale');
  const edited = (await tour.info()).stateHash;
  if (driver.name === 'keyboard') await page.keyboard.press('a');
  await expect(engine.review.approve({ id: proposal.id })).rejects.toMatchObject({
    data: { code: expect.stringMatching(/STALE/) },
  });
  expect((await tour.info()).stateHash).toBe(edited);
  // On this desk undo means decisions alone; what came otherwise is taken back where it can be seen.
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('Backspace');
  expect((await tour.info()).stateHash).toBe(edited);
  await driver.goTo('Journal');
  await titleIs(page, 'Journal');
  await driver.command(page.getByRole('banner').getByRole('button', { name: /^Undo/ }), 'ControlOrMeta+z');
  await eventually(async () => (await tour.info()).stateHash).toBe(stateHash);
  expect(await statusOf(tour, proposal)).toBe('pending');
}

async function choosePlain({ page, driver }: Tour, { id, title }: Proposal): Promise<void> {
  await driver.press(page.getByRole('navigation', { name: 'Proposals' }).locator(`a[href*="item=${id}"]`));
  await eventually(() => textOf(page.locator('#review-card-title'))).toBe(title.replace(/\s+/g, ' '));
}
