import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../shared/contract/index.ts';
import { writeProposals } from './fixtures/proposals.ts';
import { openStage, pressOn, type Application, type Stage } from './harness.ts';

const patience = 60_000;
const proposals = 5;

let stage: Stage;
let folder: string;
let application: Application;
let engine: Client;

beforeAll(async () => {
  stage = await openStage();
  ({ folder, application, engine } = stage);
  const file = join(folder, 'episodes.jsonl');
  await writeProposals(file, proposals);
  for await (const _ of await engine.imports.run({ paths: [file] }));
});
afterAll(() => stage.close());

const pending = async (): Promise<number> => (await engine.memory.info()).counts.pendingProposals;

describe('the rules of the desk', () => {
  it('how many wait, since when, and what P(new better than old) rests on are in sight', async () => {
    const { page } = application;
    const { pendingProposals } = (await engine.memory.info()).counts;
    await page.getByRole('heading', { level: 1 }).waitFor();
    const link = page.getByRole('navigation').getByRole('link', { name: /^Review/ });
    await expect.poll(() => link.textContent(), { timeout: patience }).toContain(String(pendingProposals));
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await page.getByText(/^waits since/).waitFor({ timeout: patience });
    await page.getByText(/^P\(new better than old\): 0?\.\d+|^P\(new better than old\): 1/).waitFor();
    await page.getByText(/It rests on .*\d+ episodes with it and \d+ without/).waitFor();
    const [first] = await engine.review.list();
    expect(await page.getByText(/^P\(new better than old\)/).textContent()).toContain(
      (first?.probability ?? 0).toFixed(3).slice(0, 4),
    );
  });

  it('a locked procedure is proposed nothing until it is unlocked', async () => {
    const { page } = application;
    const before = await pending();
    const { stateHash } = await engine.memory.info();
    await pressOn(page.getByRole('button', { name: 'Lock', exact: true }));
    await expect.poll(pending, { timeout: patience }).toBe(before - 1);
    const locked = (await engine.library.procedures()).find((item) => item.locked === true);
    await engine.library.lock({ id: locked?.id ?? '', locked: false });
    expect(await pending()).toBe(before);
    for (let taken = 0; taken < 2; taken += 1) await engine.memory.undo();
    expect((await engine.memory.info()).stateHash).toBe(stateHash);
  });

  it('a policy says what it would decide before it decides, and what it did can be undone', async () => {
    const { page } = application;
    const waiting = await pending();
    const { stateHash } = await engine.memory.info();
    await pressOn(page.getByRole('button', { name: /^Automatic decisions/ }));
    const dialog = page.getByRole('dialog', { name: 'Automatic decisions' });
    const policy = await engine.review.policy();
    const wouldApprove = async (change: Partial<typeof policy>): Promise<number> => {
      const { items } = await engine.review.simulate({ policy: { ...policy, ...change } });
      return items.filter(({ decision }) => decision === 'approve').length;
    };
    const told = (approve: number) =>
      dialog.getByText(`${approve} approved, 0 rejected, ${waiting - approve} left to you.`);
    const approvals = await wouldApprove({ leastEpisodes: 10, strongOnly: false });
    expect(approvals).toBeGreaterThan(await wouldApprove({}));
    await told(await wouldApprove({})).waitFor({ timeout: patience });
    await dialog.getByRole('textbox', { name: /^Episodes behind/ }).fill('10');
    await pressOn(dialog.getByRole('checkbox', { name: 'Strong ones alone' }), 'Space');
    await told(approvals).waitFor({ timeout: patience });
    expect(await application.findings()).toEqual([]);
    expect(await pending()).toBe(waiting);
    await pressOn(dialog.getByRole('checkbox', { name: /^Decide by this policy/ }), 'Space');
    await pressOn(dialog.getByRole('button', { name: 'Save the policy' }));
    await dialog.waitFor({ state: 'detached', timeout: patience });
    const byPolicy = async (): Promise<number> =>
      (await engine.memory.events()).filter(({ cause }) => cause === 'policy').length;
    await expect.poll(byPolicy, { timeout: patience }).toBe(approvals);
    await expect.poll(pending, { timeout: patience }).toBe(waiting - approvals);
    for (let taken = 0; taken < approvals + 1; taken += 1) await engine.memory.undo();
    expect((await engine.memory.info()).stateHash).toBe(stateHash);
    expect(await pending()).toBe(waiting);
  });
});
