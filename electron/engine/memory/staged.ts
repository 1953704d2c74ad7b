import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { rejectionSchema, sourceSchema } from '../../../shared/model/index.ts';
import { readOwnFile } from './own-file.ts';

/** One file that an import under way has read to its end, with its rows in the store. */
const stagedFileSchema = z
  .object({ file: z.string(), source: sourceSchema, rejected: z.array(rejectionSchema).readonly() })
  .readonly();
export type StagedFile = z.infer<typeof stagedFileSchema>;

/** What an import that did not end has left [J12]: which import it was, and the files that it need not read again. */
export interface Staged {
  readonly key: string;
  readonly files: readonly StagedFile[];
}

const keySchema = z.object({ key: z.string() });

/** Beside the tables; a memory in an object store has no folder, and its imports begin anew. */
function placeOf(uri: string): string | null {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(uri) ? null : join(uri, 'import.jsonl');
}

/** What an import has left in the memory at `uri`; null where none was interrupted. A line that is half is none. */
export async function readStaged(uri: string): Promise<Staged | null> {
  const place = placeOf(uri);
  const text = place === null ? null : ((await readOwnFile(place))?.toString() ?? null);
  if (text === null) return null;
  const [first, ...lines] = text.split('\n').flatMap((line) => parsed(line));
  const head = keySchema.safeParse(first);
  if (!head.success) return null;
  const files = lines.flatMap((line) => {
    const file = stagedFileSchema.safeParse(line);
    return file.success ? [file.data] : [];
  });
  return { key: head.data.key, files };
}

function parsed(line: string): unknown[] {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}

/** Begins the list of an import, in place of any that is there. */
export async function beginStaging(uri: string, key: string): Promise<void> {
  const place = placeOf(uri);
  if (place !== null) await writeFile(place, `${JSON.stringify({ key })}\n`, { mode: 0o600 });
}

/** Adds files of which every row is stored. A line that was cut off before is closed first, so that it costs itself alone. */
export async function stage(uri: string, files: readonly StagedFile[]): Promise<void> {
  const place = placeOf(uri);
  if (place === null || files.length === 0) return;
  await appendFile(place, `\n${files.map((file) => JSON.stringify(file)).join('\n')}\n`);
}

export async function endStaging(uri: string): Promise<void> {
  const place = placeOf(uri);
  if (place !== null) await rm(place, { force: true });
}
