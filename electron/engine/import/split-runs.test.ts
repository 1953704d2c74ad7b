import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { given } from './given.fixture.ts';
import { inspect, read, walk } from './index.ts';

const { file: fileOf, folder } = given();

const agent = { name: 'hand', version: '1' };
const act = (step_id: number, name: string) => ({
  step_id,
  source: 'agent',
  message: '',
  tool_calls: [{ tool_call_id: 'c', function_name: name, arguments: {} }],
  observation: { results: [{ source_call_id: 'c', content: 'done' }] },
});
const run = (session_id: string, names: readonly string[], more: object = {}) =>
  JSON.stringify({
    schema_version: 'ATIF-v1.6',
    session_id,
    agent,
    steps: [{ step_id: 1, source: 'user', message: 'Refit.' }, ...names.map((name, at) => act(at + 2, name))],
    ...more,
  });
const delegated = (path: string) => ({
  step_id: 9,
  source: 'system',
  message: 'summarised',
  observation: { results: [{ subagent_trajectory_ref: [{ session_id: 'other', trajectory_path: path }] }] },
});

describe('a run that was written into several files', () => {
  it('is one episode, with the runs of its sub-agents and the verdict of the trial', async () => {
    const trial = join(folder(), 'trial-7');
    await mkdir(join(trial, 'agent'), { recursive: true });
    const first = JSON.parse(run('s', ['haul'], { continued_trajectory_ref: 'trajectory.cont-1.json' }));
    first.steps.push(delegated('trajectory.summary.json'));
    await fileOf(JSON.stringify(first), 'trial-7/agent/trajectory.json');
    await fileOf(
      run('s-cont-1', ['weld'], { continued_trajectory_ref: 'trajectory.cont-2.json' }),
      'trial-7/agent/trajectory.cont-1.json',
    );
    await fileOf(run('s-cont-2', ['paint']), 'trial-7/agent/trajectory.cont-2.json');
    await fileOf(run('other', []), 'trial-7/agent/trajectory.summary.json');
    await fileOf(run('alone', ['drift']), 'trial-7/agent/trajectory.extra.json');
    const result = { trial_name: 'trial-7', task_name: 'refit', verifier_result: { rewards: { reward: 1 } } };
    await fileOf(JSON.stringify(result), 'trial-7/result.json');
    const { files } = await inspect([trial]);
    const counts = files.map(({ file, trajectories, steps, success }) => [
      file.slice(trial.length + 7),
      trajectories,
      steps,
      success,
    ]);
    expect(counts).toEqual([
      ['trajectory.cont-1.json', 0, 0, 0],
      ['trajectory.cont-2.json', 0, 0, 0],
      ['trajectory.extra.json', 1, 1, 1],
      ['trajectory.json', 1, 3, 1],
      ['trajectory.summary.json', 0, 0, 0],
    ]);
    expect(files[0]?.notes).toEqual(['it belongs to trajectory.json, and its steps are read there']);
    const main = (await walk([trial])).files.find(({ path }) => path.endsWith('trajectory.json'));
    for await (const item of read(main!)) {
      if (item.kind !== 'trajectory') continue;
      expect(item.trajectory).toMatchObject({ record: 0, extra: { continued_by: ['s-cont-1', 's-cont-2'] } });
      expect(item.trajectory.extra?.['subagent_trajectories']).toHaveLength(1);
    }
  });

  it('is read as far as it is there, and files that refer to each other are all read', async () => {
    await fileOf(run('a', ['haul'], { continued_trajectory_ref: 'x.b.json' }), 'x.a.json');
    await fileOf(run('b', ['weld'], { continued_trajectory_ref: 'x.a.json' }), 'x.b.json');
    await fileOf(run('c', ['paint'], { continued_trajectory_ref: 'gone.json' }), 'y.json');
    const { totals } = await inspect([folder()]);
    expect(totals.trajectories).toBe(3);
  });
});
