import { mkdir, readdir, writeFile } from 'node:fs/promises';
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

/**
 * `npm run prove [-- NAME...]`: runs every proof of bench/proofs, or the named files, and writes docs/results.md.
 * Only a run of all of them writes the file.
 */
export async function main(names: readonly string[]): Promise<number> {
  const status = await buildIfNeeded();
  if (status !== 0) return status;
  const outcomes: Outcome[] = [];
  for (const proof of await loadProofs(names)) {
    console.log(`... ${proof.name}`);
    const outcome = await attempt(proof);
    outcomes.push(outcome);
    console.log('fault' in outcome ? `FAILED ${proof.name}: ${outcome.fault}` : `ok ${proof.name}\n${outcome.table}`);
  }
  if (names.length === 0) {
    await mkdir(resolve(root, 'docs'), { recursive: true });
    await writeFile(resolve(root, 'docs/results.md'), report(outcomes));
  }
  return outcomes.some((outcome) => 'fault' in outcome) ? 1 : 0;
}

async function loadProofs(names: readonly string[]): Promise<readonly Proof[]> {
  const folder = resolve(root, 'bench/proofs');
  const files = (await readdir(folder))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .toSorted()
    .filter((file) => names.length === 0 || names.includes(file.replace(/\.ts$/, '')));
  // Each file of that folder is a proof: its exports are those of `Proof`.
  return Promise.all(files.map((file) => import(resolve(folder, file)) as Promise<Proof>));
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

/** The page of results, one section a proof. */
export function report(outcomes: readonly Outcome[]): string {
  const sections = outcomes.map((outcome) => {
    const { proof, seconds } = outcome;
    const body = 'fault' in outcome ? `**Does not hold:** ${outcome.fault}` : outcome.table.trim();
    return `## ${proof.name}\n\n    ${proof.command}\n\n${body}\n\nTook ${seconds} s.\n`;
  });
  return `# Results\n\nWritten by \`npm run prove\`. \`$KNACK_DATA\` is the folder with the public data that the proofs name.\n\n${sections.join('\n')}`;
}
