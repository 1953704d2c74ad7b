import { mkdtemp, rm, writeFile } from 'node:fs/promises';
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

/** Writes episodes of a small workshop, as chats with tool calls: half of them fail, and it can be seen why. */
export async function writeEpisodes(
  file: string,
  range: { readonly from: number; readonly to: number },
): Promise<string> {
  const lines: string[] = [];
  for (let index = range.from; index < range.to; index += 1) lines.push(JSON.stringify(episode(index)));
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}

const things = ['lantern', 'ladder', 'rope', 'chisel'];

/** One episode. Those with an odd number forget to unlock the shed and fail. */
function episode(index: number): object {
  const thing = things[index % things.length] ?? 'rope';
  const forgets = index % 2 === 1;
  const messages: object[] = [
    { role: 'system', content: 'You keep a workshop with tools.' },
    { role: 'user', content: `lend the ${thing} to customer c-${100 + index}` },
  ];
  const call = (name: string, args: object, answer: object): void => {
    const id = `call_${messages.length}`;
    const call_ = { id, type: 'function', function: { name, arguments: JSON.stringify(args) } };
    messages.push({ role: 'assistant', content: null, tool_calls: [call_] });
    messages.push({ role: 'tool', tool_call_id: id, content: JSON.stringify(answer) });
  };
  call('find_item', { name: thing }, { item: `i-${10 + index}`, shed: 'locked', status: 'found' });
  if (!forgets) call('unlock_shed', { code: `k-${index}` }, { shed: 'open', status: 'unlocked' });
  call('take_item', { item: `i-${10 + index}` }, forgets ? { status: 'refused' } : { status: 'taken' });
  if (!forgets) call('lend_item', { item: `i-${10 + index}`, to: `c-${100 + index}` }, { status: 'lent' });
  messages.push({ role: 'assistant', content: 'That is all.' });
  return { id: `episode-${index}`, messages, reward: forgets ? 0 : 1 };
}
