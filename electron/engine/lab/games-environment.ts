import type { Environment, GameRef, Opening, Turn } from '../ports.ts';
import { noSuchGame, unplayable } from './fault.ts';
import { type GameFolder, GameParser, listGames, loadGame, type TextGame } from './game/index.ts';

/** A folder of game files as an environment. */
export class GamesEnvironment implements Environment {
  readonly #folder: GameFolder;
  readonly #parser = new GameParser();
  #game: { readonly file: string; readonly game: TextGame } | null = null;

  constructor(folder: GameFolder) {
    this.#folder = folder;
  }

  /** @throws KnackError FILE_UNREADABLE */
  static async open(place: string): Promise<GamesEnvironment> {
    return new GamesEnvironment(await listGames(place));
  }

  async games(): Promise<readonly GameRef[]> {
    return this.#folder.games.map(({ name, taskType, room }) => ({ name, taskType, room }));
  }

  async reset(name: string, signal?: AbortSignal): Promise<Opening> {
    signal?.throwIfAborted();
    const found = this.#folder.find(name);
    if (found === null) throw noSuchGame(name);
    const { file } = found;
    if (this.#game?.file !== file) this.#game = { file, game: await loadGame(file, this.#parser) };
    const { game } = this.#game;
    const { observation, task } = guarded(file, () => game.reset());
    return { observation, task };
  }

  async step(command: string, signal?: AbortSignal): Promise<Turn> {
    signal?.throwIfAborted();
    if (this.#game === null) throw noSuchGame('');
    const { file, game } = this.#game;
    const { observation, won, over, aside } = guarded(file, () => game.step(command));
    return { observation, won, over, ...(aside === undefined ? {} : { aside }) };
  }

  async close(): Promise<void> {
    this.#game = null;
  }
}

function guarded<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw unplayable(file, error);
  }
}
