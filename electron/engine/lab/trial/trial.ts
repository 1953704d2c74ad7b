import type { CompareSettings, RunProgress, RunReport, RunSettings } from '../../../../shared/contract/index.ts';
import { KnackError } from '../../../../shared/errors.ts';
import type { ImportDoor, Memory } from '../../memory/index.ts';
import type { Environment, GameRef } from '../../ports.ts';
import type { Actor } from '../actor.ts';
import { EpisodeFile } from '../episode-file.ts';
import { indexNames } from '../game/index.ts';
import { summariseRun } from '../measure/index.ts';
import { type EpisodePlan, planEpisodes, playEpisodes, type PlayedEpisode, recordOfEpisode } from '../run/index.ts';
import { createContender, nameOf } from './contenders.ts';
import { readHumanGoals } from './human-goals.ts';
import { EpisodeLearner } from './learning.ts';

/** Where it is played, and the memory that plays, or that a control learns from. */
export interface TrialParts {
  readonly environment: Environment;
  readonly memory: Memory;
  readonly importDoor: ImportDoor;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Plays what the settings say and measures it. Yields progress after each episode, at last the report. A cancel
 * leaves no file; groups of episodes that were learnt from stay learnt.
 *
 * @throws KnackError NOT_FOUND (no such game), WRONG_USE (a folder as file), FILE_UNREADABLE, ENVIRONMENT_FAILED, MODEL_MISSING, DISK_FULL, CANCELLED
 */
export async function* runTrial(parts: TrialParts, settings: RunSettings): AsyncGenerator<RunProgress> {
  const { environment, memory, importDoor, signal } = parts;
  const started = performance.now();
  const { contender, maxSteps, out } = settings;
  const name = nameOf(contender);
  const file = out === null ? null : await EpisodeFile.open(out);
  const learner = settings.learn ? new EpisodeLearner(memory, importDoor, name) : null;
  const createActor = async (): Promise<Actor> =>
    (await createContender(contender, memory, { learns: settings.learn })).actor;
  const learn = learner === null ? undefined : (_: unknown, episode: PlayedEpisode) => learner.take(episode);
  const played: PlayedEpisode[] = [];
  let solved = 0;
  try {
    const episodes = await plansOf(environment, settings, signal);
    for await (const episode of playEpisodes({ environment, episodes, createActor, maxSteps, learn, signal })) {
      await file?.append(lineOf(episode, name, played.length));
      played.push(episode);
      if (episode.solved) solved += 1;
      if (settings.watch) yield { kind: 'episode', episode };
      yield { kind: 'progress', name, episodes: played.length, of: episodes.length, solved };
    }
    await learner?.finish();
    await file?.finish();
  } catch (error) {
    throw signal?.aborted === true ? cancelled(learner?.learnt ?? 0, error) : error;
  } finally {
    await file?.discard();
  }
  yield { kind: 'done', report: reportOf(played, maxSteps, started) };
}

function lineOf(episode: PlayedEpisode, agent: string, index: number): string {
  return `${JSON.stringify(recordOfEpisode(episode, { agent, index }))}\n`;
}

function cancelled(learnt: number, cause: unknown): KnackError {
  return new KnackError(
    {
      code: 'CANCELLED',
      happened: 'The run was cancelled.',
      kept:
        learnt === 0 ? 'The memory is as it was before.' : `The memory keeps what it learnt from ${learnt} episodes.`,
      todo: 'Start it again when you like.',
    },
    { cause },
  );
}

/** A summary with the time since `started`, as `performance.now()` told it. */
export function reportOf(played: readonly PlayedEpisode[], maxSteps: number, started: number): RunReport {
  return { ...summariseRun(played, maxSteps), seconds: (performance.now() - started) / 1000 };
}

type Choosing = Pick<RunSettings & CompareSettings, 'only' | 'humanGoals' | 'seed' | 'passes'>;

/** The episodes that settings ask for. @throws KnackError NOT_FOUND, FILE_UNREADABLE, ENVIRONMENT_FAILED */
export async function plansOf(
  environment: Environment,
  { only, humanGoals, seed, passes }: Choosing,
  signal: AbortSignal | undefined,
): Promise<readonly EpisodePlan[]> {
  const all = await environment.games(signal);
  const games = only.length === 0 ? all : chosen(all, only);
  const wordings = humanGoals === null ? null : await readHumanGoals(humanGoals, games);
  const plans = planEpisodes(games, { seed, passes, wordings });
  if (plans.length > 0) return plans;
  throw nothingToPlay(
    humanGoals === null ? 'The world has no games.' : `${humanGoals} has no sentence for these games.`,
  );
}

function chosen(all: readonly GameRef[], only: readonly string[]): readonly GameRef[] {
  const find = indexNames(all);
  const names = new Set(
    only.map((name) => {
      const game = find(name);
      if (game === null) throw nothingToPlay(`There is no game ${name}.`);
      return game.name;
    }),
  );
  return all.filter(({ name }) => names.has(name));
}

function nothingToPlay(happened: string): KnackError {
  return new KnackError({
    code: 'NOT_FOUND',
    happened,
    kept: 'Nothing was played.',
    todo: 'Give a folder with games; docs/games.md says what they hold.',
  });
}

/** The file appears when it is whole. @throws KnackError WRONG_USE (it is a folder), FILE_UNREADABLE, DISK_FULL */
export async function writeEpisodes(out: string, played: readonly PlayedEpisode[], agent: string): Promise<void> {
  const file = await EpisodeFile.open(out);
  try {
    for (const [index, episode] of played.entries()) await file.append(lineOf(episode, agent, index));
    await file.finish();
  } finally {
    await file.discard();
  }
}
