import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Trajectory } from '../../../../shared/model/index.ts';
import { hashingEmbedder } from '../../fixtures/memory.fixture.ts';
import { read } from '../../import/index.ts';
import type { Actor } from '../actor.ts';
import { GamesEnvironment } from '../games-environment.ts';
import { summariseRun } from '../measure/index.ts';
import { recordEpisodes } from '../record.ts';
import { planEpisodes, playEpisodes, type PlayedEpisode } from '../run/index.ts';
import { learnSkeletons, NearestActor, SkeletonActor } from './index.ts';

const games = resolve(import.meta.dirname, '../../../../resources/samples/games');
let folder: string;
let recorded: readonly Trajectory[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-'));
  const file = join(folder, 'expert.jsonl');
  const request = { games, agent: 'expert', episodes: 36, seed: 1, maxSteps: 50, out: file } as const;
  for await (const _ of recordEpisodes(request));
  const found: Trajectory[] = [];
  for await (const item of read(file)) if (item.kind === 'trajectory') found.push(item.trajectory);
  recorded = found;
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function play(actor: Actor): Promise<readonly PlayedEpisode[]> {
  const environment = await GamesEnvironment.open(games);
  const episodes = planEpisodes(await environment.games(), { seed: 1, passes: 1 });
  const played: PlayedEpisode[] = [];
  const options = { environment, episodes, createActor: async () => actor, maxSteps: 50 };
  for await (const episode of playEpisodes(options)) played.push(episode);
  return played;
}

const nearest = (from: readonly Trajectory[]): Promise<NearestActor> =>
  NearestActor.create(from, (texts) => hashingEmbedder().embed(texts));

describe('the skeleton control [M10]', () => {
  it('solves games of kinds that it was shown', async () => {
    const { successRate } = summariseRun(await play(new SkeletonActor(learnSkeletons(recorded))), 50);
    expect(successRate).toBeGreaterThan(0.5);
  });

  it('does nothing when it was shown nothing, and learns nothing from failures', async () => {
    const failures = recorded.map((episode): Trajectory => ({ ...episode, outcome: 'failure' }));
    for (const shown of [[], failures]) {
      const played = await play(new SkeletonActor(learnSkeletons(shown)));
      expect(played.every(({ solved, turns }) => !solved && turns.length === 0)).toBe(true);
    }
  });

  it('names only what an answer has named before', async () => {
    for (const { opening, turns } of await play(new SkeletonActor(learnSkeletons(recorded)))) {
      let heard = opening.observation;
      for (const { command, observation } of turns) {
        for (const [name] of command.matchAll(/[a-z]+ \d+/g)) expect(heard).toContain(name);
        heard += observation;
      }
    }
  });

  it('plays the same again', async () => {
    const actor = new SkeletonActor(learnSkeletons(recorded));
    expect(await play(actor)).toEqual(await play(actor));
  });
});

describe('the nearest success, played again [M11]', () => {
  it('solves the game that it comes from', async () => {
    const environment = await GamesEnvironment.open(games);
    const [episode] = recorded;
    const game = (await environment.games()).find(({ name }) => name === episode?.extra?.['game']);
    if (episode === undefined || game === undefined) throw new Error('no episode');
    const actor = await nearest([episode]);
    const episodes = planEpisodes([game], { seed: 1, passes: 1 });
    const options = { environment, episodes, createActor: async () => actor, maxSteps: 50 };
    for await (const { solved, turns } of playEpisodes(options)) {
      expect(solved).toBe(true);
      expect(turns.map(({ command }) => command)).toEqual(
        episode.steps.map(({ action }) => (action.kind === 'text' ? action.text : '')),
      );
    }
  });

  it('exchanges the words of its goal for those of the task', async () => {
    const shown: Trajectory = {
      ...{ id: 'a', sourceId: 'a', record: 0, goal: 'bring a rope to the barn.', context: '', outcome: 'success' },
      steps: ['walk to loft 2', 'lift rope 1 from loft 2', 'walk to barn 1'].map((text) => ({
        action: { kind: 'text', text },
        observation: '',
      })),
    };
    const actor = await nearest([shown]);
    const observation = 'There is a loft 2, and a mill 1. Task: bring a sack to the mill.';
    await actor.begin({ observation, task: 'Task: bring a sack to the mill.' });
    const commands = ['', 'sack 3', ''].map((shows) => {
      const command = actor.next();
      actor.observe({ observation: `You see ${shows}.`, won: false, over: false });
      return command;
    });
    expect(commands).toEqual(['walk to loft 2', 'lift sack 1 from loft 2', 'walk to mill 1']);
    expect(actor.next()).toBeNull();
  });

  it('gives up at once when there is no success', async () => {
    expect((await play(await nearest([]))).every(({ turns }) => turns.length === 0)).toBe(true);
  });
});
