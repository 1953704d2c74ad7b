import type { Model, ModelSpeed } from '../../shared/contract/index.ts';
import type {
  Author,
  JournalEvent,
  ReasonerAnswers,
  ReasonerTask,
  Source,
  Trajectory,
} from '../../shared/model/index.ts';

/** Wall-clock time as ISO 8601 with milliseconds; fixed by `--now`. */
export interface Clock {
  now(): string;
}

/** What an embedder says about itself; stored with the vectors that it made. */
export interface EmbedderInfo {
  readonly id: string;
  readonly dimension: number;
  /** SHA-256 over the model's files, so that a changed model is noticed. */
  readonly digest: string;
  readonly licence: string;
  readonly bytes: number;
  /** Whether the vector of a text is the mean of those of its words, so that a word's own vector says what it gives to a text. */
  readonly isOfWords?: boolean | undefined;
}

/** Makes vectors. The same text gives the same vector in every batch; '' gives the zero vector. */
export interface Embedder {
  readonly info: EmbedderInfo;
  /** Unit-length Float32 vectors, one a text, in order. @throws KnackError MODEL_MISSING, CANCELLED */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<readonly Float32Array[]>;
  /** Loads the model before its first text, where it is one that is loaded. @throws KnackError MODEL_MISSING */
  load?(): Promise<void>;
  close(): Promise<void>;
}

/** How far the download of a model is. */
export interface ModelDownload {
  readonly file: string;
  /** Over all files of the model. */
  readonly allLoadedBytes: number;
  readonly allTotalBytes: number;
}

export interface OpenModelOptions {
  /** Whether a hub model that is not there may be fetched. */
  readonly mayDownload?: boolean | undefined;
  readonly onProgress?: ((progress: ModelDownload) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The embedding models that an installation has, and those that it could fetch. */
export interface ModelCatalogue {
  /** @throws KnackError MODEL_MISSING, CANCELLED, WRONG_USE for what is no name of a model */
  open(id: string, options?: OpenModelOptions): Promise<Embedder>;
  /** What can be chosen: that in use, the bundled, the known of the hub, those that were fetched. Nothing is fetched. */
  list(inUse: string | null): Promise<readonly Model[]>;
  /** @throws KnackError WRONG_USE */
  describe(id: string): Promise<Model>;
  /** Loads it anew and measures it. @throws KnackError MODEL_MISSING */
  speed(id: string): Promise<ModelSpeed>;
}

/** One question to a reasoner, with what the rules say to it: that is the answer where no model is asked, or none is understood. */
export interface ReasonerQuestion<Task extends ReasonerTask = ReasonerTask> {
  readonly task: Task;
  /** What the prompt is filled with: data of trajectories, with secrets taken out. */
  readonly material: object;
  readonly byRules: ReasonerAnswers[Task];
  /** What is wrong with an answer of the right shape, in words that a model understands; null where it can be used. */
  readonly fault?: (answer: ReasonerAnswers[Task]) => string | null;
  /** For `likelihood` alone: actions, each after what was seen before it. */
  readonly actions?: readonly { readonly context: string; readonly action: string }[];
}

export interface ReasonerAnswer<Task extends ReasonerTask = ReasonerTask> {
  readonly answer: ReasonerAnswers[Task];
  /** The model that wrote it; null for the rules. */
  readonly author: Author | null;
  /** Why the rules answered although a model is set; '' otherwise. */
  readonly note: string;
}

/** How far an answer is: characters of it, and how often it was tried. */
export interface ReasonerProgress {
  readonly characters: number;
  readonly attempt: number;
  /** Waits to try again. */
  readonly waits: boolean;
}

export interface AskOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ReasonerProgress) => void) | undefined;
  /** Folder with prompts of the memory's own, before those of the user and those that came along. */
  readonly prompts?: string | null | undefined;
}

/** Answers in words: by rules, by a server, by a model of this machine. It never changes a memory. */
export interface Reasoner {
  /** As it is shown beside its answers: `rules`, or the model's name. */
  readonly name: string;
  /** @throws KnackError REASONER_FAILED, BUDGET_SPENT, CANCELLED, WRONG_USE; what was asked for is then not done at all */
  ask<Task extends ReasonerTask>(question: ReasonerQuestion<Task>, options?: AskOptions): Promise<ReasonerAnswer<Task>>;
}

/** Where the key of a server is kept: `system` encrypted by the system, `environment` a variable, `host` the memory of this process. */
export type KeyPlace = 'system' | 'environment' | 'host';

/** The key of the server. It is handed to the request that needs it, and written nowhere but, encrypted, by the system. */
export interface KeyVault {
  /** Where a key is, or would be. `note` says why it is not kept longer, where it is not. */
  where(): Promise<{ readonly place: KeyPlace; readonly isSet: boolean; readonly note: string }>;
  key(): Promise<string | null>;
  /** null forgets it. @throws KnackError WRONG_USE for a key of the environment */
  set(key: string | null): Promise<void>;
}

/** One cached analysis of one trajectory: made from its content alone, so it never has to be done again. */
export interface AnalysisRow {
  readonly trajectoryId: string;
  readonly version: number;
  readonly data: string;
}

/** A vector by the hash of its text, with the model that made it and the sources that the text came from. */
export interface VectorRow {
  readonly textHash: string;
  readonly model: string;
  readonly vector: Float32Array;
}

/** A row of a derived table: its key, its canonical JSON, and what it is searched by. */
export interface DerivedRow {
  readonly id: string;
  readonly json: string;
}

