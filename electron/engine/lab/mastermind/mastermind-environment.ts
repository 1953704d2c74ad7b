import type { Environment, GameRef, Opening, Turn } from '../../ports.ts';
import { noSuchGame } from '../fault.ts';
import { MastermindGame } from './mastermind-game.ts';
import { type MastermindGames, readMastermind } from './mastermind-games.ts';

/** Codes to break, as an environment. */
export class MastermindEnvironment implements Environment {
  readonly #games: MastermindGames;
  #game: MastermindGame | null = null;

  /** @throws KnackError WRONG_USE for a name that is none of `mastermind:SIZE` */
  constructor(name: string) {
    this.#games = readMastermind(name);
  }

  async games(): Promise<readonly GameRef[]> {
    return this.#games.games;
  }

  async reset(game: string, signal?: AbortSignal): Promise<Opening> {
    signal?.throwIfAborted();
    const hidden = this.#games.codeOf(game);
    if (hidden === null) throw noSuchGame(game);
    this.#game = new MastermindGame(this.#games.size, hidden);
    return this.#game.reset();
  }

  async step(command: string, signal?: AbortSignal): Promise<Turn> {
    signal?.throwIfAborted();
    if (this.#game === null) throw noSuchGame('');
    return this.#game.step(command);
  }

  async close(): Promise<void> {
    this.#game = null;
  }
}
