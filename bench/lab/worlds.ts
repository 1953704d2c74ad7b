import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { GamesEnvironment } from '../../electron/engine/lab/index.ts';
import { type Corpus, isThere, record, type Recorded } from './corpus.ts';
import { type Game, rewriteGames } from './variants/games.ts';

/** All games of the corpus as other games, with recordings in them. */
export interface World {
  readonly train: GamesEnvironment;
  readonly valid: GamesEnvironment;
  /** Recordings of an expert in the train games, without the rooms that are kept out. */
  recordings(episodes: number): Promise<readonly Recorded[]>;
}

/** Rewrites the games of a corpus, once for each folder of a proof. */
export async function openWorld(corpus: Corpus, name: string, change: (game: Game) => Game): Promise<World> {
  const [train, valid] = await Promise.all(
    (['train', 'valid'] as const).map((split) =>
      rewritten(corpus.places[split], join(corpus.folder, `${name}-${split}`), change),
    ),
  );
  const rooms = new Set(corpus.keptOut.map(({ room }) => room));
  return {
    train: await GamesEnvironment.open(train ?? ''),
    valid: await GamesEnvironment.open(valid ?? ''),
    recordings: async (episodes) => {
      // A fifth of the games is in rooms that are kept out.
      const wanted = Math.ceil(episodes * 1.4);
      const out = join(corpus.folder, `${name}-expert-${wanted}.jsonl`);
      const all = await record(train ?? '', { agent: 'expert', episodes: wanted, out });
      return all.filter(({ room }) => !rooms.has(room)).slice(0, episodes);
    },
  };
}

async function rewritten(from: string, to: string, change: (game: Game) => Game): Promise<string> {
  if (await isThere(to)) return to;
  await rewriteGames(from, `${to}.part`, change);
  await rename(`${to}.part`, to);
  return to;
}
