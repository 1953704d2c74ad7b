import type { RecordReport, RecordRequest } from '../../../shared/contract/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import { createRandom, type Random, seedFrom } from '../../../shared/numeric/index.ts';
import { GameFault, unplayable } from './fault.ts';
import { type GameFile, GameParser, listGames, loadGame } from './game/index.ts';
import { Demonstrator, drawHabits, Experience, expertHabits } from './players/index.ts';
import { playEpisode, type Played } from './play.ts';
import { type EpisodeRecorder, recordOf } from './recording.ts';

/** Rooms that a demonstrator has seen before it plays: what it knows of where things are kept. */
const ROOMS_SEEN = 100;

/** Records demonstrators in a folder of games. */
export class GameRecorder implements EpisodeRecorder {
  readonly #request: RecordRequest;
  readonly #games: readonly GameFile[];
  readonly #random: Random;
  readonly #parser = new GameParser();
  readonly #experience = new Experience();
  readonly #unplayable = new Map<string, string>();
  readonly #counts = { episodes: 0, success: 0, failure: 0, steps: 0 };
  #waiting: GameFile[] = [];

  private constructor(request: RecordRequest, games: readonly GameFile[]) {
    this.#request = request;
    this.#games = games;
    this.#random = createRandom(seedFrom(request.seed, 'order of games'));
  }

  static async open(request: RecordRequest): Promise<GameRecorder> {
    const { games } = await listGames(request.games);
    const recorder = new GameRecorder(request, games);
    const rooms = createRandom(seedFrom(request.seed, 'rooms seen')).shuffle(games).slice(0, ROOMS_SEEN);
    for (const game of rooms) await recorder.#guarded(game, () => recorder.#see(game));
    return recorder;
  }

  async #see({ file }: GameFile): Promise<void> {
    this.#experience.add(await loadGame(file, this.#parser));
  }

  /** Plays the next game that can be played; its record as a line. */
  async record(episode: number): Promise<string> {
    for (;;) {
      const game = this.#next();
      const played = await this.#guarded(game, () => this.#play(game, episode));
      if (played === null) continue;
      this.#counts.episodes += 1;
      this.#counts[played.won ? 'success' : 'failure'] += 1;
      this.#counts.steps += played.steps.length;
      const { agent, seed } = this.#request;
      return `${JSON.stringify(recordOf(played, { game, episode, agent, seed }))}\n`;
    }
  }

  async #play({ file, name }: GameFile, episode: number): Promise<Played> {
    const game = await loadGame(file, this.#parser);
    const random = createRandom(seedFrom(this.#request.seed, `${episode} ${name}`));
    const habits = this.#request.agent === 'expert' ? expertHabits : drawHabits(random);
    const opening = game.reset();
    const player = new Demonstrator({ game, experience: this.#experience, habits, random }, opening.told);
    return playEpisode({ game, opening, player, maxSteps: this.#request.maxSteps });
  }

  #next(): GameFile {
    if (this.#waiting.length === 0) {
      const playable = this.#games.filter(({ name }) => !this.#unplayable.has(name));
      if (playable.length === 0) throw nothingToPlay(this.#request.games, this.#unplayable);
      this.#waiting = this.#random.shuffle(playable).toReversed();
    }
    const next = this.#waiting.pop();
    return next === undefined || this.#unplayable.has(next.name) ? this.#next() : next;
  }

  /** A game that cannot be played is told of and left out; the others take its turn. */
  async #guarded<T>(game: GameFile, work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      const fault = error instanceof GameFault ? unplayable(game.file, error) : error;
      if (!(fault instanceof KnackError) || fault.code !== 'FILE_UNREADABLE') throw fault;
      this.#unplayable.set(game.name, fault.happened);
      return null;
    }
  }

  report(): RecordReport {
    const unplayableGames = this.#games.flatMap(({ name, file }) => {
      const reason = this.#unplayable.get(name);
      return reason === undefined ? [] : [{ file, reason }];
    });
    return { ...this.#counts, unplayable: unplayableGames };
  }
}

function nothingToPlay(place: string, faults: ReadonlyMap<string, string>): KnackError {
  const [first] = faults.values();
  return new KnackError({
    code: 'NOT_FOUND',
    happened: `${place} has no game that can be played.${first === undefined ? '' : ` ${first}`}`,
    kept: 'Nothing was recorded.',
    todo: 'Give a folder with *.tw-pddl files; docs/games.md says what they hold.',
  });
}
