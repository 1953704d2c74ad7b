import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { given } from '../given.fixture.ts';
import { inspect, preview } from '../index.ts';

const { folder } = given();

async function put(files: Readonly<Record<string, unknown>>): Promise<string> {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder(), name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder();
}

function run(id?: string): unknown {
  const trajectory = [{ action: 'ls', observation: '', response: 'r', thought: '', state: {} }];
  const config = id === undefined ? {} : { replay_config: JSON.stringify({ problem_statement: { id } }) };
  return { environment: 'swe_main', trajectory, history: [], info: { exit_status: 'submitted' }, ...config };
}

const ofOne = (resolved: boolean): unknown => ({ patch_exists: true, resolved, tests_status: {} });

async function outcomes(root: string): Promise<Readonly<Record<string, string>>> {
  const { files } = await inspect([root]);
  return Object.fromEntries(
    files.map(({ file, success, failure }) => [
      file.slice(root.length + 1),
      success > 0 ? 'success' : failure > 0 ? 'failure' : 'unknown',
    ]),
  );
}

describe('reports beside trajectories', () => {
  it('match by the instance id in the file, by its name, or by its folder', async () => {
    const root = await put({
      'runs/x/data': run('tide-1'),
      'runs/y/tide-2.traj': run(),
      'runs/tide-3/log': run(),
      'runs/z/tide-4.traj': run(),
      'reports/a/report.json': { 'tide-1': ofOne(true), 'tide-2': ofOne(false) },
      'reports/tide-3/report.json': ofOne(true),
    });
    expect(await outcomes(root)).toEqual({
      'runs/x/data': 'success',
      'runs/y/tide-2.traj': 'failure',
      'runs/tide-3/log': 'success',
      'runs/z/tide-4.traj': 'unknown',
    });
  });

  it('read the summary of a run: who was tried and is not resolved has failed', async () => {
    const root = await put({
      'a.traj': run('a'),
      'b.traj': run('b'),
      'c.traj': run('c'),
      'results.json': {
        submitted_ids: ['a', 'b', ...Array.from({ length: 9000 }, (_, index) => `other-${index}`)],
        resolved_ids: ['a'],
        resolved_instances: 1,
      },
    });
    expect(await outcomes(root)).toEqual({ 'a.traj': 'success', 'b.traj': 'failure', 'c.traj': 'unknown' });
    await put({ 'results.json': { no_generation: ['c'], generated: ['a', 'b'], resolved: ['b'] } });
    expect(await outcomes(root)).toEqual({ 'a.traj': 'failure', 'b.traj': 'success', 'c.traj': 'failure' });
  });

  it('the nearest report counts; two that are as near and differ tell nothing', async () => {
    const root = await put({
      'one/trajectories/a.traj': run('a'),
      'one/report.json': { a: ofOne(true) },
      'two/trajectories/a.traj': run('a'),
      'two/report.json': { a: ofOne(false) },
      'three/a.traj': run('a'),
    });
    expect(await outcomes(root)).toEqual({
      'one/trajectories/a.traj': 'success',
      'two/trajectories/a.traj': 'failure',
      'three/a.traj': 'unknown',
    });
  });

  it('are left out with a reason, and so are patches; neither asks for a mapping', async () => {
    const root = await put({
      'a.traj': run('a'),
      'report.json': { a: ofOne(true) },
      'preds.json': { a: { model_name_or_path: 'm', instance_id: 'a', model_patch: 'diff' } },
      'all_preds.jsonl': '{"instance_id":"a","model_patch":"diff"}\n{"instance_id":"b","model_patch":null}\n',
    });
    for (const { files, skipped } of [await inspect([root]), await preview([root])]) {
      expect(files).toHaveLength(1);
      expect(skipped.map(({ file, reason }) => [file.slice(root.length + 1), reason.slice(0, 40)])).toEqual([
        ['all_preds.jsonl', expect.stringContaining('patches by instance')],
        ['preds.json', expect.stringContaining('patches by instance')],
        ['report.json', expect.stringContaining('a report of verdicts')],
      ]);
    }
  });

  it('the memories of other systems are read, with what they lack', async () => {
    const iteration = { avg_return: 0.5, episodes_data: [{ reward: 1, steps: 4 }], pool_snapshot: [{ name: 's' }] };
    const root = await put({
      'documents.json': [{ page_content: 'mend the net', metadata: { query: 'mend the net', workflow: 'first ..' } }],
      'log.json': [iteration, iteration],
    });
    const { files } = await inspect([root]);
    expect(files.map(({ format, trajectories, notes }) => [format, trajectories, notes[0]])).toEqual([
      ['memp-documents', 1, expect.stringContaining('no outcomes')],
      ['procmem-log', 2, expect.stringContaining('no steps')],
    ]);
  });

  it('an answer goes before a report', async () => {
    const root = await put({ 'a.traj': run('a'), 'report.json': { a: ofOne(false) } });
    const { totals } = await inspect([root], { outcome: 'info.exit_status=submitted' });
    expect(totals).toMatchObject({ success: 1, failure: 0 });
  });
});
