import type { Derived, JournalEvent, Settings, Source } from '../../../shared/model/index.ts';
import type { AnalysisRow } from '../ports.ts';
import type { MinedBefore } from './mined-before.ts';

/** Stages of a build as they are timed and reported. */
export type LearningStage =
  | 'abstraction'
  | 'segmentation'
  | 'conditions'
  | 'embedding'
  | 'matching'
  | 'evidence'
  | 'refinement'
  | 'hierarchy';

/** Embeds distinct texts through the cache; the order of the answer is the order of the question. */
export type Embed = (texts: readonly string[]) => Promise<readonly Float32Array[]>;

export interface MineInput {
  /** One row a trajectory, in any order; `mine` sorts them by id. */
  readonly analyses: readonly AnalysisRow[];
  /** Kept by who mines again and again: rows that are the same objects cost no second reading [J9]. */
  readonly before?: MinedBefore;
  readonly settings: Settings;
  readonly embed: Embed;
  readonly signal?: AbortSignal;
  /** Called when a stage begins. */
  readonly onStage?: (stage: LearningStage) => void;
}

/** An imported source with the journal event that brought it. */
export interface SourceAt {
  readonly source: Source;
  readonly seq: number;
}

export interface DeriveInput {
  readonly sources: readonly SourceAt[];
  /** The events that stand (neither undone nor an `undone` themselves), in order of seq. */
  readonly decisions: readonly JournalEvent[];
  readonly settings: Settings;
}

export type DeriveResult = Derived;
