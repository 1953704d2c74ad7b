import { setImmediate } from 'node:timers/promises';
import { relevantSettings } from '../../../shared/model/index.ts';
import type { Derived, Settings, Trajectory } from '../../../shared/model/index.ts';
import { contentId } from '../identity/index.ts';
import type { DeriveInput, LearningStage, MinedBefore, MineInput } from '../learning/index.ts';
import type { AnalysisRow, EmbedderInfo, Store } from '../ports.ts';
import type { Folded } from './fold.ts';
import type { Summary } from './summary.ts';
import type { Vectors } from './vectors.ts';

/** What the corpus-wide stage leaves behind: from it, the state under any decisions is cheap. */
export interface MinedCorpus {
  derive(input: DeriveInput): Derived;
}

/** The learning that a memory is built with: a strategy. */
export interface Learning {
  /** Analyses of another version are made again. */
  readonly analysisVersion: number;
  /** A state that was made by another version is derived anew, not compared. */
  readonly learningVersion: number;
  /** What one mining leaves for the next, in this process. */
  readonly MinedBefore: new () => MinedBefore;
  /** Pure, from the content of one trajectory alone. */
  analyse(trajectory: Trajectory): AnalysisRow;
  /** Corpus-wide and expensive; knows no decisions. */
  mine(input: MineInput): Promise<MinedCorpus>;
}

/** What made a state: the embedding model and the version of the rules. Another maker may make another state [J10]. */
export function makerOf(info: Pick<EmbedderInfo, 'digest'>, learning: Pick<Learning, 'learningVersion'>): string {
  return `${info.digest}-${learning.learningVersion}`;
}

/** Whether a state was made by these rules of learning, whatever the model; '' has no vectors and tells nothing. */
export function isMadeByRules(maker: string, learning: Pick<Learning, 'learningVersion'>): boolean {
  return maker === '' || maker.endsWith(`-${learning.learningVersion}`);
}

export interface LearnOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called when a stage begins. */
  readonly onStage?: ((stage: LearningStage | 'store') => void) | undefined;
}

/** Settings that only a ranking reads: a change of these does not mine again. */
const rankingOnly: readonly (keyof Settings)[] = [
  'rewardMax',
  'costFailure',
  'lambda',
  'stepCost',
  'candidates',
  'threshold',
  'thresholdFrom',
  'utility',
  'information',
  'selection',
  'riskPrior',
  'riskPseudoCounts',
];

function miningKey(folded: Folded): string {
  const settings = Object.fromEntries(
    Object.entries(relevantSettings(folded.settings)).filter(([key]) => !rankingOnly.some((name) => name === key)),
  );
  const sources = folded.sources.map(({ source }) => [source.id, source.format, source.outcomeRule ?? '']);
  return contentId({ sources, settings });
}

/** Where analyses and, when they are out of date, trajectories come from. */
export type StoredCorpus = Pick<Store, 'analyses' | 'trajectories'>;

/** Keeps analyses and the mined corpus of one memory, so that nothing is done twice between decisions. */
export class Learner {
  readonly #learning: Learning;
  readonly #store: StoredCorpus;
  readonly #vectors: Vectors;
  #analyses: Map<string, AnalysisRow> | null = null;
  #loading: Promise<ReadonlyMap<string, AnalysisRow>> | null = null;
  #before: MinedBefore;
  #mined: { readonly key: string; readonly corpus: MinedCorpus } | null = null;

  constructor(parts: { readonly learning: Learning; readonly store: StoredCorpus; readonly vectors: Vectors }) {
    this.#learning = parts.learning;
    this.#before = new parts.learning.MinedBefore();
    this.#store = parts.store;
    this.#vectors = parts.vectors;
  }

  /** Whose rules it learns by. */
  get rules(): Pick<Learning, 'learningVersion' | 'analysisVersion'> {
    return this.#learning;
  }

  analyse(trajectory: Trajectory): AnalysisRow {
    return this.#learning.analyse(trajectory);
  }

  /** The derived state of a folded journal. Mines only when the sources that stand or the settings moved. */
  async derive(
    folded: Folded,
    known: { readonly summaries: ReadonlyMap<string, Summary>; readonly fresh: readonly AnalysisRow[] },
    options: LearnOptions = {},
  ): Promise<Derived> {
    const key = miningKey(folded);
    if (this.#mined?.key !== key) {
      const standing = new Set(folded.sources.map(({ source }) => source.id));
      const stored = await this.prepare();
      const fresh = new Map(known.fresh.map((row) => [row.trajectoryId, row]));
      const analyses: AnalysisRow[] = [];
      for (const { id, sourceId } of known.summaries.values()) {
        const row = fresh.get(id) ?? stored.get(id);
        if (row !== undefined && standing.has(sourceId)) analyses.push(row);
      }
      const { signal, onStage } = options;
      const corpus = await this.#learning.mine({
        analyses,
        before: this.#before,
        settings: folded.settings,
        embed: async (texts) => {
          // Mining is long work on one thread: here a cancel can arrive, and progress can leave.
          await setImmediate();
          signal?.throwIfAborted();
          return this.#vectors.embed(folded.settings.embeddingModel, texts, signal);
        },
        ...(signal === undefined ? {} : { signal }),
        ...(onStage === undefined ? {} : { onStage }),
      });
      this.#mined = { key, corpus };
    }
    await setImmediate();
    options.signal?.throwIfAborted();
    return this.#mined.corpus.derive(folded);
  }

  /** A learner of the same memory with mining of its own: looking at another state does not cost this one its corpus. */
  sibling(): Learner {
    const sibling = new Learner({ learning: this.#learning, store: this.#store, vectors: this.#vectors });
    sibling.#analyses = this.#analyses;
    return sibling;
  }

  /** Lets go of analyses that are no longer stored, and of whatever was read from them. */
  forget(trajectoryIds: Iterable<string>): void {
    this.#before = new this.#learning.MinedBefore();
    for (const id of trajectoryIds) this.#analyses?.delete(id);
  }

  /** Takes over analyses that are now stored and named by an event. */
  remember(rows: readonly AnalysisRow[]): void {
    for (const row of rows) this.#analyses?.set(row.trajectoryId, row);
  }

  /** The stored analyses. They can be asked for before they are needed: then the store reads while others work. */
  prepare(): Promise<ReadonlyMap<string, AnalysisRow>> {
    this.#loading ??= this.#load().finally(() => (this.#loading = null));
    return this.#loading;
  }

  async #load(): Promise<ReadonlyMap<string, AnalysisRow>> {
    if (this.#analyses !== null) return this.#analyses;
    const rows = await this.#store.analyses();
    const current = rows.every((row) => row.version === this.#learning.analysisVersion);
    this.#analyses = new Map((current ? rows : await this.#again()).map((row) => [row.trajectoryId, row]));
    return this.#analyses;
  }

  /** A newer Knack analyses otherwise: the stored rows are of no use, and everything is analysed from its steps. */
  async #again(): Promise<readonly AnalysisRow[]> {
    const rows: AnalysisRow[] = [];
    for await (const batch of this.#store.trajectories()) {
      for (const trajectory of batch) rows.push(this.#learning.analyse(trajectory));
    }
    return rows;
  }
}
