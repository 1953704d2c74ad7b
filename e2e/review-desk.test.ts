import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../shared/contract/index.ts';
import { writeProposals } from './fixtures/proposals.ts';
import { openStage, pressOn, type Application, type Stage } from './harness.ts';

const decisions = 50;
const patience = 60_000;

let stage: Stage;
let folder: string;
let application: Application;
let engine: Client;

beforeAll(async () => {
  stage = await openStage();
  ({ folder, application, engine } = stage);
  const file = join(folder, 'episodes.jsonl');
  await writeProposals(file, decisions + 10);
  for await (const _ of await engine.imports.run({ paths: [file] }));
});
afterAll(() => stage.close());

/** The keys of a decision: approve, reject with each reason, put off, in turn. */
const ways: readonly (readonly string[])[] = [['a'], ['x', '1'], ['Space'], ['x', '3'], ['a'], ['x', '5']];

async function revision(): Promise<number> {
  return (await engine.memory.info()).revision;
}

/** The desk takes keys again, and shows what waits. */
async function ready(page: Page): Promise<void> {
  await page
    .getByRole('region', { name: 'Decision' })
    .getByRole('button', { name: /^Approve/, disabled: false })
    .waitFor({ timeout: patience });
  await page.getByRole('dialog', { name: 'Reject this proposal' }).waitFor({ state: 'detached' });
}

async function press(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    if (key === 'x') await page.getByRole('dialog', { name: 'Reject this proposal' }).waitFor();
  }
}

/** From the next load of the page on, holds back what the host says for as long as it is told to. */
async function holdAnswers(page: Page): Promise<{ hold(): void; release(): void }> {
  let held: (() => void)[] | null = null;
  await page.routeWebSocket(/\/rpc$/, (socket) => {
    const host = socket.connectToServer();
    host.onMessage((message) => {
      if (held === null) socket.send(message);
      else held.push(() => socket.send(message));
    });
  });
  return {
    hold: () => {
      held = [];
    },
    release: () => {
      const waiting = held ?? [];
      held = null;
      for (const send of waiting) send();
    },
  };
}

describe('the desk by keyboard alone', () => {
  it('makes 50 decisions with at most four keys each, and 50 undos give the first state back', async () => {
    const { page } = application;
    await page.getByRole('heading', { level: 1 }).waitFor();
    await press(page, ['g', 'r']);
    await ready(page);
    const { stateHash } = await engine.memory.info();
    const events = (await engine.memory.events()).length;
    for (let made = 0; made < decisions; made += 1) {
      const keys = ways[made % ways.length] ?? [];
      expect(keys.length).toBeLessThanOrEqual(4);
      const before = await revision();
      await press(page, keys);
      await expect.poll(revision, { timeout: patience }).toBe(before + 1);
      await ready(page);
    }
    expect((await engine.memory.info()).stateHash).not.toBe(stateHash);
    const undo = page.getByRole('region', { name: 'Decision' }).getByRole('button', { name: /^Undo/, disabled: false });
    for (let taken = 0; taken < decisions; taken += 1) {
      await undo.waitFor({ timeout: patience });
      const before = await revision();
      await press(page, ['Backspace']);
      await expect.poll(revision, { timeout: patience }).toBe(before + 1);
      await ready(page);
    }
    const after = await engine.memory.info();
    expect(after.stateHash).toBe(stateHash);
    expect((await engine.memory.events()).length).toBe(events + 2 * decisions);
    // The import is no decision: here the key does nothing more.
    await undo.waitFor({ state: 'detached' });
    await press(page, ['Backspace', 'ControlOrMeta+z']);
    await page.waitForFunction(() => document.querySelector('.review-bar') !== null);
    expect((await engine.memory.info()).stateHash).toBe(stateHash);
  });

  it('tries what is alike before it decides, and decides it together', async () => {
    const { page } = application;
    const { stateHash } = await engine.memory.info();
    const { pendingProposals } = (await engine.memory.info()).counts;
    // The first rests on what all devices share, and is like no other.
    await press(page, ['j']);
    await ready(page);
    await page.getByRole('button', { name: 'Decide together' }).click();
    const dialog = page.getByRole('dialog', { name: 'Decide together' });
    await dialog.getByRole('button', { name: 'Put off', exact: true }).click();
    const decide = dialog.getByRole('button', { name: /^Put off \d+ proposals$/ });
    expect(await decide.isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: 'Try without writing' }).click();
    await dialog.getByText('If you did this now').waitFor({ timeout: patience });
    expect((await engine.memory.info()).stateHash).toBe(stateHash);
    expect(await application.findings()).toEqual([]);
    const count = Number(/\d+/.exec(await decide.innerText())?.[0]);
    await decide.click();
    await dialog.waitFor({ state: 'detached', timeout: patience });
    expect((await engine.memory.info()).counts.pendingProposals).toBe(pendingProposals - count);
  });

  it('leaves a person where they went while a decision was written', async () => {
    const { page } = application;
    const answers = await holdAnswers(page);
    await page.reload();
    await ready(page);
    const bar = page.getByRole('region', { name: 'Decision' });
    /** Presses a key, goes elsewhere before the answer to it is there, and tells where one is when it has come. */
    const placeAfter = async (key: string, elsewhere: () => Promise<void>): Promise<string> => {
      const before = await revision();
      answers.hold();
      await press(page, [key]);
      await expect.poll(revision, { timeout: patience }).toBe(before + 1);
      await elsewhere();
      const place = page.url();
      answers.release();
      await page
        .getByText(key === 'a' ? /^Approved: / : /^Taken back: /)
        .first()
        .waitFor({ timeout: patience });
      expect(page.url()).toBe(place);
      return new URL(place).hash;
    };
    const rejected = page.getByRole('button', { name: /^Rejected/ });
    expect(await placeAfter('a', () => pressOn(rejected))).toBe('#/review?state=rejected');
    await bar.getByRole('button', { name: /^Undo: approval/, disabled: false }).waitFor({ timeout: patience });
    expect(await placeAfter('Backspace', () => press(page, ['g', 'l']))).toBe('#/library');
  });
});
