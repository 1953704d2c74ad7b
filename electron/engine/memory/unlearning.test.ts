import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { connect } from '@lancedb/lancedb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KnackError } from '../../../shared/errors.ts';
import { importInto, openTestMemory, tempFolder, testParts, writeEpisodes } from '../fixtures/memory.fixture.ts';
import { findChainFault } from '../identity/index.ts';
import type { Store } from '../ports.ts';
import { planEdit, planPin, planUndo } from './decisions.ts';
import { planApproval, planRejection } from './review-plans.ts';
import type { Memory } from './memory.ts';
import { planUnlearning, reportUnlearning, unlearn } from './unlearning.ts';
import { verifyStore } from './verify.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let files: readonly string[];
const open: Memory[] = [];

beforeEach(async () => {
  folder = await tempFolder();
  const ranges = [0, 1, 2, 3, 4].map((index) => ({ from: index * 50, to: index * 50 + 50 }));
  files = await Promise.all(
    ranges.map((range, index) => writeEpisodes(join(folder.path, `part-${index}.jsonl`), range)),
  );
});

afterEach(async () => {
  for (const memory of open.splice(0)) await memory.close();
  await folder.remove();
});

async function openAt(name: string, wrap?: (store: Store) => Store): Promise<Memory> {
  const memory = await openTestMemory(join(folder.path, name), wrap === undefined ? {} : { wrap });
  open.push(memory);
  return memory;
}

async function close(memory: Memory): Promise<void> {
  open.splice(open.indexOf(memory), 1);
  await memory.close();
}

async function built(name: string, paths: readonly string[]): Promise<Memory> {
  const memory = await openAt(name);
  await importInto(memory, paths);
  return memory;
}

const forget = (memory: Memory, source: string): ReturnType<typeof unlearn> =>
  memory.exclusive(() => unlearn(memory, source));

/** A stranger's file whose every text has a word of its own in it. */
async function writeMarked(file: string, from: string): Promise<void> {
  const lines = (await readFile(from, 'utf8')).trimEnd().split('\n').slice(0, 12);
  const marked = lines.map((line, index) => {
    const record = JSON.parse(line) as { messages: { role: string; content: string | null }[] };
    for (const [at, message] of record.messages.entries()) {
      const mark = `Quibberfen${index}x${at} said the heron.`;
      if (message.content?.startsWith('{') === true)
        message.content = `${message.content.slice(0, -1)}, "note": "${mark}"}`;
      else if (typeof message.content === 'string') message.content = `${message.content} ${mark}`;
    }
    return JSON.stringify(record);
  });
  await writeFile(file, `${marked.join('\n')}\n`);
}

const frame = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

/** Everything that a file says: its bytes, and each Zstandard frame in it unpacked. */
function readings(bytes: Buffer): Buffer[] {
  const found = [bytes];
  for (let at = bytes.indexOf(frame); at >= 0; at = bytes.indexOf(frame, at + 1)) {
    try {
      found.push(zstdDecompressSync(bytes.subarray(at), { finishFlush: 1 }));
    } catch {
      // Four bytes that look like a frame, or a frame that was cut.
    }
  }
  return found;
}

