import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureAsk, measureColdStart } from '../../scripts/bench.ts';
import { dataFile, samplePaths } from '../../electron/engine/fixtures/learn.fixture.ts';
import { knackJson } from '../../scripts/terminal.ts';

export const name = 'Asking: 500 distinct goals in a warm engine';
export const command = 'npm run bench -- "$KNACK_DATA/trajectories/knowagent-alfworld"';

const maxMedian = 10;

/** Milliseconds of a ranking, each goal new to the cache, and the cold start of the terminal beside it. */
export async function run(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'knack-asking-'));
  try {
    const memory = join(folder, 'memory');
    const data = dataFile('trajectories/knowagent-alfworld');
    await knackJson(['build', ...(data === null ? samplePaths : [data]), '--memory', memory]);
    const { goals, inEngine, overTheWire } = await measureAsk(memory, join(folder, 'data'));
    const cold = await measureColdStart(memory);
    if (inEngine.median > maxMedian) throw new Error(`The median is ${inEngine.median} ms.`);
    return [
      `| ${goals} goals | median | p95 | largest |`,
      '| --- | --- | --- | --- |',
      `| in the engine, ms | ${inEngine.median} | ${inEngine.p95} | ${inEngine.largest} |`,
      `| over the local host, ms | ${overTheWire.median} | ${overTheWire.p95} | ${overTheWire.largest} |`,
      `| \`ask\` in the terminal, whole process, s | ${cold.ask.median} | ${cold.ask.p95} | ${cold.ask.largest} |`,
      `| \`state\` in the terminal, whole process, s | ${cold.state.median} | ${cold.state.p95} | ${cold.state.largest} |`,
    ].join('\n');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
