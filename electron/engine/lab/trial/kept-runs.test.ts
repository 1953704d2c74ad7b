import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RunProgress } from '../../../../shared/contract/index.ts';
import { importInto, openTestMemory, tempFolder } from '../../fixtures/memory.fixture.ts';
import { samplePaths } from '../../fixtures/learn.fixture.ts';
import * as importDoor from '../../import/index.ts';
import type { Memory } from '../../memory/index.ts';
import { KeptRuns, learnRun, listContenders, posteriorsOf, saveRun } from './index.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let memory: Memory;

beforeEach(async () => {
  folder = await tempFolder();
  memory = await openTestMemory(join(folder.path, 'memory'));
  await importInto(memory, samplePaths.slice(0, 1));
});
afterEach(async () => {
  await memory.close();
  await folder.remove();
});

type Episode = Extract<RunProgress, { kind: 'episode' }>['episode'];

function episode(index: number, executions: Episode['executions']): Episode {
  const turns = [{ command: `count ${index}`, observation: `You say ${index}.` }];
  const [game, solved] = [`cellar/${index}`, index % 2 === 0];
  const opening = { observation: 'A room.\n\nYour task is to: count.', task: 'Your task is to: count.' };
  return {
    game,
    room: null,
    taskType: 'count',
    pass: 0,
    seed: index,
    solved,
    isCutOff: false,
    opening,
    turns,
    choices: [],
    executions,
  };
}

async function* run(episodes: readonly Episode[]): AsyncGenerator<RunProgress> {
  for (const one of episodes) yield { kind: 'episode', episode: one };
}

it('moves the posteriors of procedures with the executions of a run, not those of the memory [M12]', async () => {
  const [procedure] = memory.state.derived.procedures;
  const id = procedure?.id ?? '';
  const { stateHash } = memory.state;
  const kept = new KeptRuns().begin('one', 'nearest', memory);
  const execution = { procedureId: id, from: 0, to: 1, predicted: 0.5 };
  const stream = kept.keeping(
    run([episode(0, [{ ...execution, succeeded: true }]), episode(1, [{ ...execution, succeeded: false }])]),
  );
  for await (const _ of stream);
  const [moved] = posteriorsOf(kept);
  const { alpha = 0, beta = 0, n = 0 } = procedure?.posterior ?? {};
  expect(moved).toMatchObject({ id, goal: procedure?.body.goal });
  expect(moved?.points.map(({ index, outcome }) => [index, outcome])).toEqual([
    [0, null],
    [1, 'success'],
    [2, 'failure'],
  ]);
  expect(moved?.points.map((point) => point.mean)).toEqual([
    alpha / (alpha + beta),
    (alpha + 1) / (alpha + beta + 1),
    (alpha + 1) / (alpha + beta + 2),
  ]);
  expect(moved?.points.at(-1)?.n).toBe(n + 2);
  expect(memory.state.stateHash).toBe(stateHash);
});

it('writes a run, and takes it into the memory once [M12 M5]', async () => {
  const kept = new KeptRuns().begin('one', 'nearest', memory);
  const file = join(folder.path, 'played.jsonl');
  await expect(saveRun(kept, file)).rejects.toMatchObject({ code: 'WRONG_USE' });
  for await (const _ of kept.keeping(run([episode(0, []), episode(1, [])])));
  expect(await saveRun(kept, file)).toEqual({ file, episodes: 2 });
  expect((await readFile(file, 'utf8')).trim().split('\n')).toHaveLength(2);
  const before = memory.state.summaries.size;
  expect(await learnRun(kept, memory, importDoor)).toMatchObject({ imported: 2 });
  const { stateHash } = memory.state;
  expect(await learnRun(kept, memory, importDoor)).toMatchObject({ imported: 0, alreadyThere: 2 });
  expect([memory.state.summaries.size, memory.state.stateHash]).toEqual([before + 2, stateHash]);
});

it('keeps the last six runs [M12]', () => {
  const runs = new KeptRuns();
  for (let at = 0; at < 7; at += 1) runs.begin(`run ${at}`, 'nearest', memory);
  expect(runs.find('run 1').name).toBe('run 1');
  expect(() => runs.find('run 0')).toThrow(/not kept/);
});

it('names who can play, each once', () => {
  const names = listContenders().map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(['nearest', 'skeleton']));
});
