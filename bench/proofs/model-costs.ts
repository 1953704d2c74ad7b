import { loadavg } from 'node:os';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

export const name = 'What the bundled model costs';
export const command = 'npm run bench:embedding -- --speed';

const root = join(import.meta.dirname, '../..');

const rowSchema = z.object({ name: z.string(), best: z.number(), median: z.number() });

const told: Readonly<Record<string, string>> = {
  loadMs: 'loading, from its name to the first vector, ms (limit 300)',
  loadCpuMs: 'the same, processor time, ms',
  textMs: 'one text alone, ms (limit 1)',
  textCpuMs: 'the same, processor time, ms',
  textsPerSecond: 'short texts a second, one thread (at least 4,000)',
  textsPerCpuSecond: 'the same, by processor time',
  residentMiB: 'resident memory, MiB (limit 200)',
};

/** Several processes, one after the other. Nothing is asserted: the clock tells of the machine's other work too. */
export async function run(): Promise<string> {
  const script = join(root, 'bench/embedding/main.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, '--speed', '--json'], { cwd: root });
  const rows = z.array(rowSchema).parse(JSON.parse(stdout));
  const lines = rows.map(({ name: what, best, median }) => `| ${[told[what] ?? what, best, median].join(' | ')} |`);
  const load = (loadavg()[0] ?? 0).toFixed(1);
  return `| what | best of 7 processes | median |\n| --- | --- | --- |\n${lines.join('\n')}\n\nLoad of the machine at the end: ${load}.`;
}
