import { setImmediate } from 'node:timers/promises';
import { relevantSettings } from '../../../shared/model/index.ts';
import type { Derived, Settings, Trajectory } from '../../../shared/model/index.ts';
import { contentId } from '../identity/index.ts';
import type { DeriveInput, LearningStage, MinedBefore, MineInput } from '../learning/index.ts';
import type { AnalysisRow, EmbedderInfo, Store } from '../ports.ts';
import type { Folded } from './fold.ts';
import type { KeptMining } from './kept.ts';
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
  /** Takes what settles when the vectors that were made are stored; missing: they are when the work is done. */
  readonly storing?: Promise<void>[] | undefined;
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

/** What a corpus is made of beside the analyses that are stored. */
interface Known {
  readonly summaries: ReadonlyMap<string, Summary>;
  /** Analyses that are not stored yet. */
  readonly fresh: readonly AnalysisRow[];
}

/** Keeps analyses and the mined corpus of one memory, so that nothing is done twice between decisions. */
export class Learner {
  readonly #learning: Learning;
  readonly #store: StoredCorpus;
  readonly #vectors: Vectors;
  #analyses: Map<string, AnalysisRow> | null = null;
  #loading: Promise<ReadonlyMap<string, AnalysisRow>> | null = null;
  #before: MinedBefore;
  readonly #keptMining: KeptMining | null;
  /** Rows that a mining of another process has left: they are read already. */
  readonly #kept = new Map<string, AnalysisRow>();
  #taking: Promise<void> | null = null;
  #mined: { readonly key: string; readonly corpus: MinedCorpus; readonly rows: readonly AnalysisRow[] } | null = null;

  constructor(parts: {
    readonly learning: Learning;
    readonly store: StoredCorpus;
    readonly vectors: Vectors;
    readonly kept?: KeptMining;
  }) {
    this.#keptMining = parts.kept ?? null;
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
  async derive(folded: Folded, known: Known, options: LearnOptions = {}): Promise<Derived> {
    const key = miningKey(folded);
    if (this.#mined?.key !== key) {
      const analyses = await this.#rowsOf(folded, known);
      const { signal, onStage, storing } = options;
      const corpus = await this.#learning.mine({
        analyses,
        before: this.#before,
        settings: folded.settings,
        embed: async (texts) => {
          // Mining is long work on one thread: here a cancel can arrive, and progress can leave.
          await setImmediate();
          signal?.throwIfAborted();
          return this.#vectors.embed(folded.settings.embeddingModel, texts, { signal, storing });
        },
        ...(signal === undefined ? {} : { signal }),
        ...(onStage === undefined ? {} : { onStage }),
      });
      this.#mined = { key, corpus, rows: analyses };
    }
    await setImmediate();
    options.signal?.throwIfAborted();
    return this.#mined.corpus.derive(folded);
  }

  /** Reads what mining will want of a memory while others work. */
  async warm({ folded, summaries }: Pick<Known, 'summaries'> & { readonly folded: Folded }): Promise<void> {
    await this.#rowsOf(folded, { summaries, fresh: [] });
  }

  /** The analyses of what stands: those that another process kept, and where any is missing those that are stored. */
  async #rowsOf(folded: Folded, { summaries, fresh }: Known): Promise<readonly AnalysisRow[]> {
    await (this.#taking ??= this.#takeUp(folded));
    const standing = new Set(folded.sources.map(({ source }) => source.id));
    const arrived = new Map(fresh.map((row) => [row.trajectoryId, row]));
    const ids = [...summaries.values()].flatMap(({ id, sourceId }) => (standing.has(sourceId) ? [id] : []));
    const at = (id: string): AnalysisRow | undefined => arrived.get(id) ?? this.#kept.get(id);
    const stored = ids.every((id) => at(id) !== undefined) ? this.#kept : await this.prepare();
    return ids.flatMap((id) => at(id) ?? stored.get(id) ?? []);
  }

  async #takeUp(folded: Folded): Promise<void> {
    const rows = await this.#keptMining?.takeUp({ folded, rules: this.#learning, before: this.#before });
    for (const row of rows ?? []) this.#kept.set(row.trajectoryId, row);
  }

  /** Leaves what the last mining read and observed for the next process. */
  async keep(folded: Folded): Promise<void> {
    if (this.#mined === null) return;
    await this.#keptMining?.leave({ folded, rules: this.#learning, before: this.#before }, this.#mined.rows);
  }

  /** A learner of the same memory with mining of its own: looking at another state does not cost this one its corpus. */
  sibling(): Learner {
    const parts = { learning: this.#learning, store: this.#store, vectors: this.#vectors };
    const sibling = new Learner(this.#keptMining === null ? parts : { ...parts, kept: this.#keptMining });
    sibling.#analyses = this.#analyses;
    // What was kept is of another state than the one that it looks at.
    sibling.#taking = Promise.resolve();
    return sibling;
  }

  /** Lets go of analyses that are no longer stored, and of whatever was read from them. */
  forget(trajectoryIds: Iterable<string>): void {
    this.#before = new this.#learning.MinedBefore();
    // What was read before is not read any more: every row is read again.
    this.#kept.clear();
    for (const id of trajectoryIds) this.#analyses?.delete(id);
  }

  /** Takes over analyses that are now stored and named by an event. */
  remember(rows: readonly AnalysisRow[]): void {
    for (const row of rows) {
      this.#analyses?.set(row.trajectoryId, row);
      this.#kept.set(row.trajectoryId, row);
    }
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
