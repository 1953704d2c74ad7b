import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { walkCommands } from './commands.ts';
import { knownWords, wordsOf } from './known-words.ts';
import { lostParts, plainWords, withoutTwin } from './page-checks.ts';
import { placesOf, strategyPlaces, type Place } from './places.ts';
import { servePseudo } from './pseudo.ts';
import { openVisitor, patience, type Visitor } from './visitor.ts';

let visitor: Visitor;
let places: readonly Place[];

beforeAll(async () => {
  visitor = await openVisitor();
  places = await placesOf(visitor.engine);
}, 2 * patience);
afterAll(() => visitor.close());
afterEach(noProblems);

function noProblems(): void {
  const problems = visitor.application.problems();
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

/** What the card of the paired games says: games won and played, of the skill as it was and with the edit. */
async function gamesShown(page: Page): Promise<readonly number[]> {
  const rows = page.locator('tr', { has: page.locator('.procmem-share') });
  return (await rows.locator('td:nth-child(2)').allInnerTexts())
    .flatMap((text) => text.match(/\d+/g) ?? [])
    .map(Number);
}

async function gamesOfEngine({ engine, page }: Visitor): Promise<readonly number[]> {
  const { samples } = await engine.lab.desk();
  const world = { kind: 'games' as const, folder: samples ?? '' };
  const candidate = await page.locator('main select').first().inputValue();
  for await (const told of await engine.lab.judge({ world, settings: { candidates: [candidate] } })) {
    if (told.kind !== 'done') continue;
    return told.report.flatMap(({ parent, candidate: edited, games }) => [parent, games, edited, games]);
  }
  return [];
}

describe('every command', () => {
  it('is in the palette, and does the same from there and by its keys', async () => {
    const { engine, page, goTo } = visitor;
    const [first, second] = (await engine.review.list()).filter(({ status }) => status === 'pending');
    for (const proposal of [first, second]) await engine.review.defer({ id: proposal?.id ?? '' });
    await engine.memory.undo();
    expect(await walkCommands({ page, goTo, places, engine })).toEqual([]);
    await engine.memory.undo();
  });

  it('takes other keys, says whose they are already, and can be left without', async () => {
    const { page, goTo } = visitor;
    await goTo({ name: 'settings', address: '#/settings' });
    const row = page.getByRole('row', { name: /Switch between graph and tree/ });
    await row.getByRole('button', { name: /^Change/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').press('/');
    await dialog.getByText('These keys are also those of: Search the hierarchy').waitFor();
    await dialog.getByRole('textbox').press('q');
    await dialog.getByRole('textbox').press('w');
    expect(await dialog.getByRole('textbox').inputValue()).toBe('W');
    await dialog.getByRole('button', { name: 'Take them' }).click();
    await page.reload();
    await goTo({ name: 'hierarchy', address: '#/hierarchy' });
    await page.keyboard.press('v');
    await page.keyboard.press('w');
    await expect.poll(() => page.url()).toContain('as=tree');
    await page.getByRole('tree').first().waitFor();
  });
});

describe('every view', () => {
  it('has nothing serious for axe, and a twin for every plot, graph and picture', async () => {
    const { choose, findings, application, page } = visitor;
    await choose({ language: 'en', theme: 'contrast' });
    expect(
      await findings(places, async () => [...(await application.findings()), ...(await page.evaluate(withoutTwin))]),
    ).toEqual([]);
  });

  // Each language in each theme is the proof's: `npm run prove -- every-view`.
  it('leaves no text untranslated, and has nothing serious for axe in another language', async () => {
    const { application, choose, findings, page, engine } = visitor;
    await servePseudo(page);
    await choose({ language: 'de' });
    const known = await knownWords(engine);
    expect(
      await findings(places, async () => [
        ...(await page.evaluate(plainWords, known)),
        // The longer word of a button does not stand in the sentence that names it, as it does in a real language.
        ...(await application.findings()).filter((finding) => !finding.startsWith('label-content-name-mismatch')),
      ]),
    ).toEqual([]);
  });

  it('leaves none untranslated with the other strategies', async () => {
    const { findings, page, engine, application } = visitor;
    const { settings } = await engine.memory.info();
    for (const strategy of ['memp', 'procmem'] as const) {
      await engine.memory.changeSettings({ settings: { ...settings, strategy } });
      const known = [...(await knownWords(engine)), ...wordsOf(await engine.strategies[strategy]())];
      await page.reload();
      const where = strategyPlaces[strategy];
      expect(
        await findings(where, async () => [
          ...(await page.evaluate(plainWords, known)),
          ...(await application.findings()),
        ]),
      ).toEqual([]);
      if (strategy === 'procmem') expect(await gamesShown(page)).toEqual(await gamesOfEngine(visitor));
      await engine.memory.undo();
    }
    await page.reload();
  });

  it('loses nothing at 200 %, in the longest language', async () => {
    const { findings, page } = visitor;
    await page.setViewportSize({ width: 720, height: 450 });
    expect(await findings(places, () => page.evaluate(lostParts))).toEqual([]);
  });
});
