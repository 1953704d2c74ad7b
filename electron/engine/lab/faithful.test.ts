import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordReport, ReplayReport } from '../../../shared/contract/index.ts';
import { dataFile } from '../fixtures/learn.fixture.ts';
import { GamesEnvironment } from './games-environment.ts';
import { recordEpisodes } from './record.ts';
import { replayEpisodes } from './replay.ts';

const train = dataFile('alfworld/train.tar.xz');
const held = dataFile('alfworld/valid_seen.tar.xz');
const runs = dataFile('trajectories/knowagent-alfworld/KnowAgentALFWorld_llama-2-13b_D0.jsonl');
const episodes = 60;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function unpack(archive: string, ...options: readonly string[]): void {
  const { status, stderr } = spawnSync('tar', ['-xJf', archive, '-C', folder, ...options], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

describe('recorded runs of real games', () => {
  it.skipIf(train === null || runs === null)(
    `gives the first ${episodes} runs of knowagent-alfworld again to the letter [R1] (needs alfworld, knowagent-alfworld)`,
    async () => {
      const lines = (await readFile(runs!, 'utf8')).split('\n').slice(0, episodes);
      const names = [...new Set(lines.map((line) => `train/${JSON.parse(line).name}/game.tw-pddl`))];
      await writeFile(join(folder, 'names'), names.join('\n'));
      unpack(train!, '--files-from', join(folder, 'names'));
      await writeFile(join(folder, 'runs.jsonl'), lines.join('\n'));
      let report: ReplayReport | null = null;
      const environment = await GamesEnvironment.open(join(folder, 'train'));
      for await (const told of replayEpisodes(environment, { paths: [join(folder, 'runs.jsonl')] })) {
        if (told.kind === 'done') ({ report } = told);
      }
      expect(report).toMatchObject({
        episodes,
        agreeingOutcomes: episodes,
        differences: [],
        unplayed: [],
        skipped: [],
      });
      expect(report?.identicalObservations).toBe(report?.steps);
    },
  );
});

describe('games of another split', () => {
  it.skipIf(held === null)('are solved by the expert within 50 steps, nearly all [D1] (needs alfworld)', async () => {
    unpack(held!);
    let report: RecordReport | null = null;
    const request = {
      games: join(folder, 'valid_seen'),
      agent: 'expert',
      episodes: 140,
      seed: 1,
      maxSteps: 50,
    } as const;
    for await (const told of recordEpisodes({ ...request, out: join(folder, 'held.jsonl') })) {
      if (told.kind === 'done') ({ report } = told);
    }
    expect(report).toMatchObject({ episodes: 140, unplayable: [] });
    expect(report?.success).toBeGreaterThanOrEqual(137);
    expect((report?.steps ?? 0) / 140).toBeLessThan(11);
  });
});
