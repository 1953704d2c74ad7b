import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../../shared/model/index.ts';
import { learn, load } from '../../fixtures/learn.fixture.ts';
import { analyse } from '../../learning/index.ts';
import type { Actor } from '../actor.ts';
import { GamesEnvironment } from '../games-environment.ts';
import { summariseRun } from '../measure/index.ts';
import { recordEpisodes } from '../record.ts';
import { planEpisodes, playEpisodes, type PlayedEpisode, type Wording } from '../run/index.ts';
import { type AgentOptions, type AgentSources, createAgent } from './index.ts';

const games = resolve(import.meta.dirname, '../../../../resources/samples/games');
let folder: string;
let expert: AgentSources;
let noisy: AgentSources;

async function record(agent: 'expert' | 'noisy', episodes: number): Promise<AgentSources> {
  const file = join(folder, `${agent}.jsonl`);
  for await (const _ of recordEpisodes({ games, agent, episodes, seed: 1, maxSteps: 50, out: file }));
  return sourcesFrom([file]);
}

async function sourcesFrom(files: readonly string[]): Promise<AgentSources> {
  const loaded = await load(files);
  return { rows: loaded.trajectories.map(analyse), derived: await learn(loaded), settings: defaultSettings };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'knack-'));
  [expert, noisy] = [await record('expert', 36), await record('noisy', 36)];
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function play(
  actor: Actor,
  wordings?: ReadonlyMap<string, readonly Wording[]>,
): Promise<readonly PlayedEpisode[]> {
  const environment = await GamesEnvironment.open(games);
  const episodes = planEpisodes(await environment.games(), { seed: 1, passes: 1, wordings: wordings ?? null });
  const played: PlayedEpisode[] = [];
  const options = { environment, episodes, createActor: async () => actor, maxSteps: 50 };
  for await (const episode of playEpisodes(options)) played.push(episode);
  return played;
}

const playFrom = (sources: AgentSources, options: AgentOptions = {}): Promise<readonly PlayedEpisode[]> =>
  play(createAgent(sources, options).actor);

describe('the memory agent', () => {
  it('solves games of kinds that it was shown, also by one who errs', async () => {
    expect(summariseRun(await playFrom(expert), 50).successRate).toBe(1);
    expect(summariseRun(await playFrom(noisy), 50).successRate).toBeGreaterThan(0.7);
  });

  it('plays the same again [A10]', async () => {
    expect(await playFrom(noisy)).toEqual(await playFrom(noisy));
  });

  it('names only what an answer has named before [A5, A6]', async () => {
    for (const { opening, turns } of await playFrom(expert)) {
      let heard = opening.observation;
      for (const { command, observation } of turns) {
        for (const [name] of command.matchAll(/\w+ \d+/g)) expect(heard).toContain(name);
        heard += observation;
      }
    }
  });

  it('says of each command what it came from and what was expected [A10]', async () => {
    const procedures = new Map(expert.derived.procedures.map(({ id, posterior }) => [id, posterior.mean]));
    const metas = new Set(expert.derived.metaProcedures.map(({ id }) => id));
    let foretold = 0;
    for (const { turns, choices, executions, solved } of await playFrom(expert)) {
      expect(choices.map(({ command }) => command)).toEqual(turns.map(({ command }) => command));
      for (const { by, metaId, utility } of choices) {
        if (by === 'meta') expect(metas).toContain(metaId);
        expect(utility === null).toBe(by === 'fallback');
      }
      // What wins ends what was being done.
      if (solved && choices.at(-1)?.by !== 'fallback')
        expect(executions.at(-1)).toMatchObject({ to: turns.length, succeeded: true });
      for (const { procedureId, from, to, predicted } of executions) {
        expect(from).toBeLessThan(to);
        if (procedures.get(procedureId) === predicted) foretold += 1;
      }
    }
    expect(foretold).toBeGreaterThan(10);
  });

  it('plays as well where another world, told in other words, stands in the same memory [A12]', async () => {
    const file = join(folder, 'mixed.jsonl');
    for await (const _ of recordEpisodes({ games, agent: 'expert', episodes: 24, seed: 1, maxSteps: 50, out: file }));
    const [alone, mixed] = await Promise.all([
      sourcesFrom([file]),
      sourcesFrom([file, join(games, '../household.json')]),
    ]);
    const commands = async (sources: AgentSources): Promise<unknown> =>
      (await playFrom(sources)).map(({ solved, turns }) => [solved, turns.map(({ command }) => command)]);
    expect(summariseRun(await playFrom(mixed), 50).successRate).toBe(1);
    expect(await commands(mixed)).toEqual(await commands(alone));
  });

  it('knows nothing from nothing', async () => {
    const { actor } = createAgent(
      { ...expert, rows: [], derived: { ...expert.derived, procedures: [], metaProcedures: [], segments: [] } },
      {},
    );
    for (const { turns, solved } of await play(actor)) expect([turns.length, solved]).toEqual([0, false]);
  });

  it('follows what was mined with the posterior of the library, without it single courses [A2, A3, A9]', async () => {
    const means = new Map(noisy.derived.metaProcedures.map(({ id, posterior }) => [id, posterior.mean]));
    const chosen = (await playFrom(noisy)).flatMap(({ choices }) => choices);
    const mined = chosen.filter(({ by }) => by === 'meta');
    expect(mined.length).toBeGreaterThan(10);
    for (const { metaId, utility } of mined)
      if (utility?.relevance === 1) expect(utility.success).toBe(means.get(metaId ?? ''));
    const left = (await playFrom(noisy, { without: 'meta' })).flatMap(({ choices }) => choices);
    expect(left.some(({ by }) => by === 'procedure')).toBe(true);
    expect(left.some(({ by }) => by === 'meta')).toBe(false);
  });

  it('is worse by chance', async () => {
    const steps = async (options: AgentOptions): Promise<number> =>
      summariseRun(await playFrom(expert, options), 50).meanSteps;
    expect(await steps({ isRandom: true })).toBeGreaterThan(await steps({}));
  });

  it.each(['bayes', 'contrast', 'ontology', 'posteriors'] as const)(
    'plays without %s, another way [A9]',
    async (without) => {
      const commands = (played: readonly PlayedEpisode[]): unknown => played.map(({ turns }) => turns);
      const left = await playFrom(noisy, { without });
      expect(summariseRun(left, 50).episodes).toBe(12);
      if (without === 'contrast') expect(commands(left)).not.toEqual(commands(await playFrom(noisy)));
    },
  );
});
