import { spawn } from 'node:child_process';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importInto, openTestMemory, tempFolder, testParts, writeEpisodes } from '../fixtures/memory.fixture.ts';
import { unlearn } from './unlearning.ts';
import { verifyStore } from './verify.ts';

const child = join(import.meta.dirname, 'unlearn-child.fixture.ts');
/** A word that stands in the second file alone. */
const mark = 'Quibberfen';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let whole: string;
let without: string;

beforeAll(async () => {
  folder = await tempFolder();
  const first = await writeEpisodes(join(folder.path, 'first.jsonl'), { from: 0, to: 25 });
  const second = await writeEpisodes(join(folder.path, 'second.jsonl'), { from: 25, to: 50 });
  const marked = (await readFile(second, 'utf8')).replaceAll('"content":"', `"content":"${mark} `);
  await writeFile(second, marked);
  const memory = await openTestMemory(join(folder.path, 'memory'));
  await importInto(memory, [first]);
  without = memory.state.stateHash;
  await importInto(memory, [second]);
  whole = memory.state.stateHash;
  await memory.close();
});
afterAll(() => folder.remove());

/** Runs the child to its death. Answers whether it was killed; a short un-learning may end before a late kill. */
function runAndDie(uri: string, point: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const running = spawn(process.execPath, [child, uri, 'second.jsonl', point], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let errors = '';
    running.stderr.on('data', (data: Buffer) => (errors += data.toString()));
    running.on('error', reject);
    running.on('close', (code, signal) => {
      if (signal === 'SIGKILL' || code === 0) resolve(signal === 'SIGKILL');
      else reject(new Error(`the child failed by itself: ${errors}`));
    });
  });
}

const frame = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

/** Files below a folder in which the mark is found, as it is or in a Zstandard frame. */
async function filesWithMark(path: string): Promise<readonly string[]> {
  const hits: string[] = [];
  for (const entry of await readdir(path, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    if (saysMark(await readFile(file))) hits.push(file);
  }
  return hits;
}

function saysMark(bytes: Buffer): boolean {
  if (bytes.includes(mark)) return true;
  for (let at = bytes.indexOf(frame); at >= 0; at = bytes.indexOf(frame, at + 1)) {
    try {
      if (zstdDecompressSync(bytes.subarray(at), { finishFlush: 1 }).includes(mark)) return true;
    } catch {
      // Four bytes that look like a frame, or a frame that was cut.
    }
  }
  return false;
}

/** Those of the everyday gate; the long proof, which sets a number of kills, takes all. */
const everyday = ['during:rewriteJournal:1', 'after:rewriteJournal', 'before:purge', 'during:purge:5'];
const allPoints = [
  'before:rewriteJournal',
  'during:rewriteJournal:1',
  'after:rewriteJournal',
  'during:writeDerived:2',
  'after:writeDerived',
  'after:dropOrphans',
  'before:purge',
  'during:purge:5',
  'during:purge:40',
  'after:purge',
];

const points = process.env['KNACK_KILLS'] === undefined ? everyday : allPoints;

describe('an un-learning that is killed in the middle [U3]', () => {
  it.each(points)(
    '%s: the memory opens and passes verify, and the un-learning ends',
    async (point) => {
      const uri = join(folder.path, point.replaceAll(':', '-'));
      await cp(join(folder.path, 'memory'), uri, { recursive: true });
      expect(await filesWithMark(uri)).not.toEqual([]);
      const wasKilled = await runAndDie(uri, point);
      expect(wasKilled || point.startsWith('during')).toBe(true);
      const memory = await openTestMemory(uri);
      try {
        const { stateHash, events } = memory.state;
        const isDone = events.at(-1)?.change.kind === 'source-unlearned';
        expect(stateHash).toBe(isDone ? without : whole);
        expect((await verifyStore(memory.store, testParts)).checks.filter(({ ok }) => !ok)).toEqual([]);
        if (!isDone) await memory.exclusive(() => unlearn(memory, 'second.jsonl'));
        expect(memory.state.stateHash).toBe(without);
        expect((await verifyStore(memory.store, testParts)).checks.filter(({ ok }) => !ok)).toEqual([]);
      } finally {
        await memory.close();
      }
      expect(await filesWithMark(uri)).toEqual([]);
    },
    120_000,
  );
});
