import type { GameRef } from '../../ports.ts';
import { seedFrom } from '../../../../shared/numeric/index.ts';
import type { EpisodePlan, Wording } from './episode.ts';

export interface PlanOptions {
  readonly seed: number;
  /** Rounds over all games, each with draws of its own. */
  readonly passes: number;
  /** Other words for tasks, by the name of the game; a game with several is played once for each, one with none is left out. */
  readonly wordings?: ReadonlyMap<string, readonly Wording[]> | null;
}

/** What is played, in the order of the games, pass after pass. The seed of an episode follows from game, pass and words. */
export function planEpisodes(games: readonly GameRef[], options: PlanOptions): readonly EpisodePlan[] {
  const { seed, passes, wordings = null } = options;
  return Array.from({ length: passes }, (_, pass) => pass).flatMap((pass) =>
    games.flatMap((game) => {
      const words = wordings === null ? [null] : (wordings.get(game.name) ?? []);
      return words.map((wording, at) => ({
        game,
        pass,
        wording,
        seed: seedFrom(seed, `${pass} ${at} ${game.name}`),
      }));
    }),
  );
}
