import type { Actor } from '../actor.ts';
import type { Environment } from '../../ports.ts';
import { type EpisodePlan, type PlayedEpisode, playOne } from './episode.ts';
import { trajectoryOf } from './trajectory-of.ts';
import type { Trajectory } from '../../../../shared/model/index.ts';

export interface RunOptions {
  readonly environment: Environment;
  readonly episodes: readonly EpisodePlan[];
  /** Makes who plays; called before the first episode, and again when `learn` says that the actor is to be made anew. */
  readonly createActor: () => Promise<Actor>;
  /** Steps that an episode may have, at least 1. */
  readonly maxSteps: number;
  /** Called after each episode. True: something was learnt, the next episode is played by a new actor. */
  readonly learn?: ((trajectory: Trajectory, episode: PlayedEpisode) => Promise<boolean>) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Plays the episodes one after the other and yields each as it ends. What is yielded follows from the plans, the
 * environment and the actors alone.
 *
 * @throws KnackError what `playOne` and the hooks throw, CANCELLED
 */
export async function* playEpisodes(options: RunOptions): AsyncGenerator<PlayedEpisode> {
  const { environment, episodes, createActor, maxSteps, learn, signal } = options;
  let actor: Actor | null = null;
  for (const [index, plan] of episodes.entries()) {
    signal?.throwIfAborted();
    actor ??= await createActor();
    const played = await playOne(plan, { environment, actor, maxSteps, signal });
    if (learn !== undefined && (await learn(trajectoryOf(played, index), played))) actor = null;
    yield played;
  }
}
