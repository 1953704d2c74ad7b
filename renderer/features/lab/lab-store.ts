import { create } from 'zustand';
import type { NamedContender, RunProgress, RunReport, WorldChoice } from '../../../shared/contract/index.ts';

export type PlayedEpisode = Extract<RunProgress, { kind: 'episode' }>['episode'];

/** What a person chose to play. */
export interface Setup {
  readonly world: WorldChoice;
  /** Names of games; none stands for all. */
  readonly only: readonly string[];
  readonly contenders: readonly NamedContender[];
  readonly maxSteps: number;
  readonly passes: number;
  readonly seed: number;
}

export type RunState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly report: RunReport }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly error: unknown };

/** One contender's run. */
export interface LabRun {
  /** The name that the host keeps it by. */
  readonly id: string;
  readonly contender: NamedContender;
  readonly state: RunState;
  /** Episodes that it will have; null before the first ended. */
  readonly of: number | null;
  readonly solved: number;
  readonly episodes: readonly PlayedEpisode[];
}

interface LabState {
  readonly setup: Setup | null;
  readonly runs: readonly LabRun[];
  readonly isPlaying: boolean;
}

/** Lives outside of the view, so that a run goes on while a person looks at something else. */
export const useLabStore = create<LabState>()(() => ({ setup: null, runs: [], isPlaying: false }));

export function changeRun(id: string, change: (run: LabRun) => Partial<LabRun>): void {
  useLabStore.setState(({ runs }) => ({
    runs: runs.map((run) => (run.id === id ? { ...run, ...change(run) } : run)),
  }));
}
