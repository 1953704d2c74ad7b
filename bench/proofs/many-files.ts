import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findChromium } from '../../e2e/chromium.ts';
import { openApplication } from '../../e2e/harness.ts';
import { buildReportSchema, inspectReportSchema } from '../../shared/contract/index.ts';
import { knackJson } from '../../scripts/terminal.ts';

export const name = 'A folder of ten thousand files: counted, imported, and looked at in a window';
export const command = 'npm run prove -- many-files';

const files = 10_000;
/** Rows of the list that may be in the page at once, and the longest answer to a hand, in ms. */
const maxRows = 60;
const maxHandMilliseconds = 1000;
const maxMiB = 1536;
const samples = resolve(import.meta.dirname, '../../resources/samples/support-desk.jsonl');

/** Ten thousand files of an episode each, through the terminal and in Chromium. */
export async function run(): Promise<string> {
  const place = await mkdtemp(join(tmpdir(), 'knack-many-'));
  try {
    const folder = join(place, 'files');
    await writeFiles(folder);
    const started = performance.now();
    const { totals } = inspectReportSchema.parse(await knackJson(['inspect', folder]));
    const inspected = seconds(started);
    const memory = join(place, 'memory');
    const began = performance.now();
    const report = buildReportSchema.parse(await knackJson(['build', folder, '--memory', memory]));
    const built = seconds(began);
    if (totals.trajectories !== files || report.imported !== files || report.peakRssMiB > maxMiB)
      throw new Error(`${totals.trajectories} counted, ${report.imported} imported, ${report.peakRssMiB} MiB.`);
    return [
      '| what | files | episodes | seconds | MiB resident |',
      '| --- | --- | --- | --- | --- |',
      `| \`inspect\` | ${files} | ${totals.trajectories} | ${inspected} | |`,
      `| \`build\` | ${files} | ${report.imported} | ${built} (reading ${report.seconds.import.toFixed(1)}) | ${report.peakRssMiB} |`,
      '',
      ...(await inWindow(folder, place)),
    ].join('\n');
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

async function writeFiles(folder: string): Promise<void> {
  await mkdir(folder);
  const lines = (await readFile(samples, 'utf8')).trim().split('\n');
  for (let number = 0; number < files; number += 1) {
    const record: object = { ...JSON.parse(lines[number % lines.length] ?? ''), number };
    await writeFile(join(folder, `${String(number).padStart(5, '0')}.json`), JSON.stringify(record));
  }
}

async function inWindow(folder: string, place: string): Promise<readonly string[]> {
  if (findChromium() === null) return ['Not looked at in a window: no Chromium was found.'];
  const application = await openApplication({ memory: join(place, 'window'), files: [folder] });
  const { page } = application;
  try {
    const started = performance.now();
    await page.getByRole('button', { name: /^Import 10,000 files/ }).waitFor({ timeout: 180_000 });
    const looked = seconds(started);
    const rows = await page.locator('.import-file').count();
    const last = page.getByRole('button', { name: /09999\.json/ });
    const scrolled = await timed(async () => {
      await page.locator('.import-files').evaluate((list) => (list.scrollTop = list.scrollHeight));
      await last.waitFor();
    });
    const chosen = await timed(async () => {
      await last.click();
      await page.getByRole('heading', { name: '09999.json' }).waitFor();
    });
    const left = await timed(async () => {
      await page.getByLabel('Import this file').click();
      await page.getByRole('button', { name: /^Import 9,999 files/ }).waitFor();
    });
    if (rows > maxRows || Math.max(scrolled, chosen, left) > maxHandMilliseconds)
      throw new Error(`${rows} rows are drawn; scroll ${scrolled}, choose ${chosen}, leave out ${left} ms.`);
    return [
      '| in the window | |',
      '| --- | --- |',
      `| all files looked at, s | ${looked} |`,
      `| rows drawn of ${files} | ${rows} |`,
      `| to the end of the list, ms | ${scrolled} |`,
      `| a file chosen and shown, ms | ${chosen} |`,
      `| a file left out, ms | ${left} |`,
    ];
  } finally {
    await application.close();
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return Math.round(performance.now() - started);
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}
