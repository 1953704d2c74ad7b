import type { ReplayProgress, ReplayReport } from '../../../shared/contract/index.ts';
import { reportOf } from '../../../shared/errors.ts';
import type { Trajectory } from '../../../shared/model/index.ts';
import { read, walk, type WalkedFile } from '../import/index.ts';
import type { Environment, GameRef, Turn } from '../ports.ts';
import { indexNames } from './game/index.ts';

const DIFFERENCES_TOLD = 20;

export interface ReplayOptions {
  readonly paths: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/**
 * Plays recorded episodes again, command by command, and compares what is answered with what was recorded. An answer is
 * the same to the letter, or to the letter without its aside (SPEC-lab.md, R2). Yields progress, at last the report.
 *
 * @throws KnackError FILE_UNREADABLE, ENVIRONMENT_FAILED, CANCELLED
 */
export async function* replayEpisodes(
  environment: Environment,
  options: ReplayOptions,
): AsyncGenerator<ReplayProgress> {
  const { paths, signal } = options;
  const { files, skipped } = await walk(paths);
  const replay = new Replay(environment, signal);
  const unread = [...skipped];
  for (const file of files) {
    for await (const trajectory of trajectoriesIn(file, signal, (reason) => unread.push({ file: file.path, reason }))) {
      await replay.episode(trajectory);
      if (replay.episodes % 10 === 0) yield { kind: 'progress', episodes: replay.episodes };
    }
  }
  yield { kind: 'done', report: { ...replay.report(), skipped: unread } };
}

/** The episodes of a file; a file that nobody reads has none, and `leave` is told why. */
async function* trajectoriesIn(
  file: WalkedFile,
  signal: AbortSignal | undefined,
  leave: (reason: string) => void,
): AsyncGenerator<Trajectory> {
  try {
    for await (const item of read(file, signal === undefined ? {} : { signal })) {
      if (item.kind === 'trajectory') yield item.trajectory;
    }
  } catch (error) {
    const { code, happened } = reportOf(error);
    if (code !== 'FORMAT_UNKNOWN' && code !== 'FORMAT_AMBIGUOUS') throw error;
    leave(happened);
  }
}

class Replay {
  readonly #environment: Environment;
  readonly #signal: AbortSignal | undefined;
  #find: ((name: string) => GameRef | null) | null = null;
  readonly #differences: ReplayReport['differences'][number][] = [];
  readonly #unplayed: { episode: string; reason: string }[] = [];
  #steps = 0;
  #identical = 0;
  #agreeing = 0;
  #known = 0;
  episodes = 0;

  constructor(environment: Environment, signal: AbortSignal | undefined) {
    this.#environment = environment;
    this.#signal = signal;
  }

  /** Plays one episode, or says why it cannot be played. */
  async episode(trajectory: Trajectory): Promise<void> {
    const name = trajectory.title ?? trajectory.id;
    const game = await this.#begin(trajectory);
    if (game === null) {
      this.#unplayed.push({ episode: name, reason: 'no game has its name' });
      return;
    }
    this.episodes += 1;
    let won = false;
    for (const [step, { action, observation }] of trajectory.steps.entries()) {
      const command = action.kind === 'text' ? action.text : `${action.name} ${JSON.stringify(action.arguments)}`;
      const turn = await this.#environment.step(command, this.#signal);
      ({ won } = turn);
      this.#steps += 1;
      if (isSame(turn, observation)) this.#identical += 1;
      else this.#differ({ episode: name, step, command, recorded: observation, got: turn.observation });
    }
    if (trajectory.outcome === 'unknown') return;
    this.#known += 1;
    if (won === (trajectory.outcome === 'success')) this.#agreeing += 1;
  }

  #differ(difference: ReplayReport['differences'][number]): void {
    if (this.#differences.length < DIFFERENCES_TOLD) this.#differences.push(difference);
  }

  /** Begins the game that an episode was recorded on: by the field `game` or `game_file` of its record, else by its title. */
  async #begin({ extra, title }: Trajectory): Promise<string | null> {
    this.#find ??= indexNames(await this.#environment.games(this.#signal));
    for (const name of [extra?.['game'], extra?.['game_file'], title]) {
      const game = typeof name === 'string' ? this.#find(name) : null;
      if (game === null) continue;
      await this.#environment.reset(game.name, this.#signal);
      return game.name;
    }
    return null;
  }

  report(): Omit<ReplayReport, 'skipped'> {
    return {
      episodes: this.episodes,
      steps: this.#steps,
      identicalObservations: this.#identical,
      agreeingOutcomes: this.#agreeing,
      knownOutcomes: this.#known,
      differences: this.#differences,
      unplayed: this.#unplayed,
    };
  }
}

function isSame({ observation, aside = '' }: Turn, recorded: string): boolean {
  return observation === recorded || (aside !== '' && observation.slice(aside.length) === recorded);
}
