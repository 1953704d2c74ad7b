import { learn, load } from '../../electron/engine/fixtures/learn.fixture.ts';
import type { Forecast } from '../../electron/engine/lab/measure/index.ts';
import { createRandom } from '../../shared/numeric/index.ts';
import { type Corpus, draw, type Recorded, writeRecorded } from './corpus.ts';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

export interface HeldOutOptions {
  readonly corpus: Corpus;
  readonly recorded: readonly Recorded[];
  /** Episodes that the memory is made from. */
  readonly size: number;
  /** Episodes of rooms of which it saw nothing. */
  readonly heldOut: number;
  readonly seed: number;
  /** Which fifth of the rooms is held out, from 0 on. */
  readonly fold: number;
  /** What is done to the episodes before they are learnt; nothing where it is missing. */
  readonly lesson?: (episodes: readonly Recorded[]) => readonly Recorded[];
}

/** Forecasts of a memory for executions of its procedures, and of its meta-procedures. */
export interface ExecutionForecasts {
  readonly procedures: readonly Forecast[];
  readonly metaProcedures: readonly Forecast[];
}

/** Every room is held out in one of so many folds. */
export const folds = 5;
const ROOMS_SEED = 1;

/**
 * What the posterior means of a memory foretell of the executions in episodes of other rooms. Each of those executions is
 * judged as it will be when its episode is learnt (SPEC.md, E): by a memory of both, which holds the same procedures under
 * the same ids.
 */
export async function foretellExecutions(options: HeldOutOptions): Promise<ExecutionForecasts> {
  const { corpus, recorded, size, heldOut, seed, fold, lesson } = options;
  const rooms = createRandom(ROOMS_SEED).shuffle([...new Set(recorded.map(({ room }) => room))].sort());
  const out = new Set(rooms.filter((_, at) => at % folds === fold));
  const drawn = draw(
    recorded.filter(({ room }) => !out.has(room)),
    size,
    { seed },
  );
  const known = await loadDrawn(corpus, drawn);
  const later = await loadDrawn(
    corpus,
    draw(
      recorded.filter(({ room }) => out.has(room)),
      heldOut,
      { seed },
    ),
  );
  const before = await learn(lesson === undefined ? known : await loadDrawn(corpus, lesson(drawn)));
  const after = await learn({
    trajectories: [...known.trajectories, ...later.trajectories],
    sources: [...known.sources, ...later.sources],
  });
  const unseen = new Set(later.trajectories.map(({ id }) => id));
  const rows = after.evidence.filter(({ trajectoryId }) => unseen.has(trajectoryId));
  const forecasts = (items: typeof before.procedures | typeof before.metaProcedures): readonly Forecast[] => {
    const live = items.filter(({ status }) => status === 'live');
    const means = new Map(live.map(({ id, posterior }) => [id, posterior.mean]));
    return rows.flatMap(({ itemId, outcome }) => {
      const predicted = means.get(itemId);
      return predicted === undefined ? [] : [{ predicted, succeeded: outcome === 'success' }];
    });
  };
  return { procedures: forecasts(before.procedures), metaProcedures: forecasts(before.metaProcedures) };
}

async function loadDrawn({ folder }: Corpus, episodes: readonly Recorded[]): ReturnType<typeof load> {
  const file = join(folder, `drawn-${process.pid}.jsonl`);
  await writeRecorded(file, episodes);
  try {
    return await load([file]);
  } finally {
    await rm(file, { force: true });
  }
}
