import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importAnswersSchema } from '../../../../shared/contract/index.ts';
import type { Trajectory } from '../../../../shared/model/index.ts';
import { given } from '../given.fixture.ts';
import { inspect, read, walk, written, type WrittenFormat } from '../index.ts';

const { file: fileOf } = given();

const golden = join(import.meta.dirname, '..', 'golden');
const cases = readdirSync(golden).flatMap((format) =>
  readdirSync(join(golden, format))
    .filter((name) => name.endsWith('.in'))
    .map((name) => join(golden, format, name)),
);

type Told = Omit<Trajectory, 'id' | 'sourceId' | 'record'>;

function told({ id: _id, sourceId: _sourceId, record: _record, ...rest }: Trajectory): Told {
  return rest;
}

async function trajectoriesIn(...[file, options]: Parameters<typeof read>): Promise<readonly Trajectory[]> {
  const found: Trajectory[] = [];
  for await (const item of read(file, options)) if (item.kind === 'trajectory') found.push(item.trajectory);
  return found;
}

async function readAgain(trajectories: readonly Trajectory[], format: WrittenFormat): Promise<readonly Trajectory[]> {
  return trajectoriesIn(await fileOf(trajectories.map((one) => written(one, format)).join('\n'), `again.${format}`));
}

async function answersFor(path: string) {
  const answers = path.replace(/\.in$/, '.answers.json');
  return existsSync(answers) ? importAnswersSchema.parse(JSON.parse(await readFile(answers, 'utf8'))) : {};
}

describe('read, written as ATIF, read again: the same trajectories', () => {
  it.each(cases.map((path) => [path.slice(golden.length + 1), path] as const))('%s', async (_name, path) => {
    const trajectories = await trajectoriesIn(path, { answers: await answersFor(path) });
    expect(trajectories.length).toBeGreaterThan(0);
    expect((await readAgain(trajectories, 'atif')).map(told)).toEqual(trajectories.map(told));
  });
});

// Real files of several formats, which are not part of the project: $KNACK_DATA names where they are.
const data = resolve(
  process.env['KNACK_DATA'] ?? resolve(import.meta.dirname, '../../../../../shared'),
  'trajectories',
);

describe('the same for published files', () => {
  it.skipIf(!existsSync(data))(
    'all that are read',
    async () => {
      const { files } = await walk([data]);
      const known = new Set((await inspect([data])).files.map(({ file }) => file));
      let count = 0;
      for (const file of files.filter(({ path }) => known.has(path))) {
        const trajectories = await trajectoriesIn(file);
        const again = await readAgain(trajectories, 'atif');
        expect(again.map(told), file.path).toEqual(trajectories.map(told));
        count += again.length;
      }
      expect(count).toBeGreaterThan(0);
    },
    300_000,
  );
});

describe('what is written', () => {
  const trajectory: Trajectory = {
    id: 'a1',
    sourceId: 's',
    record: 0,
    goal: 'Moor the ferry.',
    context: 'It lies off the quay.',
    steps: [
      {
        thought: 'The bow line.',
        action: { kind: 'tool', name: 'moor', arguments: { line: 'bow' } },
        observation: 'fast',
      },
      { action: { kind: 'text', text: 'moor stern' }, observation: 'fast too', reward: 1 },
    ],
    outcome: 'success',
    reward: 1,
    title: 'mooring',
    extra: { system: 'You are a deckhand.', closing: 'Moored.', agent: { name: 'hand', version: '2' }, note: 'calm' },
  };

  it('is ATIF that others can read: ids count up, calls and results meet, nothing required is missing', () => {
    const document: unknown = JSON.parse(written(trajectory, 'atif'));
    expect(document).toMatchObject({
      schema_version: 'ATIF-v1.7',
      session_id: 'a1',
      agent: { name: 'hand', version: '2' },
      steps: [
        { step_id: 1, source: 'system', message: 'You are a deckhand.' },
        { step_id: 2, source: 'user', message: 'Moor the ferry.\n\nIt lies off the quay.' },
        {
          step_id: 3,
          source: 'agent',
          message: 'The bow line.',
          tool_calls: [{ tool_call_id: 'call_1', function_name: 'moor', arguments: { line: 'bow' } }],
          observation: { results: [{ source_call_id: 'call_1', content: 'fast' }] },
        },
        { step_id: 4, source: 'agent', message: 'moor stern', observation: { results: [{ content: 'fast too' }] } },
        { step_id: 5, source: 'agent', message: 'Moored.' },
      ],
    });
  });

  it('is OpenAI messages that give task, steps and outcome again', async () => {
    const [again] = await readAgain([trajectory], 'openai-messages');
    const { goal, context, outcome, reward, title } = trajectory;
    expect(again).toMatchObject({ goal, context, outcome, reward, title, extra: { closing: 'Moored.' } });
    expect(again?.steps.map(({ action, observation }) => ({ action, observation }))).toEqual(
      trajectory.steps.map(({ action, observation }) => ({ action, observation })),
    );
  });

  it('says nothing about an outcome that is not known', () => {
    const { outcome: _outcome, reward: _reward, ...rest } = trajectory;
    expect(written({ ...rest, outcome: 'unknown' }, 'openai-messages')).not.toMatch(/"success"|"reward"/);
  });
});
