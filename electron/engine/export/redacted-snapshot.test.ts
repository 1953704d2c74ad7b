import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planted, plantedText } from '../fixtures/planted.fixture.ts';
import { importInto, openTestMemory, tempFolder, testParts, writeEpisodes } from '../fixtures/memory.fixture.ts';
import { countsOf, planApproval, planRejection, type Memory } from '../memory/index.ts';
import { exportSnapshot, importSnapshot, openSnapshot, verifySnapshot } from '../snapshot/index.ts';
import { openStore } from '../store/index.ts';
import { exportRedactedSnapshot } from './redacted-snapshot.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let memory: Memory;

const tools = { openStore, parts: testParts };
const at = (name: string): string => join(folder.path, name);

/** Episodes of the sample with a planted secret in every message, in turn. */
async function writeDirty(file: string): Promise<void> {
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  let next = 0;
  const dirty = lines.map((line) => {
    const record = JSON.parse(line) as { messages: { content: string | null }[] };
    for (const message of record.messages) {
      const one = planted[next++ % planted.length]!;
      if (message.content !== null && !message.content.startsWith('{')) message.content += ` ${plantedText(one)}`;
    }
    return JSON.stringify(record);
  });
  await writeFile(file, `${dirty.join('\n')}\n`);
}

beforeAll(async () => {
  folder = await tempFolder();
  const episodes = await writeEpisodes(at('episodes.jsonl'), { from: 0, to: 100 });
  await writeDirty(episodes);
  memory = await openTestMemory(at('m'));
  await importInto(memory, [episodes]);
  const [first, second] = memory.state.derived.proposals.filter(({ status }) => status === 'pending');
  await memory.decide((state) => planApproval(state, first?.id ?? ''));
  if (second !== undefined)
    await memory.decide((state) => planRejection(state, second.id, 'ask wren.holloway@post.example'));
});

afterAll(async () => {
  await memory.close();
  await folder.remove();
});

describe('a snapshot that leaves without its secrets', () => {
  it('has none of them, opens as a memory that is whole, and leaves this one as it was [X3]', async () => {
    const { stateHash } = memory.state;
    await exportSnapshot(memory, at('whole.knack'));
    const whole = await readFile(at('whole.knack'), 'utf8');
    const kinds = (text: string): ReadonlySet<string> =>
      new Set(
        planted.filter(({ secret }) => text.includes(JSON.stringify(secret).slice(1, -1))).map(({ kind }) => kind),
      );
    // The search finds what is there.
    expect(kinds(whole).size).toBeGreaterThan(20);
    const result = await exportRedactedSnapshot(memory, { file: at('clean.knack'), keep: [] }, tools);
    expect([...kinds(await readFile(at('clean.knack'), 'utf8'))]).toEqual([]);
    expect(result.redactions?.length).toBeGreaterThan(15);
    expect(memory.state.stateHash).toBe(stateHash);
    expect(await verifySnapshot(at('clean.knack'), testParts)).toMatchObject({ ok: true });
    const store = await openStore({ uri: at('again'), create: true });
    const again = await importSnapshot(await openSnapshot(at('clean.knack')), { ...testParts, store });
    expect(again.result.stateHash).toBe(result.stateHash);
    const { trajectories, events } = countsOf(memory.state);
    expect(result.counts).toMatchObject({ trajectories, events });
    await again.memory.close();
  });

  it('keeps the kinds that a person keeps, and is the same again', async () => {
    const keep = ['email'] as const;
    const one = await exportRedactedSnapshot(memory, { file: at('one.knack'), keep }, tools);
    const two = await exportRedactedSnapshot(memory, { file: at('two.knack'), keep }, tools);
    expect(two.sha256).toBe(one.sha256);
    expect(await readFile(at('one.knack'), 'utf8')).toContain('wren.holloway@post.example');
  });

  it('is the snapshot itself where there is nothing to take out [X3]', async () => {
    const lines = (await readFile(at('episodes.jsonl'), 'utf8')).trimEnd().split('\n').slice(0, 30);
    const clean = lines.map((line, index) =>
      JSON.stringify({
        messages: [
          { role: 'user', content: `Water fern ${index}` },
          {
            role: 'assistant',
            content: null,
            tool_calls: [{ id: 'a', type: 'function', function: { name: 'pour', arguments: '{"fern":1}' } }],
          },
          { role: 'tool', tool_call_id: 'a', content: index % 3 === 0 ? 'The can leaks.' : 'The fern drips.' },
        ],
        reward: index % 3 === 0 ? 0 : 1,
        line: line.length,
      }),
    );
    await writeFile(at('clean.jsonl'), `${clean.join('\n')}\n`);
    const other = await openTestMemory(at('clean'));
    await importInto(other, [at('clean.jsonl')]);
    const plain = await exportSnapshot(other, at('plain.knack'));
    const redacted = await exportRedactedSnapshot(other, { file: at('redacted.knack'), keep: [] }, tools);
    expect(redacted.redactions).toEqual([]);
    expect(redacted.sha256).toBe(plain.sha256);
    await other.close();
  });
});
