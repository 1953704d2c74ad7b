import { hash } from 'node:crypto';
import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { ImportAnswers, Mapping } from '../../../shared/contract/index.ts';
import type { JsonValue, Outcome, Rejection, Source, Trajectory } from '../../../shared/model/index.ts';
import { openFile } from './archives/index.ts';
import { digestOf, parquetRows, type Raw, rawRecords, refuseWhenAborted } from './bytes/index.ts';
import type { Claimed } from './detection/index.ts';
import { limits } from './limits.ts';
import { checkFormat, lookAt, type OpenedFile, refusal } from './open.ts';
import { applyRule, type OutcomeRule, parseOutcomeRule } from './outcome/index.ts';
import { type Draft, type Found, rejected } from './reader.ts';
import type { Neighbours } from './reports/index.ts';
import { type Among, isBeside, ownerOf, partsBeside } from './split-runs.ts';
import type { WalkedFile } from './walk.ts';

export interface ReadOptions {
  readonly answers?: ImportAnswers;
  /** Saved mappings, for files that no reader knows. */
  readonly mappings?: readonly Mapping[];
  /** Aborting it ends the reading within half a second with CANCELLED. */
  readonly signal?: AbortSignal;
  /** Called with the bytes of this file that were read so far. */
  readonly onBytes?: (done: number) => void;
  /** The files given together with this one, among them reports of outcomes; a walked file knows them itself. */
  readonly neighbours?: Neighbours;
}

/** What reading a file gives: first who it is, then its episodes and rejected records in file order, at last the source's record. */
export type ReadItem =
  | { readonly kind: 'opened'; readonly sourceId: string; readonly format: string; readonly bytes: number }
  | { readonly kind: 'trajectory'; readonly trajectory: Trajectory; readonly raw: JsonValue }
  | { readonly kind: 'rejection'; readonly rejection: Rejection }
  | { readonly kind: 'source'; readonly source: Source; readonly notes: readonly string[] };

/**
 * Reads one file, given by its path or as a walk found it. `opened` comes before anything is parsed, so that a source that is already there can be left out.
 * `raw` is the record as the file has it. Memory holds one chunk of the file and one record at a time.
 * @throws KnackError FILE_UNREADABLE, FORMAT_UNKNOWN, FORMAT_AMBIGUOUS, WRONG_USE (a bad rule), CANCELLED
 */
export async function* read(file: string | WalkedFile, options: ReadOptions = {}): AsyncGenerator<ReadItem> {
  const { path, neighbours, open } = placed(file, options);
  const { answers = {}, mappings = [] } = options;
  const rule = answers.outcome === undefined ? null : parseOutcomeRule(answers.outcome);
  checkFormat(answers);
  refuseWhenAborted(options.signal);
  const opened = await lookAt(await open(), { answers, mappings });
  if (typeof opened === 'string') throw refusal(opened);
  if (opened.choice.kind !== 'one') throw refusal(opened.choice);
  const { claimed } = opened.choice;
  const sourceId = await digestOf(opened.source, options.signal);
  const { format } = claimed.reader;
  yield { kind: 'opened', sourceId, format, bytes: opened.source.size };
  const tally = new Tally();
  const among = neighbours === undefined ? null : { path, neighbours, reader: claimed.reader };
  const owner = among === null ? null : await ownerOf(among);
  if (owner !== null) {
    const empty = { id: sourceId, name: basename(path), format, bytes: opened.source.size, trajectories: 0 };
    yield { kind: 'source', source: empty, notes: [`it belongs to ${owner}, and its steps are read there`] };
    return;
  }
  let turn = 0;
  reading: for await (const batch of foundIn(opened, { claimed, options, tally, among })) {
    for (const found of batch) {
      refuseWhenAborted(options.signal);
      turn += 1;
      if (turn % RECORDS_A_TURN === 0) await setImmediate();
      const told = await withVerdict(found, path, neighbours);
      yield tally.counted(finished(told, { sourceId, rule }));
      if (tally.isHopeless) {
        yield givenUp(found, tally.rejected);
        break reading;
      }
    }
  }
  const { trajectories, ruled } = tally;
  const source = { id: sourceId, name: basename(path), format, bytes: opened.source.size, trajectories };
  const outcomeRule = ruled && answers.outcome !== undefined ? { outcomeRule: answers.outcome } : {};
  yield {
    kind: 'source',
    source: { ...source, ...outcomeRule },
    notes: [...(claimed.reader.lacks === undefined ? [] : [claimed.reader.lacks]), ...tally.notes()],
  };
}

/** Where a file stands, and how it is opened. */
function placed(
  file: string | WalkedFile,
  { neighbours }: ReadOptions,
): Pick<WalkedFile, 'path' | 'open'> & { readonly neighbours: Neighbours | undefined } {
  return typeof file === 'string' ? { path: file, neighbours, open: () => openFile(file) } : file;
}

/** So many records go by before the event loop turns, so that a signal can arrive among many small ones. */
const RECORDS_A_TURN = 1000;

