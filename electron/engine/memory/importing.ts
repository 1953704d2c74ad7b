import type { BuildReport, ImportAnswers, ImportProgress, Mapping } from '../../../shared/contract/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import type { Source, Trajectory } from '../../../shared/model/index.ts';
import type * as door from '../import/index.ts';
import type { AnalysisRow } from '../ports.ts';
import { buildReport } from './build-report.ts';
import type { ImportTally } from './build-report.ts';
import { namedSources } from './journal-sources.ts';
import type { Memory } from './memory.ts';
import { ImportMeter } from './meter.ts';
import { summarise } from './summary.ts';
import type { Summary } from './summary.ts';

/** The readers of files. */
export type ImportDoor = Pick<typeof door, 'walk' | 'read' | 'inspect' | 'preview' | 'convert' | 'written'>;
type FoundFile = door.WalkedFile;

export interface ImportRequest {
  readonly paths: readonly string[];
  readonly answers: ImportAnswers;
  /** Answers that hold for one file in place of `answers`, by its path. */
  readonly perFile: Readonly<Record<string, ImportAnswers>>;
  /** Saved mappings, tried where no reader knows a file. */
  readonly mappings: readonly Mapping[];
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ImportProgress & { readonly kind: 'progress' }) => void) | undefined;
}

/** Trajectories that are written to the store at once. */
const batchSize = 512;

/**
 * Imports files: reads and analyses them in one pass, stores them, works out the state that follows, and only then
 * names the sources in one event. Until that event the memory is as it was, so a cancel or a failure leaves nothing;
 * a source that stands already adds nothing [J6]. Call it inside `exclusive`.
 *
 * @throws KnackError CANCELLED, DISK_FULL, FORMAT_UNKNOWN
 */
export async function importFiles(memory: Memory, door: ImportDoor, request: ImportRequest): Promise<BuildReport> {
  const meter = new ImportMeter(request.onProgress);
  const run = new ImportRun(memory, meter, request);
  try {
    const { files, skipped } = await door.walk(request.paths);
    meter.begin(files);
    for (const file of files) await run.take(file, door);
    const arrival = await run.finish();
    if (run.sources.length > 0) {
      const sources = run.sources.toSorted((a, b) => (a.id < b.id ? -1 : 1));
      const options = {
        signal: request.signal,
        onStage: (stage: Parameters<ImportMeter['stage']>[0]) => meter.stage(stage),
      };
      await memory.commit({ kind: 'sources-imported', sources }, arrival, options);
    }
    return buildReport(memory.state, { meter, run, skipped: [...skipped, ...run.skipped] });
  } catch (error) {
    await dropUnnamed(memory);
    throw isCancel(error) ? cancelled(error) : error;
  }
}

/** Rows that no event names go. When even that fails (a full disk), the next open does it. */
async function dropUnnamed(memory: Memory): Promise<void> {
  await memory.store.dropOrphans(namedSources(memory.state.events)).catch(() => undefined);
}

/** One import under way: what was read, what is stored, and what is still to be written. */
class ImportRun implements ImportTally {
  readonly sources: Source[] = [];
  readonly rejected: { readonly file: string; readonly record: number; readonly reason: string }[] = [];
  readonly skipped: { readonly file: string; readonly reason: string }[] = [];
  read = 0;
  alreadyThere = 0;
  readonly #memory: Memory;
  readonly #meter: ImportMeter;
  readonly #request: ImportRequest;
  readonly #answers: ReadonlyMap<string, ImportAnswers>;
  readonly #summaries: Summary[] = [];
  readonly #analyses: AnalysisRow[] = [];
  #waiting: { readonly trajectory: Trajectory; readonly analysis: AnalysisRow }[] = [];
  #writing: Promise<void> = Promise.resolve();

  constructor(memory: Memory, meter: ImportMeter, request: ImportRequest) {
    this.#memory = memory;
    this.#meter = meter;
    this.#request = request;
    this.#answers = new Map(Object.entries(request.perFile));
  }

