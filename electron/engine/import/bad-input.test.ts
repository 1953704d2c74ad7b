import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { given, recordOf as good } from './given.fixture.ts';
import { inspect } from './index.ts';

const { file: fileOf, contentsOf, folder } = given();

describe('files without anything to read', () => {
  it.each([
    ['an empty file', '', 'Not read: the file is empty.'],
    ['blanks', ' \n\n\t ', 'Not read: the file holds nothing but blanks.'],
    ['prose', '# About\n\nThese are words, and more words.\n', 'Not read: plain text that no reader knows.'],
    ['foreign JSON', '{"colour": "red"}', 'Not read: JSON records that no reader knows: it needs a mapping.'],
    ['a foreign table', 'a,b\n1,2\n', 'Not read: a table that no reader knows: it needs a mapping.'],
    ['zero bytes', Buffer.from([1, 2, 0, 4, 0, 0, 0, 9, 9]), 'Not read: a binary file (zero bytes).'],
    [
      'a compressed picture',
      gzipSync(Buffer.from([0x89, 0x50, 0x4e, 0x47])),
      'Not read: a binary file (a PNG picture).',
    ],
    ['control characters', Buffer.alloc(300, 1), 'Not read: a binary file (control characters).'],
  ])('%s', async (_name, content, reason) => {
    expect((await contentsOf(content)).skipped).toEqual([reason]);
  });

  it('a single value that never ends within the peek', async () => {
    const { skipped } = await contentsOf(`{"a": "${'x'.repeat(34 * 1024 * 1024)}`);
    expect(skipped).toEqual(['Not read: no complete record in its first part.']);
  });
});

describe('damaged records', () => {
  it('a list that is cut off keeps what came before', async () => {
    const whole = `[${good('one')},\n${good('two')},\n${good('three')}]`;
    const { goals, rejected } = await contentsOf(whole.slice(0, -20));
    expect(goals).toEqual(['one', 'two']);
    expect(rejected).toEqual([{ record: 2, reason: 'the file ends inside this record' }]);
  });

  it('a list that is cut off between records', async () => {
    const { goals, rejected } = await contentsOf(`[${good('one')},`);
    expect(goals).toEqual(['one']);
    expect(rejected[0]?.reason).toContain('ends before its list is closed');
  });

  it('garbage between the elements of a list', async () => {
    const { goals, rejected } = await contentsOf(
      `[${good('one')} oops ] ] , ${good('two')}, {"a" 1}, ${good('three')}]`,
    );
    expect(goals[0]).toBe('one');
    expect(rejected.length).toBeGreaterThan(0);
  });

  it('an element that is no JSON costs itself alone', async () => {
    const { goals, rejected } = await contentsOf(`[${good('one')}, {"a" 1}, nonsense, ${good('two')}]`);
    expect(goals).toEqual(['one', 'two']);
    expect(rejected.map(({ record }) => record)).toEqual([1, 2]);
  });

  it('a first line that is damaged', async () => {
    const { goals, rejected } = await contentsOf(`{"messages": [\n${good('one')}\r\n\r\n${good('two')}`);
    expect(goals).toEqual(['one', 'two']);
    expect(rejected.map(({ record }) => record)).toEqual([0]);
  });

  it('documents that follow each other over several lines', async () => {
    const pretty = JSON.stringify(JSON.parse(good('one')), null, 2);
    const { goals } = await contentsOf(`${pretty}\n${pretty.replace('one', 'two')}\n`);
    expect(goals).toEqual(['one', 'two']);
  });

  it('text after the end of a document', async () => {
    const { goals, rejected } = await contentsOf(`[${good('one')}]\nand more\nand more`);
    expect(goals).toEqual(['one']);
    expect(rejected).toEqual([{ record: 1, reason: 'there is more after the end of the document' }]);
  });

  it('a line that is too long is reported, and the others are read', async () => {
    const long = `{"messages": [{"role": "user", "content": "${'x'.repeat(33 * 1024 * 1024)}"}]}`;
    const { goals, rejected } = await contentsOf(`${good('one')}\n${long}\n${good('two')}\n`);
    expect(goals).toEqual(['one', 'two']);
    expect(rejected).toEqual([{ record: 1, reason: 'line 2: it is larger than 32 MiB' }]);
  });

  it('a list element that is too long is reported, and the others are read', async () => {
    const long = `{"messages": [{"role": "user", "content": "${'x'.repeat(33 * 1024 * 1024)}"}]}`;
    const { goals, rejected } = await contentsOf(`[${good('one')},${long},${good('two')}]`);
    expect(goals).toEqual(['one', 'two']);
    expect(rejected).toEqual([{ record: 1, reason: 'it is larger than 32 MiB' }]);
  });

  it.each([
    ['in a line', (deep: string) => `${good('one')}\n{"messages": ${deep}}\n${good('two')}\n`],
    ['in a list', (deep: string) => `[${good('one')},{"messages": ${deep}},${good('two')}]`],
    ['never closed', (deep: string) => `${good('one')}\n${good('two')}\n${deep.slice(0, deep.length / 2)}`],
  ])('deep nesting %s', async (_name, around) => {
    const deep = '['.repeat(1_000_000) + ']'.repeat(1_000_000);
    const { goals, rejected } = await contentsOf(around(deep));
    expect(goals).toEqual(['one', 'two']);
    expect(rejected).toHaveLength(1);
  });

  it('deep nesting inside the text of arguments', async () => {
    const text = '['.repeat(5000) + ']'.repeat(5000);
    const call = { function: { name: 'f', arguments: text } };
    const { trajectories } = await contentsOf(
      JSON.stringify({
        messages: [
          { role: 'user', content: 'x' },
          { role: 'assistant', tool_calls: [call] },
        ],
      }),
    );
    expect(trajectories[0]?.steps[0]?.action).toEqual({ kind: 'tool', name: 'f', arguments: { input: text } });
  });

  it('`__proto__` is no name', async () => {
    const inner = '{"__proto__": {"polluted": 1}, "a": 1}';
    const record = `{"__proto__": {"polluted": 1}, "x": {"__pr\\u006fto__": 5, "y": ${inner}}, "messages": [{"role": "user", "content": "g"}, {"role": "assistant", "function_call": {"name": "f", "arguments": ${JSON.stringify(inner)}}}]}`;
    const { trajectories } = await contentsOf(`${record}\n${record}`);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(JSON.stringify(trajectories)).not.toContain('polluted');
    expect(trajectories[0]?.steps[0]?.action).toEqual({ kind: 'tool', name: 'f', arguments: { a: 1 } });
    expect(Object.getPrototypeOf(trajectories[0]?.extra)).toBe(Object.prototype);
  });

  it('a table with broken rows', async () => {
    const path = await fileOf(`run,did\nr1,"open ""gate"\nr1,shut\nr2,"never closed\n`);
    const { files } = await inspect([path], {
      mapping: { name: 'm', columns: ['did'], episode: 'run', action: 'did' },
    });
    expect(files[0]?.trajectories).toBeGreaterThan(0);
  });
});

