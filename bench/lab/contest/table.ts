import { type PlayedEpisode } from '../../../electron/engine/lab/run/index.ts';
import {
  asPercent,
  asSteps,
  differenceOf,
  isSolved,
  type Mean,
  meanOf,
  type Played,
  percent,
  stepsOf,
} from '../figures.ts';
import type { PlayerName } from './players.ts';

/** Who played what, in all lessons. */
export interface Entered {
  readonly name: PlayerName;
  /** By exam, in the order of the exams: the episodes of each lesson. */
  readonly exams: readonly (readonly Played[])[];
  readonly buildSeconds: readonly number[];
  readonly storedTokens: readonly number[];
}

export const head = (exams: readonly string[]): string => {
  const cells = exams.flatMap((exam) => [`${exam}: solved, %`, 'steps']);
  const titles = ['who', ...cells, 'reuse, %', 'stored tokens', 'build, s'];
  return `| ${titles.join(' | ')} |\n|${' --- |'.repeat(titles.length)}`;
};

/** A row of the table. */
export function rowOf({ name, exams, buildSeconds, storedTokens }: Entered): string {
  const played = exams.flat(1);
  const reuse = meanOf(played, ({ choices }: PlayedEpisode) => (choices.some(({ by }) => by !== 'fallback') ? 1 : 0));
  const cells = exams.flatMap((own) => [asPercent(meanOf(own, isSolved)), asSteps(meanOf(own, stepsOf))]);
  const tokens = Math.round(mean(storedTokens));
  return `| ${[name, ...cells, percent(reuse.mean), tokens, mean(buildSeconds).toFixed(1)].join(' | ')} |`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** A difference in successes, and whether its interval lies above zero. */
export interface Against {
  readonly text: string;
  readonly isAbove: boolean;
}

/** Successes of one less those of another on one exam. */
export function against(own: Entered, other: Entered, exam: number): Against {
  const found = differenceOf(own.exams[exam] ?? [], other.exams[exam] ?? [], isSolved);
  if (found === null) return { text: '', isAbove: false };
  const { low, high } = found.interval;
  const shown: Mean = { mean: found.difference, low, high };
  return { text: asPercent(shown), isAbove: low > 0 };
}
