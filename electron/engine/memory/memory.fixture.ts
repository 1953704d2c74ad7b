import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultSettings } from '../../../shared/model/index.ts';
import type { Settings } from '../../../shared/model/index.ts';
import { normalise } from '../../../shared/numeric/index.ts';
import { sha256Hex } from '../identity/index.ts';
import * as importDoor from '../import/index.ts';
import * as learning from '../learning/index.ts';
import type { Embedder, Store } from '../ports.ts';
import { openStore } from '../store/index.ts';
import { importFiles } from './importing.ts';
import { Memory } from './memory.ts';
import type { MemoryParts } from './memory.ts';

const dimension = 64;

/** Words hashed into a vector: enough of an embedder where the workflow is tested, not the meaning. */
export function hashingEmbedder(digest = 'hashed-words'): Embedder {
  return {
    info: { id: 'test', dimension, digest, licence: 'MIT', bytes: 0 },
    embed: async (texts) =>
      texts.map((text) => {
        const vector = new Float32Array(dimension);
        for (const word of text.toLowerCase().match(/\w+/g) ?? []) {
          const place = Number.parseInt(sha256Hex(word).slice(0, 8), 16) % dimension;
          vector[place] = (vector[place] ?? 0) + 1;
        }
        return normalise(vector);
      }),
    close: async () => undefined,
  };
}

export const fixedTime = '2026-01-02T03:04:05.678Z';

/** Everything but the store. */
export const testParts: Omit<MemoryParts, 'store'> = {
  learning,
  openEmbedder: async () => hashingEmbedder(),
  clock: { now: () => fixedTime },
  cause: 'person',
};

/** A folder that goes with `remove`. */
export async function tempFolder(): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'knack-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

export interface OpenOptions {
  readonly settings?: Settings;
  readonly parts?: Partial<MemoryParts>;
  /** Puts something between the memory and its store. */
  readonly wrap?: (store: Store) => Store;
}

/** Opens the memory in a folder, or makes it. A memory that does not open leaves its store closed. */
export async function openTestMemory(uri: string, options: OpenOptions = {}): Promise<Memory> {
  const store = await openStore({ uri, create: true });
  try {
    const wrapped = options.wrap?.(store) ?? store;
    return await Memory.open({ ...testParts, store: wrapped, ...options.parts }, options.settings ?? defaultSettings);
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Imports files, as the handler does it. */
export function importInto(memory: Memory, paths: readonly string[], signal?: AbortSignal): ReturnType<typeof importFiles> {
  return memory.exclusive(() => importFiles(memory, importDoor, { paths, answers: {}, mappings: [], signal }));
}

const sample = new URL('../../../resources/samples/support-desk.jsonl', import.meta.url);

/** Writes some of the sample episodes, by line, to a file of their own. */
export async function writeEpisodes(
  file: string,
  range: { readonly from: number; readonly to: number },
): Promise<string> {
  const lines = (await readFile(sample, 'utf8')).split('\n').slice(range.from, range.to);
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}
