import type { Actor, Environment, GameRef } from '../../electron/engine/lab/index.ts';
import { planEpisodes, playEpisodes, type PlayedEpisode, type Wording } from '../../electron/engine/lab/run/index.ts';
import { MAX_STEPS } from './figures.ts';

export interface PlayOptions {
  readonly environment: Environment;
  readonly games: readonly GameRef[];
  readonly actor: Actor;
  readonly wordings?: ReadonlyMap<string, readonly Wording[]>;
}

/** Plays each game once. */
export async function playAll({ environment, games, actor, wordings }: PlayOptions): Promise<readonly PlayedEpisode[]> {
  const episodes = planEpisodes(games, { seed: 1, passes: 1, wordings: wordings ?? null });
  const played: PlayedEpisode[] = [];
  const options = { environment, episodes, createActor: async () => actor, maxSteps: MAX_STEPS };
  for await (const episode of playEpisodes(options)) played.push(episode);
  return played;
}

/** Whether a proof is tried out small (`KNACK_PROOF=cheap`) or run in full. */
export const isCheap = process.env['KNACK_PROOF'] === 'cheap';

/** Who plays in a proof, by `KNACK_ACTORS`, separated by commas. */
export function askedFor<T extends string>(usual: readonly T[]): readonly T[] {
  const asked = process.env['KNACK_ACTORS']?.split(',');
  return asked === undefined ? usual : usual.filter((name) => asked.includes(name));
}
