/** Writes docs/procedures.md: what is learnt from three public corpora. Needs the data folder (`KNACK_DATA`). */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundledModel, dataFile, learn, load } from '../../electron/engine/fixtures/learn.fixture.ts';
import { writePage, type Section } from './page.ts';

const target = resolve(import.meta.dirname, '../../docs/procedures.md');

function needed(path: string): string {
  const found = dataFile(`trajectories/${path}`);
  if (found === null) throw new Error(`${path} is not there: set KNACK_DATA to the folder with the public data.`);
  return found;
}

/** Messages and reward of each run, as OpenAI messages in JSON lines. */
async function extractMessages(path: string, folder: string): Promise<string> {
  const runs = JSON.parse(await readFile(path, 'utf8')) as readonly { traj: unknown; reward: number }[]; // as its README says
  const copy = join(folder, 'messages.jsonl');
  await writeFile(copy, runs.map(({ traj, reward }) => `${JSON.stringify({ messages: traj, reward })}\n`).join(''));
  return copy;
}

async function section(paths: readonly string[], { title, about }: Omit<Section, 'state'>): Promise<Section> {
  const state = await learn(await load(paths), { model: bundledModel() });
  return { title, about, state };
}

const folder = await mkdtemp(join(tmpdir(), 'knack-page-'));
try {
  const rounds = ['D0', 'D1'].map((round) => needed(`knowagent-alfworld/KnowAgentALFWorld_llama-2-13b_${round}.jsonl`));
  const messages = await extractMessages(needed('tau-bench/gpt-4o-airline.json'), folder);
  const sections = [
    await section(rounds, {
      title: 'Commands in a household (knowagent-alfworld)',
      about: '850 episodes of text commands, 274 successes and 576 failures.',
    }),
    await section([messages], {
      title: 'Tool calls of a booking desk (tau-bench)',
      about:
        '150 episodes of tool calls between free talk, 63 successes and 87 failures, extracted as OpenAI messages with their reward.',
    }),
    await section([needed('sharegpt-toolcall/glaive_toolcall_en_demo.json')], {
      title: 'Tool calls of an assistant (sharegpt-toolcall)',
      about:
        '200 conversations, most of them with one tool call or none; no outcome is recorded, so that only calls which were followed by others can be judged.',
    }),
  ];
  await writeFile(target, writePage(sections));
} finally {
  await rm(folder, { recursive: true, force: true });
}
