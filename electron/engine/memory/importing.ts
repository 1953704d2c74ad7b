import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { interruption } from '../../../shared/contract/index.ts';
import type { BuildReport, ImportAnswers, ImportProgress, Mapping } from '../../../shared/contract/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import type { Source, Trajectory } from '../../../shared/model/index.ts';
import type * as door from '../import/index.ts';
import type { AnalysisRow } from '../ports.ts';
import { contentId } from '../identity/index.ts';
import { buildReport } from './build-report.ts';
import type { ImportTally } from './build-report.ts';
import { namedSources } from './journal-sources.ts';
import type { Arrival, Memory } from './memory.ts';
import { ImportMeter } from './meter.ts';
import { takeUp } from './resuming.ts';
import type { Resumed } from './resuming.ts';
import { endStaging, readStaged, stage } from './staged.ts';
import type { StagedFile } from './staged.ts';
import { summarise } from './summary.ts';
import type { Summary } from './summary.ts';

/** The readers of files. */
export type ImportDoor = Pick<typeof door, 'walk' | 'read' | 'inspect' | 'preview' | 'look' | 'convert' | 'written'>;
type FoundFile = door.WalkedFile;

export interface ImportRequest {
  readonly paths: readonly string[];
  readonly answers: ImportAnswers;
  /** Answers that hold for one file in place of `answers`, by its path. */
  readonly perFile: Readonly<Record<string, ImportAnswers>>;
  /** Saved mappings, tried where no reader knows a file. */
  readonly mappings: readonly Mapping[];
  /**
   * Of what is found at and below the paths, these files alone, with what is in them. Nobody asked for each of them: a source
   * whose import was undone, or that was un-learned, stays away.
   */
  readonly only?: ReadonlySet<string> | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ImportProgress & { readonly kind: 'progress' }) => void) | undefined;
}

/** Trajectories that are written to the store at once. */
const batchSize = 512;
/** Trajectories that are read before the store has its turn. */
const readAtOnce = 8;

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
    const { files: found, skipped } = await door.walk(request.paths, request.signal);
    const isMeant = meantBy(request.only);
    const files = found.filter(({ path }) => isMeant(path));
    meter.begin(files);
    if (run.isStaged) run.resumable = await takeUp(memory, keyOf(request, files));
    // Mining will want what is there. Whether it can be read is asked there.
    memory.learner.warm(memory.state).catch(() => undefined);
    for (const file of files) await run.take(file, door);
    const arrival = await run.end();
    if (run.sources.length > 0) {
      const sources = run.sources.toSorted((a, b) => (a.id < b.id ? -1 : 1));
      const options = {
        signal: request.signal,
        onStage: (stage: Parameters<ImportMeter['stage']>[0]) => meter.stage(stage),
      };
      await memory.commit({ kind: 'sources-imported', sources }, arrival, options);
    }
    await arrival.stored;
    if (run.isStaged) await endStaging(memory.store.uri);
    return buildReport(memory.state, {
      meter,
      run,
      skipped: [...skipped.filter(({ file }) => isMeant(file)), ...run.skipped],
    });
  } catch (error) {
    await run.settled();
    // What was read to its end is written down for the next start; what was not goes when the memory is opened again.
    if (run.isStaged && isInterrupted(request.signal)) await run.finish().catch(() => undefined);
    else await dropUnnamed(memory, run.isStaged);
    throw isCancel(error) ? cancelled(error, request.signal) : error;
  }
}

/** Whether a path is one of those that are meant, or inside of one (an archive); all are where none are named. */
function meantBy(only: ReadonlySet<string> | undefined): (path: string) => boolean {
  if (only === undefined) return () => true;
  return (path) => {
    for (let place = path; place !== dirname(place); place = dirname(place)) if (only.has(place)) return true;
    return false;
  };
}

/** What makes two imports the same one: where that holds, the second goes on where the first stopped [J12]. */
function keyOf({ answers, perFile, mappings }: ImportRequest, files: readonly FoundFile[]): string {
  return contentId({ answers, perFile, mappings, files: files.map(({ path, bytes }) => [path, bytes]) });
}

/** Rows that no event names go. When even that fails (a full disk), the next open does it. */
async function dropUnnamed({ store, state }: Memory, isStaged: boolean): Promise<void> {
  if (isStaged) await endStaging(store.uri).catch(() => undefined);
  const waiting = (await readStaged(store.uri))?.files.map(({ source }) => source) ?? [];
  await store.dropOrphans([...namedSources(state.events), ...waiting]).catch(() => undefined);
}

/** One import under way: what was read, what is stored, and what is still to be written. */
class ImportRun implements ImportTally {
  readonly sources: Source[] = [];
  readonly rejected: { readonly file: string; readonly record: number; readonly reason: string }[] = [];
  readonly skipped: { readonly file: string; readonly reason: string }[] = [];
  read = 0;
  alreadyThere = 0;
  /** Files that an earlier start of the same import had read. */
  resumed = 0;
  readonly #memory: Memory;
  readonly #meter: ImportMeter;
  readonly #request: ImportRequest;
  readonly #answers: ReadonlyMap<string, ImportAnswers>;
  readonly #summaries: Summary[] = [];
  readonly #analyses: AnalysisRow[] = [];
  #waiting: { readonly trajectory: Trajectory; readonly analysis: AnalysisRow }[] = [];
  #writing: Promise<void> = Promise.resolve();
  #storing: Promise<void> = Promise.resolve();
  /** Whether it goes on when it is interrupted. What comes by itself is few, and must not take the place of what a person began. */
  readonly isStaged: boolean;
  /** By source id: what an earlier start has left, and is not taken up yet. */
  resumable = new Map<string, Resumed>();
  /** Files that were read to their end, of which rows may still wait; and those of which none waits any more. */
  #ended: StagedFile[] = [];
  #written: StagedFile[] = [];