  /** Reads one file. A file that cannot be read is skipped with its reason; the others go on. */
  async take(file: FoundFile, { read }: ImportDoor): Promise<void> {
    const before = this.#summaries.length;
    const { mappings, signal } = this.#request;
    const answers = this.#answers.get(file.path) ?? this.#request.answers;
    const onBytes = (bytesDone: number): void => this.#tell(file, bytesDone);
    try {
      for await (const item of read(file, {
        answers,
        mappings,
        onBytes,
        ...(signal === undefined ? {} : { signal }),
      })) {
        if (item.kind === 'opened' && (await this.#isKnown(item.sourceId))) break;
        if (item.kind === 'trajectory') await this.#takeTrajectory(item.trajectory);
        if (item.kind === 'rejection') this.rejected.push({ file: file.path, ...item.rejection });
        if (item.kind === 'source' && item.source.trajectories > 0) this.#takeSource(item.source);
      }
    } catch (error) {
      // What was taken from a file that broke off later cannot be told from the rest: then all of it is given up.
      if (!(error instanceof KnackError) || !skippable.has(error.code) || this.#summaries.length > before) throw error;
      this.skipped.push({ file: file.path, reason: error.happened });
    }
    this.#meter.fileDone(file);
  }

  /** Writes what still waits. */
  async finish(): Promise<{ readonly summaries: readonly Summary[]; readonly analyses: readonly AnalysisRow[] }> {
    await this.#flush();
    await this.#writing;
    return { summaries: this.#summaries, analyses: this.#analyses };
  }

  /**
   * Whether a source stands already. One that is stored but does not stand (its import was undone) is stored again:
   * it may be read by another rule this time.
   */
  async #isKnown(sourceId: string): Promise<boolean> {
    const { events, folded } = this.#memory.state;
    const standing = [...folded.sources.map(({ source }) => source), ...this.sources];
    const same = standing.find((source) => source.id === sourceId);
    if (same !== undefined) {
      this.read += same.trajectories;
      this.alreadyThere += same.trajectories;
      return true;
    }
    const named = namedSources(events);
    if (named.some((source) => source.id === sourceId)) {
      await this.#flush();
      await this.#writing;
      const kept = named.filter((source) => source.id !== sourceId);
      await this.#memory.store.dropOrphans([...kept, ...this.sources]);
    }
    return false;
  }

  async #takeTrajectory(trajectory: Trajectory): Promise<void> {
    this.read += 1;
    const analysis = this.#memory.learner.analyse(trajectory);
    this.#summaries.push(summarise(trajectory));
    this.#analyses.push(analysis);
    this.#waiting.push({ trajectory, analysis });
    if (this.#waiting.length >= batchSize) await this.#flush();
  }

  #tell(file: FoundFile, bytesDone: number): void {
    const { rejected } = this;
    this.#meter.read(file, { bytesDone, trajectories: this.read, rejected: rejected.length });
  }

  /** Writes what waits while the next file is read; at most one write runs at a time. */
  async #flush(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = [];
    await this.#writing;
    if (batch.length === 0) return;
    this.#writing = this.#memory.store.addTrajectories({
      trajectories: batch.map(({ trajectory }) => trajectory),
      analyses: batch.map(({ analysis }) => analysis),
    });
    // A failure is thrown where the write is awaited; it must not end the process meanwhile.
    this.#writing.catch(() => undefined);
  }

  #takeSource(source: Source): void {
    this.sources.push(source);
  }
}

/** What is wrong with one file alone. */
const skippable: ReadonlySet<string> = new Set(['FILE_UNREADABLE', 'FORMAT_UNKNOWN', 'FORMAT_AMBIGUOUS']);

function isCancel(error: unknown): boolean {
  return error instanceof KnackError
    ? error.code === 'CANCELLED'
    : error instanceof Error && error.name === 'AbortError';
}

function cancelled(cause: unknown): KnackError {
  return new KnackError(
    {
      code: 'CANCELLED',
      happened: 'The import was cancelled.',
      kept: 'The memory is as it was before.',
      todo: 'Start it again when you like.',
    },
    { cause },
  );
}
