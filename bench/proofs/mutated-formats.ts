import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

export const name = 'Ten thousand mutated files: imported or refused with a reason';
export const command = 'npm run prove -- mutated-formats';

const root = resolve(import.meta.dirname, '../..');
const files = 10_000;
/** Files a process: what one leaves behind in memory must not be hidden by its end. */
const filesEach = 2500;
const maxMilliseconds = 5000;
const maxMiB = 1024;

const lineSchema = z.object({
  number: z.number().int(),
  ending: z.string(),
  milliseconds: z.number(),
  peakMiB: z.number(),
});
type Line = z.infer<typeof lineSchema>;

/** Golden files with bits flipped, cut off, spliced (seeded), each by `inspect` and by the preview of the window. */
export async function run(): Promise<string> {
  const lines: Line[] = [];
  for (let from = 0; from < files; from += filesEach) lines.push(...(await watch(from, from + filesEach)));
  const odd = lines.find(({ ending }) => !['imported', 'in part', 'refused', 'empty'].includes(ending));
  if (odd !== undefined) throw new Error(`Mutant ${odd.number} ${odd.ending}`);
  const [slowest, peak] = [Math.max(...lines.map((line) => line.milliseconds)), Math.max(...lines.map(peakOf))];
  if (lines.length !== files || slowest > maxMilliseconds || peak > maxMiB)
    throw new Error(`${lines.length} files, the slowest took ${slowest} ms, the largest process had ${peak} MiB.`);
  const count = (ending: string): number => lines.filter((line) => line.ending === ending).length;
  return [
    '| files | imported whole | imported in part | refused with a reason | nothing in it | crashed or hung | slowest, ms | MiB resident at most |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    `| ${files} | ${count('imported')} | ${count('in part')} | ${count('refused')} | ${count('empty')} | 0 | ${slowest} | ${peak} |`,
  ].join('\n');
}

const peakOf = ({ peakMiB }: Line): number => peakMiB;

/** Runs one process over some mutants; it is ended when it says nothing for twice as long as a file may take. */
function watch(from: number, to: number): Promise<readonly Line[]> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [join(root, 'bench/mutations/main.ts'), String(from), String(to)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines: Line[] = [];
    let timer = setTimeout(() => child.kill('SIGKILL'), 10 * maxMilliseconds);
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(lineSchema.parse(JSON.parse(line)));
      clearTimeout(timer);
      timer = setTimeout(() => child.kill('SIGKILL'), 2 * maxMilliseconds);
    });
    child.on('error', failed);
    child.on('close', (code) => {
      clearTimeout(timer);
      if (code === 0) done(lines);
      else failed(new Error(`Mutant ${from + lines.length} ended its process (${code ?? 'it hung'}).`));
    });
  });
}
