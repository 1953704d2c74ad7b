import { pairedDifference, summariseRun, taskFolderOf } from '../../electron/engine/lab/measure/index.ts';
import type { PlayedEpisode } from '../../electron/engine/lab/run/index.ts';

export const MAX_STEPS = 50;

/** Episodes that one memory played. */
export interface Played {
  readonly memory: string;
  readonly episodes: readonly PlayedEpisode[];
}

type Figure = (episode: PlayedEpisode) => number;

export const isSolved: Figure = ({ solved }) => (solved ? 1 : 0);
export const isSolvedWithin10: Figure = ({ solved, turns }) => (solved && turns.length <= 10 ? 1 : 0);
export const stepsOf: Figure = ({ solved, turns }) => (solved ? turns.length : MAX_STEPS);

/** A mean with its 89 % interval over memories and task folders. */
export interface Mean {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Mean of a figure over all episodes of all memories. */
export function meanOf(all: readonly Played[], figure: Figure): Mean {
  const pairs = all.flatMap(({ memory, episodes }) =>
    episodes.map((episode) => ({ memory, group: taskFolderOf(episode.game), first: figure(episode), second: 0 })),
  );
  const found = pairedDifference(pairs, { seed: 1, resamples: 1000 });
  if (found === null) return { mean: 0, low: 0, high: 0 };
  return { mean: found.difference, low: found.interval.low, high: found.interval.high };
}

/** Difference of a figure between two conditions: the same memories, the same games in the same order. */
export function differenceOf(
  own: readonly Played[],
  other: readonly Played[],
  figure: Figure,
): ReturnType<typeof pairedDifference> {
  const pairs = own.flatMap(({ memory, episodes }, at) =>
    episodes.flatMap((episode, index) => {
      const same = other[at]?.episodes[index];
      if (same === undefined || same.game !== episode.game) return [];
      return [{ memory, group: taskFolderOf(episode.game), first: figure(episode), second: figure(same) }];
    }),
  );
  return pairedDifference(pairs, { seed: 1 });
}

export const percent = (value: number): string => (100 * value).toFixed(1);

/** `82.1 [80.3, 84.0]`, in hundredths. */
export function asPercent({ mean, low, high }: Mean): string {
  return `${percent(mean)} [${percent(low)}, ${percent(high)}]`;
}

export function asSteps({ mean, low, high }: Mean): string {
  return `${mean.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
}

export function byTaskType(all: readonly Played[]): ReturnType<typeof summariseRun>['byTaskType'] {
  return summariseRun(
    all.flatMap(({ episodes }) => episodes),
    MAX_STEPS,
  ).byTaskType;
}
