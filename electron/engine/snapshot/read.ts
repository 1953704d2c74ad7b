import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { JournalEvent, Trajectory } from '../../../shared/model/index.ts';
import { canonicalJson, findChainFault } from '../identity/index.ts';
import {
  manifestSchema,
  snapshotDamaged,
  snapshotEndSchema,
  snapshotEventSchema,
  snapshotNewer,
  snapshotSchemaVersion,
  snapshotTrajectorySchema,
} from './format.ts';
import type { Manifest } from './format.ts';
import { readLines } from './lines.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const trajectoriesPerBatch = 64;

/** What a snapshot says of itself, once its bytes are known to be the ones that were written. */
export interface Snapshot {
  readonly file: string;
  readonly manifest: Manifest;
  readonly events: readonly JournalEvent[];
  /** SHA-256 of the whole file. */
  readonly sha256: string;
}

/**
 * Checks every byte of a snapshot against the digest at its end, then its manifest and its journal [F2, F3].
 *
 * @throws KnackError FILE_UNREADABLE, SNAPSHOT_DAMAGED, SNAPSHOT_NEWER
 */
export async function openSnapshot(file: string): Promise<Snapshot> {
  const sha256 = await checkDigest(file);
  let manifest: Manifest | null = null;
  const events: JournalEvent[] = [];
  for await (const line of readLines(file)) {
    if (manifest === null) manifest = parseManifest(line);
    else if (events.length < manifest.events) events.push(parseLine(line, snapshotEventSchema).event);
    else break;
  }
  if (manifest === null) throw snapshotDamaged(`${file} is empty.`);
  if (events.length !== manifest.events) throw snapshotDamaged('Events are missing at the end of the journal.');
  const fault = findChainFault(events);
  if (fault !== null) throw snapshotDamaged(fault);
  return { file, manifest, events, sha256 };
}

/** The trajectories of a snapshot in batches, in id order. @throws KnackError SNAPSHOT_DAMAGED */
export async function* readTrajectories({ file, manifest }: Snapshot): AsyncGenerator<readonly Trajectory[]> {
  let index = 0;
  let found = 0;
  let last = '';
  let batch: Trajectory[] = [];
  for await (const line of readLines(file)) {
    const at = index - 1 - manifest.events;
    index += 1;
    if (at < 0) continue;
    if (at === manifest.trajectories) {
      parseLine(line, snapshotEndSchema);
      found += 1;
      continue;
    }
    const { trajectory } = parseLine(line, snapshotTrajectorySchema);
    if (trajectory.id <= last) throw snapshotDamaged(`Trajectory ${trajectory.id} is out of order.`);
    last = trajectory.id;
    found += 1;
    batch.push(trajectory);
    if (batch.length < trajectoriesPerBatch) continue;
    yield batch;
    batch = [];
  }
  if (found !== manifest.trajectories + 1)
    throw snapshotDamaged('The snapshot does not hold what its first line says.');
  if (batch.length > 0) yield batch;
}

/** The SHA-256 of the whole file, when its last line holds the SHA-256 of all bytes before it. */
async function checkDigest(file: string): Promise<string> {
  const hash = createHash('sha256');
  let last: Buffer | null = null;
  for await (const line of readLines(file)) {
    if (last !== null) hash.update(last).update('\n');
    last = line;
  }
  if (last === null) throw snapshotDamaged(`${file} is empty.`);
  const whole = hash.copy().update(last).update('\n').digest('hex');
  const end = canonicalJson({ kind: 'end', sha256: hash.digest('hex') });
  if (last.equals(Buffer.from(end))) return whole;
  throw snapshotDamaged(`${file} is no whole snapshot: its bytes do not have the digest at its end.`);
}

function parseManifest(line: Buffer): Manifest {
  const value = parseJson(line);
  if (typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'knack-snapshot') {
    const schema = 'schema' in value ? Number(value.schema) : Number.NaN;
    if (schema > snapshotSchemaVersion) throw snapshotNewer(schema);
  }
  return parseLine(line, manifestSchema);
}

/**
 * A line must have the schema, and be written exactly as canonical JSON writes it. The value is given as it was
 * written: hashes cover what stands there, and a default that a later version adds would change it.
 */
function parseLine<T>(line: Buffer, schema: z.ZodType<T>): T {
  const value = parseJson(line);
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw snapshotDamaged(`A line of the snapshot has another shape: ${issue?.path.join('.')}: ${issue?.message}.`);
  }
  if (!Buffer.from(canonicalJson(value)).equals(line)) {
    throw snapshotDamaged('A line of the snapshot is not canonical JSON.');
  }
  return value as T; // It has just been parsed by the schema of T.
}

function parseJson(line: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(line));
  } catch (error) {
    throw snapshotDamaged('A line of the snapshot is no JSON.', error);
  }
}
