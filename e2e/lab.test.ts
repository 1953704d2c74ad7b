import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../shared/contract/index.ts';
import { openStage, pressOn, type Application, type Stage } from './harness.ts';

const patience = 60_000;
const games = resolve(import.meta.dirname, '../resources/samples/games');

let stage: Stage;
let folder: string;
let application: Application;
let engine: Client;

beforeAll(async () => {
  stage = await openStage();
  ({ folder, application, engine } = stage);
  const out = join(folder, 'shown.jsonl');
  for await (const _ of await engine.lab.record({ games, agent: 'expert', episodes: 24, seed: 0, out }));
  for await (const _ of await engine.imports.run({ paths: [out], answers: {} }));
});
afterAll(() => stage.close());

const look = async (): Promise<void> => expect(await application.findings()).toEqual([]);

describe('the lab in the application', () => {
  it('plays the sample games against controls, and tells success with its intervals', async () => {
    const { page } = application;
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('x');
    await page.getByRole('heading', { level: 1, name: 'Lab' }).waitFor({ timeout: patience });
    await page
      .getByRole('checkbox', { name: /1 game|games\)/ })
      .first()
      .waitFor({ timeout: patience });
    await look();
    // Two games are enough to see how it goes; the agent is whoever the engine names first.
    await page.getByLabel('Games at most').fill('2');
    const { contenders } = await engine.lab.desk();
    const agent = page.getByLabel('Agent', { exact: true });
    expect(await agent.inputValue()).toBe(contenders[0]?.name);
    await agent.selectOption('skeleton');
    await pressOn(page.getByRole('button', { name: 'Play', exact: true }));
    const table = page.getByRole('region', { name: 'Success by kind of task' });
    await table.waitFor({ timeout: patience });
    await page.getByRole('heading', { name: 'Playing' }).waitFor({ state: 'detached', timeout: patience });
    expect(await table.getByText(/^[0-2] of 2$/).count()).toBeGreaterThan(0);
    expect(await table.getByRole('columnheader', { name: 'Commonest commands' }).count()).toBe(1);
    await look();
  });

  it('shows an episode step by step, by keys', async () => {
    const { page } = application;
    await pressOn(page.getByRole('tab', { name: 'Episodes' }));
    await page.getByRole('heading', { name: 'Step 1', exact: true }).waitFor({ timeout: patience });
    await page.getByText('No procedure', { exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Episodes' }).focus();
    await page.keyboard.press('j');
    await page.getByRole('heading', { name: 'Step 2', exact: true }).waitFor({ timeout: patience });
    await page.keyboard.press('n');
    await expect.poll(() => page.getByLabel('Episode', { exact: true }).inputValue()).toBe('1');
    await look();
  });

  it('saves a run as trajectories, and learns from it once', async () => {
    const { page } = application;
    await pressOn(page.getByRole('tab', { name: 'Results' }));
    const before = await engine.memory.info();
    const out = join(folder, 'played.jsonl');
    await page.getByLabel('File', { exact: true }).fill(out);
    await pressOn(page.getByRole('button', { name: 'Save as trajectories' }));
    await page.getByText('2 episodes saved').waitFor({ timeout: patience });
    expect((await readFile(out, 'utf8')).trim().split('\n')).toHaveLength(2);
    const learn = page.getByRole('button', { name: 'Learn from 2 episodes' });
    await pressOn(learn);
    await page.getByText('2 episodes learned from').waitFor({ timeout: patience });
    const episodesOf = ({ counts }: typeof before): number => counts.trajectories.success + counts.trajectories.failure;
    const after = await engine.memory.info();
    expect(episodesOf(after)).toBe(episodesOf(before) + 2);
    await pressOn(learn);
    await page.getByText('All 2 episodes were in the memory already').waitFor({ timeout: patience });
    expect((await engine.memory.info()).stateHash).toBe(after.stateHash);
  });

  it('can be cancelled, and keeps what has ended', async () => {
    const { page } = application;
    await page.getByLabel('Games at most').fill('');
    await page.getByLabel('Rounds').fill('200');
    await pressOn(page.getByRole('button', { name: 'Play', exact: true }));
    await page
      .getByText(/of 2,400 episodes/)
      .first()
      .waitFor({ timeout: patience });
    await pressOn(page.getByRole('button', { name: 'Cancel', exact: true }));
    await page.getByRole('heading', { name: 'Not all came to the end' }).waitFor({ timeout: patience });
    await page.getByRole('button', { name: /^Learn from \d/ }).waitFor();
    expect(await page.getByText('cancelled', { exact: true }).count()).toBeGreaterThan(0);
    await look();
  });

  it('says what is wrong with a folder', async () => {
    const { page } = application;
    const field = page.getByLabel('Folder with games');
    await field.fill(join(folder, 'nowhere'));
    await pressOn(field);
    await page.getByRole('alert').waitFor({ timeout: patience });
    await pressOn(page.getByRole('button', { name: 'Play', exact: true }));
    await page.getByText('Choose games first').waitFor({ timeout: patience });
    await pressOn(page.getByRole('button', { name: 'Use the sample games' }));
    await page.getByText('Choose games first').waitFor({ state: 'detached', timeout: patience });
    expect(await page.getByRole('button', { name: 'Play', exact: true }).isEnabled()).toBe(true);
  });
});
