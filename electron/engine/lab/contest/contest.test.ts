import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultSettings, type Derived, type Settings } from '../../../../shared/model/index.ts';
import { load, type Loaded } from '../../fixtures/learn.fixture.ts';
import { hashingEmbedder } from '../../fixtures/memory.fixture.ts';
import { analyse, mine } from '../../strategies/index.ts';
import type { Environment } from '../../ports.ts';
import type { Actor } from '../actor.ts';
import { GamesEnvironment } from '../games-environment.ts';
import { MastermindEnvironment } from '../mastermind/index.ts';
import { recordEpisodes } from '../record.ts';
import { planEpisodes, playEpisodes, type PlayedEpisode } from '../run/index.ts';
import { playerOf, type Variant, variants } from './index.ts';

const nothing: Loaded = { trajectories: [], sources: [] };
const embed = (texts: readonly string[]) => hashingEmbedder().embed(texts);
const games = resolve(import.meta.dirname, '../../../../resources/samples/games');
let folder: string;
let shown: Loaded;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-'));
  shown = await recorded(games, 36);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function recorded(world: string, episodes: number): Promise<Loaded> {
  const out = join(folder, `${episodes}.jsonl`);
  const request = { games: world, agent: 'expert', episodes, seed: 1, maxSteps: 50, out } as const;
  for await (const _ of recordEpisodes(request));
  return load([out]);
}

async function derive({ trajectories, sources }: Loaded, settings: Settings): Promise<Derived> {
  const mined = await mine({ analyses: trajectories.map(analyse), settings, embed });
  return mined.derive({ sources: sources.map((source) => ({ source, seq: 1 })), decisions: [], settings });
}

async function playerBy(variant: Variant, from = shown): ReturnType<typeof playerOf> {
  const settings: Settings = { ...defaultSettings, mempThreshold: 0.3, procmemCosine: 0.3, ...variant };
  const rows = from.trajectories.map(analyse);
  const common = await derive(from, defaultSettings);
  return playerOf({ settings, derived: await derive(from, settings), common, rows, embed });
}

async function play(
  actor: Actor,
  environment: Promise<Environment> = GamesEnvironment.open(games),
): Promise<readonly PlayedEpisode[]> {
  const world = await environment;
  const episodes = planEpisodes(await world.games(), { seed: 1, passes: 1 });
  const played: PlayedEpisode[] = [];
  for await (const episode of playEpisodes({
    ...{ environment: world, episodes, maxSteps: 50 },
    createActor: async () => actor,
  }))
    played.push(episode);
  return played;
}

/** Commands name only what an answer, or the opening, has named before. */
function expectHeard(opening: string, turns: PlayedEpisode['turns']): void {
  let heard = opening;
  for (const { command, observation } of turns) {
    for (const [name] of command.matchAll(/[a-z]+ \d+/g)) expect(heard).toContain(name);
    heard += observation;
  }
}

const solved = (episodes: readonly PlayedEpisode[]): number => episodes.filter((episode) => episode.solved).length;

describe('one actor for the strategies', () => {
  it('follows the scripts of the entries that Mem^p retrieves [C2]', async () => {
    const { actor, storedTokens } = await playerBy(variants.memp);
    const played = await play(actor);
    expect(solved(played)).toBeGreaterThan(6);
    expect(storedTokens).toBeGreaterThan(1000);
    const [execution] = played.flatMap(({ executions }) => executions);
    expect(execution).toMatchObject({ procedureId: expect.stringMatching(/^m-/), succeeded: true });
  });

  it('invokes the skills of the pool, one after the other [C4]', async () => {
    const played = await play((await playerBy(variants.procmem)).actor);
    expect(solved(played)).toBeGreaterThan(2);
    const followed = played
      .filter((episode) => episode.solved)
      .map(({ choices }) => new Set(choices.map(({ procedureId }) => procedureId)).size);
    expect(Math.max(...followed)).toBeGreaterThan(1);
  });

  it('retrieves better than by chance [C2]', async () => {
    const [chosen, drawn] = [variants.memp, variants['memp:random']];
    const by = async (variant: Variant): Promise<number> => solved(await play((await playerBy(variant)).actor));
    expect(await by(chosen)).toBeGreaterThan(await by(drawn));
  });

  it('plays the same again, and names only what an answer has named', async () => {
    for (const variant of [variants.memp, variants.procmem]) {
      const { actor } = await playerBy(variant);
      const played = await play(actor);
      expect(await play((await playerBy(variant)).actor)).toEqual(played);
      for (const { opening, turns } of played) expectHeard(opening.observation, turns);
    }
  });

  it('does nothing where nothing was shown [C1]', async () => {
    for (const variant of [variants.macla, variants.memp, variants.procmem]) {
      const played = await play((await playerBy(variant, nothing)).actor);
      expect(played.every(({ turns, executions }) => turns.length + executions.length === 0)).toBe(true);
    }
  });

  it('says again what is no thing: guesses of a code are replayed [C3]', async () => {
    const world = new MastermindEnvironment('mastermind:4x6:1-1');
    const from = await recorded('mastermind:4x6:1-1', 1);
    const [only] = from.trajectories;
    if (only === undefined) throw new Error('nothing was recorded');
    const [episode] = await play((await playerBy(variants.memp, from)).actor, Promise.resolve(world));
    expect(episode?.turns.map(({ command }) => command)).toEqual(
      only.steps.map(({ action }) => (action.kind === 'text' ? action.text : '')),
    );
  });
});
