import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startChatServer, type ChatServer } from '../electron/engine/fixtures/chat-server.fixture.ts';
import type { Client } from '../shared/contract/index.ts';
import { writeProposals } from './fixtures/proposals.ts';
import { openStage, type Application, type Stage } from './harness.ts';

const canary = 'sk-canary-typed-by-hand';
/** A folder for pictures of each stage, for whoever wants to look at them. */
const pictures = process.env['KNACK_PICTURES'];

let stage: Stage;
let folder: string;
let application: Application;
let server: ChatServer;
let engine: Client;

beforeAll(async () => {
  stage = await openStage();
  ({ folder, application, engine } = stage);
  const file = join(folder, 'episodes.jsonl');
  await writeProposals(file, 6);
  server = await startChatServer();
  for await (const _ of await engine.imports.run({ paths: [file] }));
});
afterAll(async () => {
  await stage.close();
  await server.stop();
});

async function show(page: Page, view: string): Promise<void> {
  await page.evaluate((hash) => {
    (globalThis as unknown as { location: { hash: string } }).location.hash = hash;
  }, view);
}

async function look(name: string): Promise<void> {
  expect(await application.findings()).toEqual([]);
  if (pictures === undefined) return;
  for (const theme of ['light', 'dark'] as const)
    await application.picture(join(pictures, `${name}-${theme}.png`), { theme });
  await application.page.emulateMedia({ colorScheme: 'light' });
}