describe('encodings', () => {
  const text = `${good('grüße')}\n${good('二')}\n`;
  const utf16be = (value: string): Buffer => Buffer.from(value, 'utf16le').swap16();
  it.each([
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 LE with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 BE with a mark', utf16be(`\uFEFF${text}`)],
    ['UTF-16 LE without a mark', Buffer.from(text, 'utf16le')],
    ['UTF-16 BE without a mark', utf16be(text)],
  ])('%s is decoded', async (_name, bytes) => {
    expect((await contentsOf(bytes)).goals).toEqual(['grüße', '二']);
  });

  it('bytes that are no UTF-8 are told', async () => {
    const { goals, notes } = await contentsOf(Buffer.from(`${good('grüße')}\n${good('ok')}\n`, 'latin1'));
    expect(goals).toEqual(['gr\uFFFD\uFFFDe', 'ok']);
    expect(notes).toEqual(
      [
        '1 records are no valid UTF-8; what could not be read became U+FFFD',
        '2 of 2 episodes have no steps',
      ].toReversed(),
    );
  });

  it('half surrogates become U+FFFD, control and bidirectional characters stay', async () => {
    const record = '{"messages": [{"role": "user", "content": "a\\ud800b \\u0000 \\u001b[31m \\u202e"}]}';
    expect((await contentsOf(`${record}\n${record}`)).goals[0]).toBe('a\uFFFDb \u0000 \u001b[31m \u202e');
  });

  it('numbers beyond a double stay as text', async () => {
    const { trajectories } = await contentsOf(
      '{"messages": [{"role": "user", "content": "g"}], "big": 1e999, "reward": 1e999}',
    );
    expect(trajectories[0]?.extra?.['big']).toBe('Infinity');
    expect(trajectories[0]?.outcome).toBe('unknown');
  });
});

describe('what is no file of trajectories', () => {
  it('a snapshot says what it is and what to do', async () => {
    const { skipped } = await contentsOf('{"kind":"knack-snapshot","schema":1}\n{"kind":"end","sha256":"x"}\n');
    expect(skipped).toEqual([expect.stringContaining('a snapshot of a memory')]);
    expect(skipped[0]).toContain('knack import');
  });

  it('a memory says what it is, and its tables are not looked at', async () => {
    for (const table of ['journal.lance', 'trajectories.lance'])
      await mkdir(join(folder(), 'm', table), { recursive: true });
    await writeFile(join(folder(), 'm', 'journal.lance', 'data'), 'x');
    const report = await inspect([folder()]);
    expect(report.skipped).toEqual([
      { file: join(folder(), 'm'), reason: expect.stringContaining('a memory of Knack') },
    ]);
  });

  it('a format that there is not is refused with those that there are', async () => {
    const path = await fileOf(good('g'));
    await expect(inspect([path], { format: 'nonsense' })).rejects.toMatchObject({
      code: 'WRONG_USE',
      happened: expect.stringContaining('openai-messages'),
    });
  });

  it('torn rows of a table are rejected row by row', async () => {
    const rows = [
      'id,goal,action,observation,success',
      '1,g,look,seen,true',
      '2,g,look',
      '3,g,look,seen,true,,',
      '4,g,a,b,true,more',
    ];
    const path = await fileOf(rows.join('\n'));
    const mapping = {
      name: 'm',
      columns: ['action'],
      goal: 'goal',
      action: 'action',
      observation: 'observation',
      episode: 'id',
    };
    const { files } = await inspect([path], { mapping });
    expect(files[0]).toMatchObject({
      trajectories: 2,
      rejected: [
        { record: 1, reason: 'the row has 3 cells, and the header has 5' },
        { record: 3, reason: 'the row has 6 cells, and the header has 5' },
      ],
    });
  });

  it('says how the outcome could be told', async () => {
    const lines = [0.2, 1].map((score) => JSON.stringify({ messages: [{ role: 'user', content: 'g' }], score }));
    const { files } = await inspect([await fileOf(lines.join('\n'))]);
    expect(files[0]?.notes.join()).toContain("--outcome 'score>=1' (values: 0.2, 1)");
  });
});
