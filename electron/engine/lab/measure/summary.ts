import type { Interval } from '../../../../shared/model/index.ts';
import type { ChoiceBy } from '../actor.ts';
import type { PlayedEpisode } from '../run/index.ts';
import { type Calibration, calibrationOf } from './calibration.ts';
import { type Share, shareOf } from './success.ts';

/** What a run came to. */
export interface RunSummary {
  /** Distinct games. */
  readonly games: number;
  readonly episodes: number;
  readonly solved: number;
  readonly successRate: number;
  readonly interval: Interval;
  readonly solvedWithin10: number;
  readonly solvedWithin30: number;
  readonly solvedWithin50: number;
  /** Commands an episode; one that was not solved counts the whole budget. */
  readonly meanSteps: number;
  readonly byTaskType: Readonly<Record<string, Share & { readonly meanSteps: number }>>;
  /** Shares of the commands, by what they came from; they sum to 1 where there are any. */
  readonly steps: Readonly<Record<ChoiceBy, number>>;
  /** Share of the episodes in which a procedure gave at least one command. */
  readonly reuse: number;
  readonly calibration: Calibration;
  readonly perGame: readonly GameFigure[];
}

export interface GameFigure {
  readonly game: string;
  readonly solved: boolean;
  /** Commands; the whole budget where it was not solved. */
  readonly steps: number;
}

/** Figures of a run whose episodes had `maxSteps` commands at most. */
export function summariseRun(episodes: readonly PlayedEpisode[], maxSteps: number): RunSummary {
  const perGame = episodes.map((episode) => figureOf(episode, maxSteps));
  const solved = perGame.filter((figure) => figure.solved).length;
  const { rate, interval } = shareOf(solved, episodes.length);
  const within = (most: number): number => perGame.filter((figure) => figure.solved && figure.steps <= most).length;
  const choices = episodes.flatMap((episode) => episode.choices);
  const share = (by: ChoiceBy): number =>
    choices.length === 0 ? 0 : choices.filter((choice) => choice.by === by).length / choices.length;
  const reused = episodes.filter((episode) => episode.choices.some(({ by }) => by !== 'fallback')).length;
  return {
    games: new Set(episodes.map(({ game }) => game)).size,
    episodes: episodes.length,
    solved,
    successRate: rate,
    interval,
    solvedWithin10: within(10),
    solvedWithin30: within(30),
    solvedWithin50: within(50),
    meanSteps: mean(perGame.map(({ steps }) => steps)),
    byTaskType: byTaskType(episodes, maxSteps),
    steps: { procedure: share('procedure'), meta: share('meta'), fallback: share('fallback') },
    reuse: episodes.length === 0 ? 0 : reused / episodes.length,
    calibration: calibrationOf(episodes.flatMap((episode) => episode.executions)),
    perGame,
  };
}

function figureOf({ game, solved, turns }: PlayedEpisode, maxSteps: number): GameFigure {
  return { game, solved, steps: solved ? turns.length : maxSteps };
}

function byTaskType(episodes: readonly PlayedEpisode[], maxSteps: number): RunSummary['byTaskType'] {
  const groups = Map.groupBy(episodes, ({ taskType }) => taskType ?? '');
  return Object.fromEntries(
    [...groups.keys()].sort().map((type) => {
      const figures = (groups.get(type) ?? []).map((episode) => figureOf(episode, maxSteps));
      const solved = figures.filter((figure) => figure.solved).length;
      return [type, { ...shareOf(solved, figures.length), meanSteps: mean(figures.map(({ steps }) => steps)) }];
    }),
  );
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((total, value) => total + value, 0) / values.length;
}

/** The task that a game is one trial of: its name without the last part. Its trials are near copies of each other. */
export function taskFolderOf(game: string): string {
  return game.includes('/') ? game.slice(0, game.lastIndexOf('/')) : game;
}
