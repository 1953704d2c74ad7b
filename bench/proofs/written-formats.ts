import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFile } from '../../electron/engine/fixtures/learn.fixture.ts';
import { canonicalJson } from '../../electron/engine/identity/index.ts';
import { read, walk, type WalkedFile } from '../../electron/engine/import/index.ts';
import { knackJson } from '../../scripts/terminal.ts';
import { convertReportSchema } from '../../shared/contract/index.ts';
import type { Trajectory } from '../../shared/model/index.ts';

export const name = 'Read, written as ATIF or OpenAI messages, read again: the same trajectories';
export const command = 'npm run -s knack -- convert "$KNACK_DATA/trajectories" --to atif --out FOLDER --json';

type Told = (trajectory: Trajectory) => unknown;

/** ATIF holds everything but the ids, which are made of the bytes of the file. */
const everything: Told = ({ id: _id, sourceId: _source, record: _record, ...rest }) => rest;

/** What OpenAI messages have a place for. */
const messages: Told = ({ goal, steps, outcome, reward, title }) => ({
  goal,
  steps: steps.map(({ action, observation }) => ({ action, observation })),
  outcome,
  reward: reward ?? null,
  title: title ?? null,
});

/** Every published file through the terminal into each format, and what stands there against what was read at first. */
export async function run(): Promise<string> {
  const data = dataFile('trajectories');
  if (data === null) return 'Not run: the public trajectories are not there.';
  const place = await mkdtemp(join(tmpdir(), 'knack-written-'));
  try {
    const atif = await compare({ data, to: 'atif', out: join(place, 'atif'), told: everything });
    const openai = await compare({ data, to: 'openai', out: join(place, 'openai'), told: messages });
    if (atif.same !== atif.episodes)
      throw new Error(`${atif.episodes - atif.same} of ${atif.episodes} episodes differ as ATIF: ${atif.first}.`);
    if (openai.episodes !== atif.episodes || openai.outcomes !== openai.episodes)
      throw new Error(`OpenAI messages: ${openai.outcomes} of ${openai.episodes} outcomes are the same.`);
    return [
      '| written as | files | episodes | read again, the same | the same outcome | seconds |',
      '| --- | --- | --- | --- | --- | --- |',
      row('ATIF 1.7 (all but the ids)', atif),
      row('OpenAI messages (goal, actions, observations, outcome, reward, title)', openai),
    ].join('\n');
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

interface Compared {
  readonly files: number;
  readonly episodes: number;
  readonly same: number;
  readonly outcomes: number;
  readonly seconds: number;
  /** The first file with an episode that is not the same; '' for none. */
  readonly first: string;
}

interface Way {
  readonly data: string;
  readonly to: string;
  readonly out: string;
  readonly told: Told;
}

async function compare({ data, to, out, told }: Way): Promise<Compared> {
  const started = performance.now();
  const answer = await knackJson(['convert', data, '--to', to, '--out', out]);
  const seconds = (performance.now() - started) / 1000;
  const report = convertReportSchema.parse(answer);
  const before = new Map((await walk([data])).files.map((file) => [file.path, file]));
  let [episodes, same, outcomes, first] = [0, 0, 0, ''];
  for (const { file, out: target } of report.files) {
    const source = before.get(file);
    if (source === undefined) throw new Error(`${file} was not given.`);
    const [here, there] = [await digests(source, told), await digests(target, told)];
    if (here.length !== there.length) throw new Error(`${file}: ${here.length} episodes, written ${there.length}.`);
    episodes += here.length;
    const equal = here.filter((one, at) => one.digest === there[at]?.digest).length;
    if (equal < here.length && first === '') first = file;
    same += equal;
    outcomes += here.filter((one, at) => one.outcome === there[at]?.outcome).length;
  }
  return { files: report.files.length, episodes, same, outcomes, seconds, first };
}

async function digests(
  file: string | WalkedFile,
  told: Told,
): Promise<readonly { readonly digest: string; readonly outcome: string }[]> {
  const found: { digest: string; outcome: string }[] = [];
  for await (const item of read(file)) {
    if (item.kind !== 'trajectory') continue;
    const { outcome } = item.trajectory;
    found.push({
      outcome,
      digest: createHash('sha256')
        .update(canonicalJson(told(item.trajectory)))
        .digest('hex'),
    });
  }
  return found;
}

function row(what: string, { files, episodes, same, outcomes, seconds }: Compared): string {
  return `| ${what} | ${files} | ${episodes} | ${same} | ${outcomes} | ${seconds.toFixed(1)} |`;
}