/** An item that search can find: words for BM25, a vector for meaning (null where the model is missing). */
export interface SearchRow {
  readonly id: string;
  readonly kind: 'procedure' | 'meta';
  readonly text: string;
  readonly vector: Float32Array | null;
}

export const derivedTables = ['procedures', 'metas', 'segments', 'evidence', 'proposals', 'extras'] as const;
export type DerivedTable = (typeof derivedTables)[number];

/** Where the derived tables stand: made at journal event `seq`, with this digest. */
export interface DerivedMark {
  readonly seq: number;
  readonly stateHash: string;
  readonly model: string;
}

export interface SearchHit {
  readonly id: string;
  /** Cosine to the query vector in [-1, 1]; null where there is no vector. */
  readonly cosine: number | null;
  /** BM25 score >= 0; 0 when no word matched. */
  readonly bm25: number;
  /** Reciprocal rank fusion of both lists. */
  readonly fused: number;
}

/**
 * One memory on disk, opened by one writer. The journal is the commit point: a call of `append` that has
 * returned is never lost, and whatever was written without its event is removed at the next open.
 */
export interface Store {
  readonly uri: string;
  /** Events in order, already parsed and chained. */
  events(): Promise<readonly JournalEvent[]>;
  append(events: readonly JournalEvent[]): Promise<void>;

  /** Puts this journal in the place of the one that is there, in one commit: the one change of what was appended. */
  rewriteJournal(events: readonly JournalEvent[]): Promise<void>;

  /** Adds sources with their trajectories and analyses; becomes visible with the event that names the sources. */
  addTrajectories(batch: {
    readonly trajectories: readonly Trajectory[];
    readonly analyses: readonly AnalysisRow[];
  }): Promise<void>;
  /** Removes trajectories, analyses and vectors of sources that no event names (after a cancel or a kill). */
  dropOrphans(sources: readonly Source[]): Promise<void>;
  analyses(): Promise<readonly AnalysisRow[]>;
  trajectory(id: string): Promise<Trajectory | null>;
  /** All trajectories in id order, streamed in batches. */
  trajectories(): AsyncIterable<readonly Trajectory[]>;
  trajectoryIds(): Promise<readonly string[]>;

  vectors(model: string, textHashes: readonly string[]): Promise<ReadonlyMap<string, Float32Array>>;
  addVectors(rows: readonly VectorRow[]): Promise<void>;

  /** Replaces the derived tables and the search table by these rows and sets the mark last. Only changed rows are written. */
  writeDerived(
    tables: Readonly<Record<DerivedTable, readonly DerivedRow[]>>,
    search: readonly SearchRow[],
    mark: DerivedMark,
  ): Promise<void>;
  readDerived(): Promise<{
    readonly tables: Readonly<Record<DerivedTable, readonly DerivedRow[]>>;
    readonly mark: DerivedMark;
  } | null>;
  /** What the mark says, whether or not the tables hold the rows that it counts; null between two states. */
  derivedMark(): Promise<DerivedMark | null>;
  /** The search table as it is stored, every row of it. */
  searchRows(): Promise<readonly SearchRow[]>;
  /** Hybrid search (vectors and BM25, reciprocal rank fusion) by the database. */
  search(query: {
    readonly text: string;
    readonly vector: Float32Array | null;
    readonly limit: number;
  }): Promise<readonly SearchHit[]>;

  /**
   * Drops the vectors of all other texts, writes every table anew and removes all old versions, so that no file holds what was
   * dropped. Remembers `through`, the event that it was done for.
   */
  purge(keep: { readonly textHashes: ReadonlySet<string>; readonly through: number }): Promise<void>;
  /** The event that the last purge was done for; 0 for none. */
  purgedThrough(): Promise<number>;
  /** Compacts when idle; forgets old versions. */
  optimize(): Promise<void>;
  close(): Promise<void>;
}

/** A game of an environment. */
export interface GameRef {
  /** How it is asked for, and what recordings call it. */
  readonly name: string;
  /** The kind of task, for tables; null where the environment does not say. */
  readonly taskType: string | null;
  /** Games of one room are near copies: whatever is kept out for a test is kept out by room. Null where it is not said. */
  readonly room: string | null;
}

/** How a game begins: all that is told, and the sentence of it that says what to do. */
export interface Opening {
  readonly observation: string;
  readonly task: string;
}

/** What followed a command. */
export interface Turn {
  readonly observation: string;
  /** The task is solved. */
  readonly won: boolean;
  /** Nothing more can be done. */
  readonly over: boolean;
  /** A sentence that `observation` begins with and that tells of nothing that the command names; some recorders drop it. */
  readonly aside?: string;
}

/** A world that is acted in by text: one game at a time, one command after the other. */
export interface Environment {
  /** The games that it has, in order of their names. @throws KnackError FILE_UNREADABLE, ENVIRONMENT_FAILED, CANCELLED */
  games(signal?: AbortSignal): Promise<readonly GameRef[]>;
  /** Begins a game, also one that was begun before. @throws KnackError NOT_FOUND, FILE_UNREADABLE, ENVIRONMENT_FAILED, CANCELLED */
  reset(game: string, signal?: AbortSignal): Promise<Opening>;
  /** Any text may be a command; what makes no sense is answered, never thrown. @throws KnackError ENVIRONMENT_FAILED, CANCELLED */
  step(command: string, signal?: AbortSignal): Promise<Turn>;
  close(): Promise<void>;
}