  constructor(memory: Memory, meter: ImportMeter, request: ImportRequest) {
    this.#memory = memory;
    this.#meter = meter;
    this.#request = request;
    this.isStaged = request.only === undefined;
    this.#answers = new Map(Object.entries(request.perFile));
  }

  /** Reads one file. A file that cannot be read is skipped with its reason; the others go on. */
  async take(file: FoundFile, { read }: ImportDoor): Promise<void> {
    const before = this.#summaries.length;
    const refused = this.rejected.length;
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
        if (item.kind === 'opened' && (this.#takeUp(file, item.sourceId) || (await this.#isKnown(item.sourceId))))
          break;
        if (item.kind === 'trajectory') await this.#takeTrajectory(item.trajectory);
        if (item.kind === 'rejection') this.rejected.push({ file: file.path, ...item.rejection });
        if (item.kind === 'source' && item.source.trajectories > 0) this.#takeSource(file, item.source, refused);
      }
    } catch (error) {
      // What was taken from a file that broke off later cannot be told from the rest: then all of it is given up.
      if (!(error instanceof KnackError) || !skippable.has(error.code) || this.#summaries.length > before) throw error;
      this.skipped.push({ file: file.path, reason: error.happened });
    }
    this.#meter.fileDone(file);
  }

  /** Begins to write what still waits: what is learned from it need not wait for that, what is told of it must. */
  async end(): Promise<Arrival & { readonly stored: Promise<void> }> {
    await this.#flush();
    const stored = this.finish();
    // A failure is thrown where it is awaited.
    this.#storing = stored.catch(() => undefined);
    return { summaries: this.#summaries, analyses: this.#analyses, stored };
  }

  /** Waits for what `end` began, failed or not: a list that it still wrote would stand after it was taken away. */
  settled(): Promise<void> {
    return this.#storing;
  }

  /** Writes what still waits. */
  async finish(): Promise<void> {
    await this.#flush();
    await this.#writing;
    await this.#stage();
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
    if (this.#request.only !== undefined && wasTakenOut(sourceId, events)) return true;
    if (named.some((source) => source.id === sourceId)) {
      await this.#flush();
      await this.#writing;
      const kept = named.filter((source) => source.id !== sourceId);
      const staged = [...this.resumable.values()].map(({ source }) => source);
      await this.#memory.store.dropOrphans([...kept, ...this.sources, ...staged]);
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
    // What the store reads and writes meanwhile takes many small steps: each waits for such a turn.
    else if (this.#waiting.length % readAtOnce === 0) await setImmediate();
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
    await this.#stage();
    this.#written = this.#ended;
    this.#ended = [];
    if (batch.length === 0) return;
    this.#writing = this.#memory.store.addTrajectories({
      trajectories: batch.map(({ trajectory }) => trajectory),
      analyses: batch.map(({ analysis }) => analysis),
    });
    // A failure is thrown where the write is awaited; it must not end the process meanwhile.
    this.#writing.catch(() => undefined);
  }

  #takeSource(file: FoundFile, source: Source, refused: number): void {
    this.sources.push(source);
    const rejected = this.rejected.slice(refused).map(({ record, reason }) => ({ record, reason }));
    // Rows of a source that an event names outlive this import, whole or not: such a file is always read again.
    if (!namedSources(this.#memory.state.events).some(({ id }) => id === source.id))
      this.#ended.push({ file: file.path, source, rejected });
  }

  /** Says that files are done whose rows were all written: from now on they are not read again. */
  async #stage(): Promise<void> {
    const done = this.#written;
    this.#written = [];
    if (this.isStaged) await stage(this.#memory.store.uri, done);
  }

  /** A file that an earlier start had read to its end: its rows are there. */
  #takeUp(file: FoundFile, sourceId: string): boolean {
    const resumed = this.resumable.get(sourceId);
    if (resumed?.file !== file.path) return false;
    this.resumable.delete(sourceId);
    this.resumed += 1;
    this.read += resumed.summaries.length;
    this.sources.push(resumed.source);
    this.rejected.push(...resumed.rejected.map((one) => ({ file: file.path, ...one })));
    this.#summaries.push(...resumed.summaries);
    this.#analyses.push(...resumed.analyses);
    return true;
  }
}

/** Whether a source was imported once, and a person took it out. */
function wasTakenOut(sourceId: string, events: Memory['state']['events']): boolean {
  return (
    namedSources(events).some(({ id }) => id === sourceId) ||
    events.some(({ change }) => change.kind === 'source-unlearned' && change.sourceId === sourceId)
  );
}

/** What is wrong with one file alone. */
const skippable: ReadonlySet<string> = new Set(['FILE_UNREADABLE', 'FORMAT_UNKNOWN', 'FORMAT_AMBIGUOUS']);

function isCancel(error: unknown): boolean {
  return error instanceof KnackError
    ? error.code === 'CANCELLED'
    : error instanceof Error && error.name === 'AbortError';
}

function isInterrupted(signal: AbortSignal | undefined): boolean {
  const reason: unknown = signal?.reason;
  return reason instanceof Error && reason.message === interruption;
}

function cancelled(cause: unknown, signal: AbortSignal | undefined): KnackError {
  const stays = isInterrupted(signal);
  return new KnackError(
    {
      code: 'CANCELLED',
      happened: stays ? 'The import was interrupted.' : 'The import was cancelled.',
      kept: 'The memory is as it was before.',
      todo: stays
        ? 'Start it again the same way: it goes on with the files that are left.'
        : 'Start it again when you like.',
    },
    { cause },
  );
}
