import { resolve } from 'node:path';
import type { PosteriorPoint, RunPosterior, RunProgress } from '../../../../shared/contract/index.ts';
import { KnackError } from '../../../../shared/errors.ts';
import type { Posterior } from '../../../../shared/model/index.ts';
import { summarise } from '../../bayes/index.ts';
import type { ImportDoor, Memory } from '../../memory/index.ts';
import type { PlayedEpisode } from '../run/index.ts';
import { importEpisodes } from './learning.ts';
import { writeEpisodes } from './trial.ts';

/** So many runs are kept: the ones before them are let go. */
const MOST = 6;

/** What the memory believed of a procedure when the run began. */
interface Believed {
  readonly goal: string;
  readonly posterior: Posterior;
}

/** A run whose episodes are kept while it goes on and afterwards. */
export class KeptRun {
  readonly name: string;
  readonly agent: string;
  readonly believed: ReadonlyMap<string, Believed>;
  readonly episodes: PlayedEpisode[] = [];

  constructor(name: string, agent: string, believed: ReadonlyMap<string, Believed>) {
    this.name = name;
    this.agent = agent;
    this.believed = believed;
  }

  /** Passes a run on and keeps its episodes. */
  async *keeping(run: AsyncGenerator<RunProgress>): AsyncGenerator<RunProgress> {
    for await (const told of run) {
      if (told.kind === 'episode') this.episodes.push(told.episode);
      yield told;
    }
  }
}

/** The last runs of a host, by their names. */
export class KeptRuns {
  readonly #runs = new Map<string, KeptRun>();

  /** Begins a run under a name; one of the same name is let go. */
  begin(name: string, agent: string, { state }: Memory): KeptRun {
    const believed = state.derived.procedures.map(
      ({ id, body, posterior }) => [id, { goal: body.goal, posterior }] as const,
    );
    const run = new KeptRun(name, agent, new Map(believed));
    this.#runs.delete(name);
    this.#runs.set(name, run);
    for (const old of [...this.#runs.keys()].slice(0, -MOST)) this.#runs.delete(old);
    return run;
  }

  /** @throws KnackError NOT_FOUND */
  find(name: string): KeptRun {
    const run = this.#runs.get(name);
    if (run !== undefined) return run;
    throw new KnackError({
      code: 'NOT_FOUND',
      happened: 'This run is not kept any more: the host keeps the last few, until it ends.',
      kept: 'Nothing was changed.',
      todo: 'Play again.',
    });
  }
}

/**
 * How posteriors would move with the executions of a run, one point an execution, from where they stood when it began. The memory
 * itself only moves when it learns. The most often executed procedure comes first.
 */
export function posteriorsOf({ believed, episodes }: KeptRun): readonly RunPosterior[] {
  const executions = Map.groupBy(
    episodes.flatMap((episode) => episode.executions),
    ({ procedureId }) => procedureId,
  );
  return [...executions]
    .flatMap(([id, own]): readonly RunPosterior[] => {
      const start = believed.get(id);
      return start === undefined ? [] : [{ id, goal: start.goal, points: pointsOf(start.posterior, own) }];
    })
    .sort((a, b) => b.points.length - a.points.length || (a.id < b.id ? -1 : 1));
}

function pointsOf(start: Posterior, executions: readonly { readonly succeeded: boolean }[]): readonly PosteriorPoint[] {
  let [successes, failures] = [0, 0];
  const pointAt = (index: number, outcome: PosteriorPoint['outcome']): PosteriorPoint => {
    const { mean, interval } = summarise(start, { successes, failures });
    const { low, high } = interval;
    return { index, evidenceId: null, outcome, event: null, mean, low, high, n: start.n + index };
  };
  const points = [pointAt(0, null)];
  for (const [at, { succeeded }] of executions.entries()) {
    if (succeeded) successes += 1;
    else failures += 1;
    points.push(pointAt(at + 1, succeeded ? 'success' : 'failure'));
  }
  return points;
}

/** Writes the episodes of a run as trajectories. @throws KnackError FILE_UNREADABLE, WRONG_USE (no episode) */
export async function saveRun(
  run: KeptRun,
  file: string,
): Promise<{ readonly file: string; readonly episodes: number }> {
  const { episodes, agent } = someOf(run);
  await writeEpisodes(file, episodes, agent);
  return { file: resolve(file), episodes: episodes.length };
}

/** Takes the episodes of a run into a memory. @throws KnackError DISK_FULL, WRONG_USE (no episode) */
export async function learnRun(
  run: KeptRun,
  memory: Memory,
  door: ImportDoor,
): Promise<{ readonly imported: number; readonly alreadyThere: number }> {
  const { episodes, agent, name } = someOf(run);
  const file = `lab-run-${agent.replace(/\W+/g, '-')}-${name.replace(/\W+/g, '-')}.jsonl`;
  const { imported, alreadyThere } = await importEpisodes([...episodes], { memory, door, agent, first: 0, file });
  return { imported, alreadyThere };
}

function someOf(run: KeptRun): KeptRun {
  if (run.episodes.length > 0) return run;
  throw new KnackError({
    code: 'WRONG_USE',
    happened: 'This run has no episode yet.',
    kept: 'Nothing was changed.',
    todo: 'Wait for the first, or play again.',
  });
}
