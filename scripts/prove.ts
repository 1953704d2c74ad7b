import { readdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buildIfNeeded } from './built.ts';

/** A long proof: what is claimed, how anybody can see it, and the figures as a table in Markdown. */
export interface Proof {
  readonly name: string;
  /** The command that shows the same, with `$KNACK_DATA` for data that is not in the project. */
  readonly command: string;
  /** @throws Error when the claim does not hold */
  run(): Promise<string>;
}

type Outcome = { readonly proof: Proof; readonly seconds: number } & (
  | { readonly table: string }
  | { readonly fault: string }
);

const root = resolve(import.meta.dirname, '..');
const page = resolve(root, 'docs/results.md');

/**
 * `npm run prove [-- NAME...]`: runs every proof of bench/proofs, or the named files, and writes their sections of
 * docs/results.md. A section is written when its proof has ended, so that a run that is stopped keeps what it found;
 * the sections of proofs that were not run stay as they are.
 */
export async function main(names: readonly string[]): Promise<number> {
  const status = await buildIfNeeded();
  if (status !== 0) return status;
  const proofs = await loadProofs();
  const order = proofs.map(({ proof }) => proof.name);
  let failed = false;
  for (const { file, proof } of proofs) {
    if (names.length > 0 && !names.includes(file)) continue;
    console.log(`... ${proof.name}`);
    const outcome = await attempt(proof);
    failed ||= 'fault' in outcome;
    console.log('fault' in outcome ? `FAILED ${proof.name}: ${outcome.fault}` : `ok ${proof.name}\n${outcome.table}`);
    await writeFile(page, withSection(await readFile(page, 'utf8').catch(() => ''), outcome, order));
  }
  return failed ? 1 : 0;
}

async function loadProofs(): Promise<readonly { readonly file: string; readonly proof: Proof }[]> {
  const folder = resolve(root, 'bench/proofs');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')).toSorted();
  return Promise.all(
    files.map(async (file) => ({
      file: file.replace(/\.ts$/, ''),
      // Each file of that folder is a proof: its exports are those of `Proof`.
      proof: (await import(resolve(folder, file))) as Proof,
    })),
  );
}

async function attempt(proof: Proof): Promise<Outcome> {
  const started = performance.now();
  const seconds = (): number => Math.round((performance.now() - started) / 100) / 10;
  try {
    const table = await proof.run();
    return { proof, seconds: seconds(), table };
  } catch (error) {
    return { proof, seconds: seconds(), fault: error instanceof Error ? error.message : String(error) };
  }
}

const head =
  '# Results\n\nWritten by `npm run prove`. `$KNACK_DATA` is the folder with the public data that the proofs name.\n';

/**
 * The page of results with the section of a proof put in or replaced.
 *
 * @param order the names of all proofs: sections stand in this order, and one whose proof is gone goes
 */
export function withSection(page: string, outcome: Outcome, order: readonly string[]): string {
  const sections = new Map(
    page
      .split(/^(?=## )/m)
      .filter((section) => section.startsWith('## '))
      .map((section) => [section.slice(3, section.indexOf('\n')), `${section.trimEnd()}\n`]),
  );
  sections.set(outcome.proof.name, sectionOf(outcome));
  return [head, ...order.flatMap((name) => sections.get(name) ?? [])].join('\n');
}

function sectionOf(outcome: Outcome): string {
  const { proof, seconds } = outcome;
  const body = 'fault' in outcome ? `**Does not hold:** ${outcome.fault}` : outcome.table.trim();
  return `## ${proof.name}\n\n    ${proof.command}\n\n${body}\n\nTook ${seconds} s.\n`;
}
