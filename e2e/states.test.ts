import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../shared/contract/index.ts';
import { writeProposals } from './fixtures/proposals.ts';
import { openStage, pressOn, type Application, type Stage } from './harness.ts';

const patience = 60_000;

let stage: Stage;
let folder: string;
let application: Application;
let engine: Client;
/** The state of the memory when it had the first file alone. */
let firstState: string;

const importFile = async (name: string, devices: number): Promise<string> => {
  const file = join(folder, name);
  await writeProposals(file, devices);
  for await (const _ of await engine.imports.run({ paths: [file] }));
  return (await engine.memory.info()).stateHash;
};

beforeAll(async () => {
  stage = await openStage();
  ({ folder, application, engine } = stage);
  firstState = await importFile('one.jsonl', 3);
  await importFile('two.jsonl', 5);
});
afterAll(() => stage.close());

const look = async (): Promise<void> => expect(await application.findings()).toEqual([]);

async function goTo(key: string, title: string): Promise<void> {
  const { page } = application;
  // Keys are dead in a field.
  await page.locator('body').evaluate((body) => (body.ownerDocument.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('g');
  await page.keyboard.press(key);
  await page.getByRole('heading', { level: 1, name: title }).waitFor({ timeout: patience });
}

const fill = async (field: Locator, text: string): Promise<void> => {
  await field.fill(text);
  await pressOn(field);
};

describe('states of a memory', () => {
  it('are compared item by item, and each change has a difference', async () => {
    const { page } = application;
    const [proposal] = (await engine.review.list()).filter(({ status }) => status === 'pending');
    await engine.review.approve({ id: proposal?.id ?? '' });
    const other = (await engine.library.procedures()).find(({ id }) => id !== proposal?.targetId);
    await engine.library.remove({ id: other?.id ?? '' });
    const [meta] = await engine.library.metas();
    await engine.library.remove({ id: meta?.id ?? '' });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await goTo('c', 'Compare');
    await fill(page.getByLabel('Number of the event'), '3');
    await page.getByText(/changed;/).waitFor({ timeout: patience });
    const rows = { procedure: proposal?.targetId, gone: other?.id, meta: meta?.id };
    for (const [kind, id] of Object.entries(rows)) {
      await pressOn(page.locator(`tr[data-row-id="${kind === 'meta' ? 'meta' : 'procedure'}:${id}"]`));
      const shown = page.locator('.compare-details .diff');
      await shown
        .locator(`[data-kind=${kind === 'procedure' ? 'added' : 'removed'}]`)
        .first()
        .waitFor({ timeout: patience });
      for (const layout of ['Side by side', 'As text', 'By part']) {
        await pressOn(page.getByRole('button', { name: layout, exact: true }));
        await shown.locator('[data-kind=added], [data-kind=removed], [data-kind=changed]').first().waitFor();
      }
      await look();
    }
    await expect
      .poll(() => page.locator('.compare-details .badge').allTextContents(), { timeout: patience })
      .toEqual(['live', 'deleted']);
  });

  it('leave in every format, as the preview showed them', async () => {
    const { page } = application;
    await goTo('e', 'Export');
    const { stateHash } = await engine.memory.info();
    const card = page.locator('.card', { has: page.getByRole('heading', { name: 'Save this memory' }) });
    const forms = { Skills: 'skills', Report: 'html', JSONL: 'jsonl', CSV: 'csv', Parquet: 'parquet' } as const;
    for (const [name, as] of Object.entries(forms)) {
      await pressOn(card.getByRole('button', { name, exact: true }));
      await page.getByText(/files?, [\d,]+ rows?/).waitFor({ timeout: patience });
      const place = join(folder, as === 'skills' ? 'skills' : `out.${as}`);
      await fill(card.getByRole('textbox'), place);
      await card.getByText('Exported', { exact: true }).waitFor({ timeout: patience });
      if (as !== 'skills' && as !== 'parquet') {
        const text = await readFile(place, 'utf8');
        const redact = true;
        const preview = await engine.memory.previewExport({ as, table: 'library', redact, keep: [] });
        expect(text.startsWith((preview.files[0]?.head ?? '').replace(/…$/, ''))).toBe(true);
        if (as === 'html') expect(text).not.toMatch(/<script|https?:/i);
      }
    }
    // Nothing in these episodes is a secret: the redacted snapshot is the snapshot.
    await pressOn(card.getByRole('button', { name: 'Snapshot', exact: true }));
    await pressOn(card.getByRole('checkbox', { name: 'Take secrets out of the snapshot' }), 'Space');
    await fill(card.getByRole('textbox'), join(folder, 'clean.knack'));
    await card.getByText('Exported', { exact: true }).waitFor({ timeout: patience });
    expect((await engine.memory.verify({ target: join(folder, 'clean.knack') })).ok).toBe(true);
    expect(await card.textContent()).toContain(stateHash);
    const { skills, skipped } = await engine.skills.look({ paths: [join(folder, 'skills')] });
    expect(skipped).toEqual([]);
    expect(skills.length).toBeGreaterThan(0);
    expect(skills.flatMap(({ skill }) => skill.warnings)).toEqual([]);
    await look();
  });

  it('without a file are those of the other files, and its text is nowhere', async () => {
    const { page } = application;
    for (let taken = 0; taken < 3; taken += 1) await engine.memory.undo();
    await goTo('f', 'Sources');
    await pressOn(page.getByRole('button', { name: 'Un-learn two.jsonl' }));
    const dialog = page.getByRole('dialog', { name: /Un-learn two\.jsonl/ });
    const act = dialog.getByRole('button', { name: 'Un-learn', exact: true, disabled: false });
    await act.waitFor({ timeout: patience });
    await look();
    await pressOn(act);
    await dialog.waitFor({ state: 'detached', timeout: patience });
    expect((await engine.memory.info()).stateHash).toBe(firstState);
    expect((await engine.memory.verify()).ok).toBe(true);
    await goTo('j', 'Journal');
    await page.getByText('Un-learned: two.jsonl').first().waitFor({ timeout: patience });
    await look();
  });
});
