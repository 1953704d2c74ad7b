import type { RecordReport, RecordRequest } from '../../../../shared/contract/index.ts';
import { createRandom, type Random, seedFrom } from '../../../../shared/numeric/index.ts';
import type { GameRef } from '../../ports.ts';
import type { Played } from '../play.ts';
import { type EpisodeRecorder, recordOf } from '../recording.ts';
import { CodeBreaker, drawBreaker, soundBreaker } from './code-breaker.ts';
import { compareCodes } from './code.ts';
import { MastermindGame, writeCode } from './mastermind-game.ts';
import { type MastermindGames, readMastermind } from './mastermind-games.ts';

/** Records demonstrators that break codes. */
export class CodeRecorder implements EpisodeRecorder {
  readonly #request: RecordRequest;
  readonly #games: MastermindGames;
  readonly #random: Random;
  readonly #counts = { episodes: 0, success: 0, failure: 0, steps: 0 };
  #waiting: GameRef[] = [];

  /** @throws KnackError WRONG_USE */
  constructor(request: RecordRequest) {
    this.#request = request;
    this.#games = readMastermind(request.games);
    this.#random = createRandom(seedFrom(request.seed, 'order of games'));
  }

  async record(episode: number): Promise<string> {
    if (this.#waiting.length === 0) this.#waiting = this.#random.shuffle(this.#games.games);
    // The games of a name are at least one.
    const game = this.#waiting.pop() as GameRef;
    const played = this.#play(game.name, episode);
    this.#counts.episodes += 1;
    this.#counts[played.won ? 'success' : 'failure'] += 1;
    this.#counts.steps += played.steps.length;
    const { agent, seed } = this.#request;
    return `${JSON.stringify(recordOf(played, { game, episode, agent, seed }))}\n`;
  }

  #play(name: string, episode: number): Played {
    const { size } = this.#games;
    const hidden = this.#games.codeOf(name) ?? [];
    const random = createRandom(seedFrom(this.#request.seed, `${episode} ${name}`));
    const habits = this.#request.agent === 'expert' ? soundBreaker : drawBreaker(random);
    const player = new CodeBreaker(size, habits, random);
    const game = new MastermindGame(size, hidden);
    const opening = game.reset();
    const steps: { command: string; observation: string }[] = [];
    while (steps.length < this.#request.maxSteps) {
      const guess = player.next();
      if (guess === null) return { opening, steps, won: false, isCutOff: false };
      const command = `guess ${writeCode(guess)}`;
      const { observation, won, over } = game.step(command);
      steps.push({ command, observation });
      if (over) return { opening, steps, won, isCutOff: false };
      player.observe(guess, compareCodes(hidden, guess));
    }
    return { opening, steps, won: false, isCutOff: true };
  }

  report(): RecordReport {
    return { ...this.#counts, unplayable: [] };
  }
}
