import { basename } from 'node:path';
import type { JsonValue } from '../../../shared/model/index.ts';
import { parseJson } from './clean.ts';
import { limits } from './limits.ts';
import type { RawRecord, Reader } from './reader.ts';
import type { Neighbour, Neighbours } from './reports/index.ts';

/** A file among others, and who reads it. */
export interface Among {
  readonly path: string;
  readonly neighbours: Neighbours;
  readonly reader: Reader;
}

/** Numbers from here on are those of records that come from files beside. */
const BESIDE = 1_000_000_000;

/** So many files are looked into for one. */
const OWNERS_AT_MOST = 100;

export function isBeside(record: number): boolean {
  return record >= BESIDE;
}

/**
 * The file that this one goes on with or belongs to, where a file beside it with the same beginning of its name refers to it
 * (`trajectory.json` to `trajectory.cont-1.json`): its steps are told there. Null for any other file.
 */
export async function ownerOf({ path, neighbours, reader }: Among): Promise<string | null> {
  if (reader.refersTo === undefined) return null;
  const name = basename(path);
  const rank = rankOf(name);
  // Only what comes before may own what comes after, so that no two own each other; a continuation follows the one before.
  const before = neighbours.siblingsOf(path).filter((other) => {
    const its = rankOf(basename(other.path));
    return Number.isFinite(rank) ? its === rank - 1 || (its === 0 && rank > 0) : Number.isFinite(its);
  });
  for (const other of before.slice(0, OWNERS_AT_MOST)) {
    const document = await documentAt(other);
    if (document !== undefined && reader.refersTo(document).includes(name)) return basename(other.path);
  }
  return null;
}

/** The documents beside that records refer to, and those that these refer to in turn, each once. */
export async function* partsBeside(
  { path, neighbours, reader }: Among,
  referred: ReadonlySet<string>,
): AsyncGenerator<RawRecord> {
  const names = new Set(referred);
  const beside = new Map(neighbours.siblingsOf(path).map((one) => [basename(one.path), one]));
  let index = BESIDE;
  // Grows while it is walked.
  for (const name of names) {
    const file = name === basename(path) ? undefined : beside.get(name);
    const value = file === undefined ? undefined : await documentAt(file);
    if (value === undefined) continue;
    for (const further of reader.refersTo?.(value) ?? []) names.add(further);
    yield { index, key: name, value };
    index += 1;
  }
}

/** A run's own file first, its continuations as they count, then the rest. */
function rankOf(name: string): number {
  const part = /\.cont-(\d{1,6})\.json$/.exec(name)?.[1];
  if (part !== undefined) return Number(part);
  return /^[^.]*\.json$/.test(name) ? 0 : Number.POSITIVE_INFINITY;
}

async function documentAt({ bytes, open }: Neighbour): Promise<JsonValue | undefined> {
  if (bytes > limits.inMemory) return undefined;
  try {
    const source = await open();
    const parsed = parseJson((await source.head(source.size)).toString('utf8'));
    return typeof parsed === 'string' ? undefined : parsed.json;
  } catch {
    // Whoever reads that file by itself tells what is wrong with it.
    return undefined;
  }
}