interface Pass {
  readonly claimed: Claimed;
  readonly options: ReadOptions;
  readonly tally: Tally;
  readonly among: Among | null;
}

/** One pass over the bytes through the reader's session, a batch for each chunk. */
async function* foundIn(
  { source, sample, parquet }: OpenedFile,
  { claimed, options, tally, among }: Pass,
): AsyncGenerator<Iterable<Found>> {
  const session = claimed.reader.open();
  const { unit, list = null } = claimed.claim;
  const cut = { layout: sample.layout, unit, list, delimiter: sample.delimiter };
  const referred = new Set<string>();
  let done = 0;
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of source.chunks(options.signal)) {
      yield chunk;
      done += chunk.length;
      options.onBytes?.(done);
    }
  };
  const take = (raw: Raw): Iterable<Found> => {
    if (raw.kind === 'rejection') return [rejected(raw.rejection.record, raw.rejection.reason)];
    if (raw.damaged) tally.damaged += 1;
    for (const name of claimed.reader.refersTo?.(raw.record.value) ?? []) referred.add(name);
    return session.take(raw.record);
  };
  const isLine = cut.layout === 'lines' && cut.unit === 'record';
  const placed = (found: Found): Found =>
    isLine && found.kind === 'rejection'
      ? rejected(found.rejection.record, `line ${found.rejection.record + 1}: ${found.rejection.reason}`)
      : found;
  const batches = parquet === null ? rawRecords(counted(), cut) : parquetRows(parquet, options.signal);
  for await (const raws of batches) yield Iterator.from(raws).flatMap(take).map(placed);
  if (parquet !== null) options.onBytes?.(source.size);
  if (among !== null && referred.size > 0) {
    for await (const part of partsBeside(among, referred)) yield session.take(part);
  }
  yield Iterator.from(session.end()).filter((found) => found.kind === 'rejection' || !isBeside(found.record));
}

/** The last word on a file of which hardly anything can be read. */
function givenUp(last: Found, rejectedSoFar: number): ReadItem {
  const record = (last.kind === 'episode' ? last.record : last.rejection.record) + 1;
  const reason = `${rejectedSoFar} records before this one cannot be read; the reading of this file ended here`;
  return { kind: 'rejection', rejection: { record, reason } };
}

/** The episode with the verdict of a report beside the file, where the episode asks for one and there is any. */
async function withVerdict(found: Found, path: string, neighbours: Neighbours | undefined): Promise<Found> {
  if (found.kind === 'rejection' || found.draft.instances === undefined || neighbours === undefined) return found;
  const verdict = await neighbours.verdictFor(path, found.draft.instances);
  return verdict === null ? found : { ...found, draft: { ...found.draft, ...verdict } };
}

interface Judged {
  readonly sourceId: string;
  readonly rule: OutcomeRule | null;
}

type Finished = Extract<ReadItem, { kind: 'trajectory' | 'rejection' }>;

function finished(found: Found, { sourceId, rule }: Judged): Finished & { readonly ruled?: boolean } {
  if (found.kind === 'rejection') return found;
  const draft = rule === null ? found.draft : applyRule(found.draft, found.raw, rule);
  const trajectory = trajectoryOf(sourceId, found.record, draft);
  return { kind: 'trajectory', trajectory, raw: found.raw, ruled: draft !== found.draft };
}

/** The trajectory with its id: the first 32 hex characters of SHA-256 over `sourceId:record`. */
export function trajectoryOf(sourceId: string, record: number, { instances: _asked, ...draft }: Draft): Trajectory {
  return { id: hash('sha256', `${sourceId}:${record}`, 'hex').slice(0, 32), sourceId, record, ...draft };
}

/** Counts what went through, for the source's record and the notes. */
class Tally {
  trajectories = 0;
  rejected = 0;
  damaged = 0;
  ruled = false;
  #withoutSteps = 0;
  readonly #outcomes: Record<Outcome, number> = { success: 0, failure: 0, unknown: 0 };

  counted(item: Finished & { readonly ruled?: boolean }): Finished {
    if (item.kind === 'rejection') {
      this.rejected += 1;
      return item;
    }
    const { trajectory, raw } = item;
    this.trajectories += 1;
    this.#outcomes[trajectory.outcome] += 1;
    if (trajectory.steps.length === 0) this.#withoutSteps += 1;
    this.ruled ||= item.ruled === true;
    return { kind: 'trajectory', trajectory, raw };
  }

  /** So many records were rejected, and so few read, that the rest is not looked at. */
  get isHopeless(): boolean {
    return this.rejected >= limits.rejections && this.rejected > 10 * this.trajectories;
  }

  notes(): readonly string[] {
    const notes: string[] = [];
    const { unknown } = this.#outcomes;
    if (unknown > 0) notes.push(`${unknown} of ${this.trajectories} episodes have no outcome`);
    if (this.#withoutSteps > 0) notes.push(`${this.#withoutSteps} of ${this.trajectories} episodes have no steps`);
    if (this.damaged > 0)
      notes.push(`${this.damaged} records are no valid UTF-8; what could not be read became U+FFFD`);
    return notes;
  }
}