/** Files below a folder in which one of the words is found, with how many of the words. */
async function grep(path: string, words: readonly string[]): Promise<readonly string[]> {
  const hits: string[] = [];
  for (const entry of await readdir(path, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const texts = readings(await readFile(file));
    if (words.some((word) => texts.some((text) => text.includes(word)))) hits.push(file.slice(path.length + 1));
  }
  return hits;
}

/** The sentences of a file's episodes, as they stand in memory. */
async function sentencesOf(memory: Memory, name: string): Promise<readonly string[]> {
  const source = memory.state.folded.sources.find((one) => one.source.name.endsWith(name))?.source.id;
  const texts: string[] = [];
  for await (const batch of memory.store.trajectories()) {
    const own = batch.filter((trajectory) => trajectory.sourceId === source);
    texts.push(...own.flatMap(({ goal, context, steps }) => [goal, context, ...steps.map((step) => step.observation)]));
  }
  const sentences = texts.flatMap((text) => text.split(/[.\n]/)).map((sentence) => sentence.trim());
  return [...new Set(sentences.filter((sentence) => sentence.length > 12))];
}

/** Every text in every table of a memory, at every version that can still be opened. */
async function textsOfAllVersions(uri: string): Promise<string> {
  const db = await connect(uri);
  const texts: string[] = [];
  for (const name of await db.tableNames()) {
    const table = await db.openTable(name);
    for (const { version } of await table.listVersions()) {
      await table.checkout(version);
      for (const row of await table.query().toArray()) texts.push(JSON.stringify(row));
    }
    table.close();
  }
  db.close();
  return texts.join('\n');
}

/** A store in which one method fails while `isBroken` says so. */
function failing(store: Store, method: keyof Store, isBroken: () => boolean): Store {
  return new Proxy(store, {
    get: (target, key) => {
      if (key === method && isBroken())
        return () => Promise.reject(new KnackError({ code: 'DISK_FULL', happened: 'No room.', kept: '', todo: '' }));
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

describe('un-learning a source', () => {
  it('leaves the state that the other files make [U1]', async () => {
    const memory = await built('five', files);
    const four = await built(
      'four',
      files.filter((_, index) => index !== 2),
    );
    const { report, stateHash, event } = await forget(memory, 'part-2.jsonl');
    expect(stateHash).toBe(four.state.stateHash);
    expect(memory.state.stateHash).toBe(four.state.stateHash);
    expect(event.change).toMatchObject({ kind: 'source-unlearned', trajectories: 50, stale: [] });
    expect(report.after.sources).toBe(4);
    const parts = { learning: testParts.learning, openEmbedder: testParts.openEmbedder };
    expect((await verifyStore(memory.store, parts)).checks.filter(({ ok }) => !ok)).toEqual([]);
  });

  it('leaves none of its sentences in any file of the memory [U3]', async () => {
    const marked = join(folder.path, 'marked.jsonl');
    await writeMarked(marked, files[2] ?? '');
    const memory = await built('marked', [files[0] ?? '', files[1] ?? '', marked, files[3] ?? '', files[4] ?? '']);
    const proposal = memory.state.derived.proposals.find(({ status }) => status === 'pending');
    if (proposal !== undefined) await memory.decide((state) => planApproval(state, proposal.id));
    const own = await sentencesOf(memory, 'marked.jsonl');
    const { uri } = memory.store;
    expect(own.filter((sentence) => sentence.includes('Quibberfen')).length).toBeGreaterThan(60);
    // The search finds what is there: else finding nothing would say nothing.
    expect((await grep(uri, own)).some((file) => file.startsWith('trajectories'))).toBe(true);
    await forget(memory, 'marked.jsonl');
    const others = new Set((await Promise.all([0, 1, 3, 4].map((n) => sentencesOf(memory, `part-${n}.jsonl`)))).flat());
    await close(memory);
    const alone = own.filter((sentence) => ![...others].some((other) => other.includes(sentence)));
    expect(alone.length).toBeGreaterThan(60);
    expect(await grep(uri, alone)).toEqual([]);
    const everything = (await textsOfAllVersions(uri)).toLowerCase();
    expect(everything).not.toContain('quibberfen');
    expect(everything).not.toContain('heron');
  });

  it('keeps the decisions that did not rest on it, and tells those that did [U2, U4]', async () => {
    const memory = await built('decided', files.slice(0, 3));
    const proposals = memory.state.derived.proposals.filter(({ status }) => status === 'pending');
    expect(proposals.length).toBeGreaterThan(1);
    const [first, second] = proposals;
    await memory.decide((state) => planApproval(state, first?.id ?? ''));
    const approved = memory.state.stateHash;
    await importInto(memory, [files[3] ?? '']);
    const again = memory.state.derived.proposals.filter(({ status }) => status === 'pending');
    const rejected = again.find(({ id }) => id !== second?.id) ?? again[0];
    await memory.decide((state) => planRejection(state, rejected?.id ?? '', 'Not this one.'));
    const pinned = memory.state.derived.procedures.find(({ status }) => status === 'live');
    await memory.decide((state) => planPin(state, pinned?.id ?? '', true));

    const planned = await memory.exclusive(async () =>
      reportUnlearning(memory.state, await planUnlearning(memory, 'part-3.jsonl')),
    );
    expect(memory.state.events).toHaveLength(6);
    const { report, event } = await forget(memory, 'part-3.jsonl');
    expect(report).toEqual(planned);
    expect(report.stale.map(({ seq, was }) => ({ seq, was }))).toEqual([{ seq: 5, was: 'proposal-rejected' }]);
    expect(memory.state.derived.procedures.find(({ id }) => id === pinned?.id)?.pinned).toBe(true);
    expect(memory.state.events[2]?.change.kind).toBe('proposal-approved');
    expect(memory.state.events[4]?.change).toEqual({
      kind: 'decision-forgotten',
      was: 'proposal-rejected',
      itemId: rejected?.targetId,
      by: event.seq,
    });
    expect(findChainFault(memory.state.events)).toBeNull();

    const reopened = await close(memory).then(() => openAt('decided'));
    expect(findChainFault(await reopened.store.events())).toBeNull();
    expect(reopened.state.stateHash).toBe(report.stateHash);
    // The pin is a decision of its own; without it the memory is as it was before the file came.
    await reopened.decide((state) => planPin(state, pinned?.id ?? '', false));
    expect(reopened.state.stateHash).toBe(approved);
  });

  it('forgets the words of an approval that rested on it [U2]', async () => {
    const memory = await built('approval', files.slice(0, 2));
    const bare = memory.state.stateHash;
    await importInto(memory, [files[2] ?? '']);
    const proposal = memory.state.derived.proposals.find(({ status }) => status === 'pending');
    await memory.decide((state) => planApproval(state, proposal?.id ?? ''));
    const { target, body } = (() => {
      const item = memory.state.derived.procedures.find(({ id }) => id !== proposal?.targetId);
      return { target: item, body: item?.body };
    })();
    if (target === undefined || body === undefined) throw new Error('the sample has a second procedure');
    await memory.decide((state) =>
      planEdit(state, { id: target.id, baseRevision: target.revision, body: { ...body, goal: 'as the heron said' } }),
    );
    const { report } = await forget(memory, 'part-2.jsonl');
    expect(report.stale.map(({ was }) => was)).toEqual(['proposal-approved', 'procedure-edited']);
    expect(JSON.stringify(memory.state.events)).not.toContain('heron');
    expect(memory.state.stateHash).toBe(bare);
  });

  it('cannot be undone, and says so; the file can be imported again [U5]', async () => {
    const memory = await built('again', files.slice(0, 2));
    const whole = memory.state.stateHash;
    await forget(memory, 'part-1.jsonl');
    expect(memory.state.folded.undo).toBeNull();
    await expect(memory.decide(planUndo)).rejects.toMatchObject({
      code: 'NOTHING_TO_UNDO',
      happened: expect.stringContaining('un-learned'),
      todo: expect.stringContaining('Import the file again'),
    });
    expect(await importInto(memory, [files[1] ?? ''])).toMatchObject({ imported: 50, alreadyThere: 0 });
    expect(memory.state.stateHash).toBe(whole);
    await memory.decide(planUndo);
    await expect(memory.decide(planUndo)).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' });
  });

  it('takes sources by id or name, and refuses what names none or several [U1]', async () => {
    const memory = await built('names', files.slice(0, 2));
    await expect(forget(memory, 'nowhere.jsonl')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const id = memory.state.folded.sources[0]?.source.id ?? '';
    expect((await forget(memory, id.slice(0, 10))).report.source.id).toBe(id);
    await expect(forget(memory, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('also forgets a file whose import was taken back', async () => {
    const memory = await built('undone', files.slice(0, 1));
    const before = memory.state.stateHash;
    await importInto(memory, [files[1] ?? '']);
    await memory.decide(planUndo);
    await forget(memory, 'part-1.jsonl');
    expect(memory.state.stateHash).toBe(before);
    expect(await memory.store.trajectoryIds()).toHaveLength(50);
  });

  it('goes on with the removal when the memory is opened after a failure [U3]', async () => {
    let isBroken = false;
    const memory = await openAt('broken', (store) => failing(store, 'purge', () => isBroken));
    await importInto(memory, files.slice(0, 2));
    isBroken = true;
    const words = await sentencesOf(memory, 'part-1.jsonl');
    const others = await sentencesOf(memory, 'part-0.jsonl');
    const alone = words.filter((sentence) => !others.some((other) => other.includes(sentence)));
    expect(alone.length).toBeGreaterThan(5);
    await expect(forget(memory, 'part-1.jsonl')).rejects.toMatchObject({ kept: expect.stringContaining('event') });
    const { uri } = memory.store;
    await close(memory);
    expect(await grep(uri, alone)).not.toEqual([]);
    const again = await openAt('broken');
    await close(again);
    expect(await grep(uri, alone)).toEqual([]);
  });

  it('finds a decision that was emptied without an event that says so [U4]', async () => {
    const memory = await built('altered', files.slice(0, 2));
    const proposal = memory.state.derived.proposals.find(({ status }) => status === 'pending');
    await memory.decide((state) => planRejection(state, proposal?.id ?? '', 'No.'));
    const events = memory.state.events.map((event) =>
      event.change.kind === 'proposal-rejected'
        ? { ...event, change: { kind: 'decision-forgotten' as const, was: event.change.kind, itemId: 'x', by: 4 } }
        : event,
    );
    expect(findChainFault(events)).toContain('Event 3 was altered');
  });
});