it('is set, tested and asked in the window; what it writes is marked and waits for a person; the key stays in no file', async () => {
  const { page } = application;
  await page.getByRole('heading', { level: 1 }).waitFor();
  await show(page, '#/settings');
  const card = page.getByRole('form', { name: 'Reasoner' });
  await card.getByText('Nobody is asked').waitFor();
  await card.getByRole('button', { name: 'Server', exact: true }).click();
  await card.getByLabel('Address').fill(server.address);
  await card.getByRole('button', { name: 'Save the reasoner' }).click();
  await page.getByRole('button', { name: "List the server's models" }).click();
  await page.getByRole('combobox', { name: 'Model of the server' }).selectOption('small');
  await card.getByRole('button', { name: 'Save the reasoner' }).click();
  await page.getByLabel('New key').fill(canary);
  await page.getByRole('button', { name: 'Set the key' }).click();
  await page.getByText('A key is set').waitFor();
  server.behave({ kind: 'status', status: 401 });
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await page.getByText('refused the key').waitFor();
  server.behave({ kind: 'say', text: '{"goal": "answer a letter", "because": "it ends so"}' });
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await page.getByText(/small answered in/).waitFor();
  await page.locator('summary', { hasText: 'Limits' }).click();
  await page.locator('summary', { hasText: 'Prompts' }).click();
  await look('settings');

  const [first] = await engine.library.procedures();
  server.behave({ kind: 'stalls' });
  await show(page, `#/procedure/${first?.id ?? ''}`);
  await page.getByRole('button', { name: 'Describe' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Cancelled. Nothing was changed.').waitFor();
  server.behave({ kind: 'say', text: '{"goal": "settle what was asked for", "because": "Its last step settles it."}' });
  await page.getByRole('button', { name: 'Describe' }).click();
  await page.getByText('A proposal was written. It waits for review.').waitFor();
  await look('procedure');
  await page.getByRole('link', { name: 'Look at it' }).click();
  await page.getByText("The model's reason: Its last step settles it.").waitFor();
  await look('review');
  await page
    .getByRole('region', { name: 'Decision' })
    .getByRole('button', { name: /^Approve/ })
    .click();
  await page.locator('#content').getByText('7 proposals wait for a decision').waitFor();
  await show(page, `#/procedure/${first?.id ?? ''}`);
  await page.getByRole('heading', { level: 1, name: 'settle what was asked for' }).waitFor();
  await page.getByText('By a model: small').waitFor();
  await look('approved');
  await show(page, '#/library');
  await page.getByLabel('Words of a model').waitFor();
  await look('library');

  const [proposal] = (await engine.review.list()).filter(({ status }) => status === 'pending');
  server.behave({ kind: 'say', text: '{"explanation": "It went well where it was looked up first."}' });
  await show(page, `#/review/${proposal?.id ?? ''}`);
  await page.getByRole('button', { name: 'Explain in words' }).click();
  await page.getByText('It went well where it was looked up first.').waitFor();
  await look('explanation');

  const [episode] = await engine.trajectories.list();
  server.behave({ kind: 'say', text: '{"segments": [{"from": 0, "to": 900, "description": "do what was asked"}]}' });
  await show(page, `#/trajectory/${episode?.id ?? ''}`);
  await page.getByRole('button', { name: 'Cut by the model' }).click();
  const spans = page.getByRole('region', { name: 'Sub-goals by the model' });
  await spans.getByText('By a model: small').waitFor();
  await spans.getByRole('link', { name: 'do what was asked' }).waitFor();
  await look('segments');
  expect(server.requests.at(-1)?.authorization).toBe(`Bearer ${canary}`);

  for (const root of [folder, application.folder]) {
    for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const bytes = await readFile(join(entry.parentPath, entry.name));
      expect(bytes.includes(canary), join(entry.parentPath, entry.name)).toBe(false);
    }
  }
  expect(application.host.output()).not.toContain(canary);
});

it('is asked what to blame of a skill, and for the facts of a task, in memories of the other strategies', async () => {
  const { page } = application;
  const { settings } = await engine.memory.info();
  await engine.memory.changeSettings({ settings: { ...settings, strategy: 'procmem', procmemRound: 12 } });
  const { gradients } = await engine.strategies.procmem();
  const gradient = gradients.at(-1);
  const goals = await Promise.all(
    (gradient?.trajectories ?? []).map(
      async ({ trajectoryId }) => (await engine.trajectories.get({ id: trajectoryId })).trajectory.goal,
    ),
  );
  const { trajectoryId = '', from = 0 } = gradient?.trajectories[0] ?? {};
  const { trajectory } = await engine.trajectories.get({ id: trajectoryId });
  const sentence = trajectory.steps[from]?.observation.split('.')[0] ?? '';
  const voices = goals.map((quote, at) => ({
    episode: `e${at + 1}`,
    field: 'activation',
    kind: 'add',
    text: sentence,
    quote,
  }));
  server.behave({ kind: 'say', text: JSON.stringify({ voices, because: 'All of them stand in the yard.' }) });
  await show(page, `#/procmem?tab=gradients&gradient=${gradient?.id ?? ''}`);
  await page.getByRole('button', { name: 'Ask the model what to blame' }).click();
  await page.getByText('A proposal was written. It waits for review.').waitFor();
  await page.getByText("The model's reason: All of them stand in the yard.").waitFor();
  await look('attribution');
  await page.getByRole('link', { name: 'Look at it' }).click();
  await page.getByText("The model's reason: All of them stand in the yard.").waitFor();
  const proposals = await engine.review.list();
  expect(proposals.filter(({ kind, status }) => kind === 'attribute' && status === 'pending')).toHaveLength(1);

  await engine.memory.changeSettings({ settings: { ...settings, strategy: 'memp' } });
  const entry = (await engine.strategies.memp()).rows[0]?.entry;
  const goal = entry?.query ?? '';
  server.behave({
    kind: 'say',
    text: JSON.stringify({ facts: [{ key: 'aim', value: goal, quote: goal }], because: 'It is all that is said.' }),
  });
  await show(page, `#/memp?tab=retrieval&goal=${encodeURIComponent(goal)}`);
  await page.getByRole('button', { name: 'Read the facts by the model' }).click();
  await page.getByText(`aim: ${goal}`).waitFor();
  await page.getByText('By a model: small').waitFor();
  await look('facts');
  await page.getByRole('button', { name: 'Back to the facts by the rules' }).click();
  await page.getByText(`aim: ${goal}`).waitFor({ state: 'detached' });
});
