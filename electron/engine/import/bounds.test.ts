import { describe, expect, it } from 'vitest';
import { given, recordOf as good } from './given.fixture.ts';
import { inspect, read } from './index.ts';

const { file: fileOf, contentsOf } = given();

describe('texts that a careless pattern would choke on', () => {
  const many = 100_000;
  const chat = (content: string): string =>
    JSON.stringify({
      messages: [
        { role: 'user', content: 'g' },
        { role: 'assistant', content },
        { role: 'user', content },
      ],
    });
  const mint = (content: string): string =>
    JSON.stringify({
      state: { success: false, history: ['user', 'assistant', 'user', 'assistant'].map((role) => ({ role, content })) },
      task: { prompt: content },
    });
  const texts = [
    '\n'.repeat(many),
    ' '.repeat(many),
    '<execute>'.repeat(many),
    '```python\n'.repeat(many),
    `<execute>${'f()\n'.repeat(many)}</execute>`,
    `<execute>print("${'a'.repeat(many)}</execute>`,
    'Task:\n'.repeat(many),
    'Action:\n'.repeat(many),
    'Action: a\n'.repeat(many),
    `Action${' '.repeat(many)}1`,
    '[INST]'.repeat(many),
    '<function=f>'.repeat(many),
    `${'<tool_call>'.repeat(many)}</tool_call>`,
    `<function=f>${'<parameter='.repeat(many)}</parameter></function>`,
    '<pr_description>'.repeat(many),
    `{'a': ${'['.repeat(many)}`,
    'You have 1 steps left and 1 chances to propose solution left.\n'.repeat(many / 10),
  ];
  it.each(texts.map((text, index) => [index, text.slice(0, 12), text] as const))(
    '%i: %j',
    async (_index, _start, text) => {
      expect((await contentsOf(chat(text))).trajectories).toHaveLength(1);
      expect((await contentsOf(mint(text))).trajectories).toHaveLength(1);
      const transcript = await contentsOf(JSON.stringify({ name: 'n', result: 0, traj: `> a\n${text}` }));
      expect(transcript.trajectories).toHaveLength(1);
      const trace = await contentsOf(JSON.stringify({ a: { problem: text, trace: text, reward: 0 } }));
      expect(trace.trajectories).toHaveLength(1);
      expect((await contentsOf(`ID=a\nTask: t\n${text}`)).trajectories).toHaveLength(1);
      const steps = `Thought 1: t\nAction 1: a\nObservation 1: o\n${text}`;
      expect((await contentsOf(`1 Claim: c\n${steps}`)).trajectories).toHaveLength(1);
      const section = '------------- BEGIN CORRECT AGENTS -------------';
      expect((await contentsOf(`${section}\nQuestion: q\n${steps}`)).trajectories).toHaveLength(1);
      expect((await contentsOf(`Action: reset\nObservation:\nInstruction: i\n${text}`)).trajectories).toHaveLength(1);
    },
  );

  it('a conversation of very many calls without results', async () => {
    const call = { role: 'assistant', tool_calls: [{ function: { name: 'f', arguments: '{}' } }] };
    const messages = [
      { role: 'user', content: 'g' },
      ...Array.from({ length: many / 4 }, () => call),
      ...Array.from({ length: many / 4 }, () => ({ role: 'tool', content: 'r' })),
    ];
    const { trajectories } = await contentsOf(JSON.stringify({ messages }));
    expect(trajectories[0]?.steps.every((step) => step.observation === 'r')).toBe(true);
  });

  it('traces and documents of very many calls, spans and names', async () => {
    const at = (index: number): string => `2025-01-01T00:00:00.${String(index % 1000).padStart(3, '0')}Z`;
    const calls = Array.from({ length: many / 4 }, (_, index) => ({ id: `${index}`, name: 'f', args: {} }));
    const traces = [
      {
        id: 'root',
        run_type: 'llm',
        name: 'm',
        start_time: at(0),
        inputs: {},
        outputs: { role: 'ai', tool_calls: calls },
      },
      ...Array.from({ length: many / 4 }, (_, index) => ({
        id: `r${index}`,
        run_type: 'tool',
        name: 'f',
        start_time: at(index),
        parent_run_id: index === 0 ? 'root' : `r${index - 1}`,
        inputs: {},
        outputs: { output: 'r' },
      })).map((run) => ({ ...run, trace_id: 'root' })),
    ];
    expect((await contentsOf(JSON.stringify(traces))).trajectories).toHaveLength(1);
    const attributes = Object.fromEntries(
      Array.from({ length: many / 10 }, (_, index) => [`gen_ai.prompt.${index}.role`, 'user']),
    );
    const span = { name: 's', context: { trace_id: 't', span_id: 's' }, start_time: at(0), attributes };
    expect((await contentsOf(JSON.stringify([span]))).trajectories).toHaveLength(1);
    const documents = Array.from({ length: many / 10 }, (_, index) => ({
      schema_version: 'ATIF-v1.6',
      session_id: `s${index}`,
      continued_trajectory_ref: `s${index + 1}.json`,
      agent: { name: 'a', version: '1' },
      steps: [{ step_id: 1, source: 'user', message: 'g' }],
    }));
    expect((await contentsOf(JSON.stringify(documents.toReversed()))).trajectories).toHaveLength(1);
    const attachments = { ['0'.repeat(32)]: 'x'.repeat(many) };
    const content = `attachment://${'0'.repeat(32)}`.repeat(many / 10);
    const sample = { id: 1, epoch: 1, input: content, target: '', messages: [{ role: 'user', content }], attachments };
    const [first] = (await contentsOf(JSON.stringify(sample))).trajectories;
    expect(first?.goal.length).toBeLessThan(64 * 1024 * 1024);
  });

  it('a first line, and nothing but line breaks below', async () => {
    expect((await contentsOf(`${good('one')}${'\n'.repeat(4_000_000)}`)).goals).toEqual(['one']);
  });

  it('a file of nothing but faults is given up', async () => {
    const { rejected } = await contentsOf(`[${good('one')},${'x '.repeat(1_000_000)}]`);
    expect(rejected).toHaveLength(10_001);
    expect(rejected.at(-1)?.reason).toContain('10000 records before this one cannot be read');
  });

  it('a table with a quote that is never closed', async () => {
    const path = await fileOf(`run,did\nr1,a\nr1,"${'b,c\n'.repeat(9_000_000)}`);
    const { files } = await inspect([path], {
      mapping: { name: 'm', columns: ['did'], episode: 'run', action: 'did' },
    });
    expect(files[0]?.trajectories).toBe(1);
    expect(files[0]?.rejected.length).toBeGreaterThan(0);
  });
});

describe('cancel', () => {
  it('ends with CANCELLED, before and in the middle', async () => {
    const path = await fileOf(`${good('one')}\n`.repeat(40_000));
    await expect(read(path, { signal: AbortSignal.abort() }).next()).rejects.toMatchObject({ code: 'CANCELLED' });
    const controller = new AbortController();
    let seen = 0;
    const reading = (async () => {
      for await (const item of read(path, { signal: controller.signal })) {
        if (item.kind === 'trajectory') seen += 1;
        if (seen === 10) controller.abort();
      }
    })();
    await expect(reading).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(seen).toBe(10);
  });

  it('a signal from outside arrives while a large file is read, and progress is told in bytes', async () => {
    const line = `${good('one'.repeat(400))}\n`;
    const path = await fileOf(line.repeat(Math.ceil((20 * 1024 * 1024) / line.length)));
    const controller = new AbortController();
    const told: number[] = [];
    setImmediate(() => controller.abort());
    await expect(inspect([path], {}, { signal: controller.signal })).rejects.toMatchObject({ code: 'CANCELLED' });
    for await (const item of read(path, { onBytes: (done) => told.push(done) }))
      if (item.kind === 'source') expect(told.at(-1)).toBe(item.source.bytes);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
  });
});
