import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Behaviour } from '../fixtures/chat-server.fixture.ts';
import type { ReasonerProgress } from '../ports.ts';
import { canary, question, refusal, said, startBench, type Bench } from '../fixtures/reasoning.fixture.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.server.stop());

describe('no request without a setting [Y1]', () => {
  it('the rules ask nobody, whatever address stands in the settings', async () => {
    bench.settings = bench.settingsOf({}, 'rules');
    const desk = bench.deskOf();
    expect(await bench.ask(desk)).toEqual({ answer: question.byRules, author: null, note: '' });
    expect((await refusal(desk.models())).code).toBe('WRONG_USE');
    expect((await refusal(desk.test())).code).toBe('WRONG_USE');
    await desk.prompts(null);
    expect(bench.server.requests).toEqual([]);
  });

  it('a server without an address or a model is not asked', async () => {
    bench.settings = bench.settingsOf({ address: '' });
    expect((await refusal(bench.ask())).code).toBe('WRONG_USE');
    bench.settings = bench.settingsOf({ model: '' });
    expect((await refusal(bench.ask())).code).toBe('WRONG_USE');
    expect(bench.server.requests).toEqual([]);
  });
});

describe('a server that answers [Y3]', () => {
  it('is asked once by its schema, and what it wrote is marked with model, task and prompt', async () => {
    bench.server.behave(said);
    const desk = bench.deskOf();
    const { answer, author, note } = await bench.ask(desk);
    expect(answer).toEqual({ goal: 'serve the {drink}', because: 'it is poured' });
    expect(author).toMatchObject({ reasoner: 'server', model: 'small', task: 'describe' });
    expect(note).toBe('');
    const [first] = bench.server.requests;
    expect(first?.authorization).toBe(`Bearer ${canary}`);
    expect(first?.body?.response_format).toMatchObject({ type: 'json_schema' });
    expect(first?.body?.messages.at(-1)?.content).toContain('pour the {drink}');
    expect(bench.use).toEqual({ requests: 1, tokensIn: 100, tokensOut: 20, cost: 0, estimated: 0 });
  });

  it('is asked the same only once [Y8]', async () => {
    bench.server.behave(said);
    const desk = bench.deskOf();
    await bench.ask(desk);
    await bench.ask(desk);
    expect(bench.server.requests).toHaveLength(1);
    await bench.ask(desk, { material: { steps: ['another'] } });
    bench.settings = bench.settingsOf({ model: 'large' });
    await bench.ask(desk);
    expect(bench.server.requests).toHaveLength(3);
  });

  it('tells how far it is', async () => {
    bench.server.behave(said);
    const heard: ReasonerProgress[] = [];
    const reasoner = await bench.deskOf().reasoner();
    await reasoner.ask(question, { onProgress: (progress) => heard.push(progress) });
    expect(heard.at(-1)?.characters).toBe(said.text.length);
  });

  it.each([
    ['a fence', '```json\n{"goal": "serve it"}\n```'],
    ['thoughts before it', '<think>{"goal": 1} hm</think> Here it is: {"goal": "serve it"}'],
  ])('is understood with %s', async (_, text) => {
    bench.server.behave({ kind: 'say', text });
    expect((await bench.ask()).answer.goal).toBe('serve it');
    expect(bench.server.requests).toHaveLength(1);
  });

  it.each([
    ['no JSON', 'I would call it serving.'],
    ['another shape', '{"name": "serve it"}'],
    ['a cut answer', '{"goal": "ser'],
  ])('is asked once to repair %s, told what is wrong', async (_, text) => {
    bench.server.behave({ kind: 'say', text, cut: true }, said);
    expect((await bench.ask()).answer.goal).toBe('serve the {drink}');
    expect(bench.server.requests).toHaveLength(2);
    const messages = bench.server.requests[1]?.body?.messages ?? [];
    expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
    expect(messages.at(-1)?.content).toContain('cut off');
  });

  it('gives way to the rules when the repair is no better, and says why', async () => {
    bench.server.behave({ kind: 'say', text: '{"goal": ""}' });
    const { answer, author, note } = await bench.ask();
    expect(answer).toEqual(question.byRules);
    expect(author).toBeNull();
    expect(note).toContain('The rules answered');
    expect(bench.server.requests).toHaveLength(2);
  });

  it('is refused what the question forbids', async () => {
    bench.server.behave(said);
    const { author, note } = await bench.ask(bench.deskOf(), { fault: ({ goal }) => `${goal} is taken.` });
    expect(author).toBeNull();
    expect(note).toContain('is taken');
  });

  it('is asked without a schema when it refuses one', async () => {
    bench.server.behave(
      { kind: 'status', status: 400, body: '{"error":{"message":"response_format is not supported"}}' },
      said,
    );
    const desk = bench.deskOf();
    expect((await bench.ask(desk)).author).not.toBeNull();
    await bench.ask(desk, { material: {} });
    expect(bench.server.requests.map(({ body }) => body?.response_format !== undefined)).toEqual([true, false, false]);
  });

  it('tells its models, and answers a test', async () => {
    bench.server.behave(said);
    const desk = bench.deskOf();
    expect(await desk.models()).toEqual(['small', 'large']);
    expect(await desk.test()).toMatchObject({ model: 'small', said: 'serve the {drink}' });
  });
});

describe('a server that fails [Y10]', () => {
  it.each<[string, Behaviour, string, string, number]>([
    ['is silent', { kind: 'silent' }, 'said nothing', 'limit of silence', 3],
    ['stalls', { kind: 'stalls' }, 'said nothing', 'limit of silence', 3],
    ['closes half-way', { kind: 'closes' }, 'broke off', 'Ask again', 3],
    ['ends its stream early', { kind: 'ends' }, 'broke off', 'Ask again', 3],
    ['gives a page', { kind: 'page' }, 'not in the protocol', 'OpenAI-compatible', 3],
    ['streams broken JSON', { kind: 'broken' }, 'broke off', 'Ask again', 3],
    ['fails inside', { kind: 'status', status: 500 }, 'status 500', 'Look at the server', 3],
    ['refuses the key', { kind: 'status', status: 401 }, 'refused the key', 'Set the key', 1],
    ['does not know the model', { kind: 'status', status: 404 }, 'does not know the model', 'Choose a model', 1],
    ['refuses the question', { kind: 'status', status: 400 }, 'This did not work', 'another model', 1],
    ['leads elsewhere', { kind: 'redirect', to: 'http://127.0.0.1:9/v1' }, 'cannot be reached', 'address', 3],
  ])('and %s is told of with what to do, and nothing hangs', async (_, behaviour, happened, todo, tries) => {
    if (happened === 'said nothing') bench.settings = bench.settingsOf({ silence: 0.2 });
    bench.server.behave(behaviour);
    const told = await refusal(bench.ask());
    expect(told.code).toBe('REASONER_FAILED');
    expect(told.happened).toContain(happened);
    expect(told.todo).toContain(todo);
    expect(told.kept).toBe('The memory is as it was.');
    expect(bench.server.requests).toHaveLength(tries);
    expect(told.all).not.toContain(canary);
  });

  it('and drips for ever is stopped at the time limit', async () => {
    bench.settings = bench.settingsOf({ timeLimit: 1, retries: 0 });
    bench.server.behave({ kind: 'drips' });
    expect(await refusal(bench.ask())).toMatchObject({
      code: 'REASONER_FAILED',
      happened: expect.stringContaining('in time'),
    });
  });

  it('and is not there at all', async () => {
    bench.settings = bench.settingsOf({ address: 'http://127.0.0.1:9/v1', retries: 1 });
    expect(await refusal(bench.ask())).toMatchObject({ happened: expect.stringContaining('cannot be reached') });
  });

  it('and comes back is answered by the next try', async () => {
    bench.server.behave({ kind: 'status', status: 503 }, { kind: 'closes' }, said);
    expect((await bench.ask()).answer.goal).toBe('serve the {drink}');
    expect(bench.server.requests).toHaveLength(3);
  });

  it('and limits its rate is waited for as it asks', async () => {
    const limited: Behaviour = { kind: 'status', status: 429, headers: { 'retry-after': '0.05' } };
    bench.server.behave(limited, said);
    expect((await bench.ask()).author).not.toBeNull();
    bench.server.behave({ kind: 'status', status: 429, headers: { 'retry-after': '900' } });
    const told = await refusal(bench.ask(bench.deskOf()));
    expect(told.happened).toContain('asks to wait 900 s');
    expect(bench.server.requests).toHaveLength(3);
  });

  it('and tells the key in its words does not get it told on', async () => {
    bench.server.behave({ kind: 'status', status: 400, body: `{"error":{"message":"bad key ${canary}"}}` });
    const told = await refusal(bench.ask());
    expect(told.happened).toContain('bad key [key]');
    expect(told.all).not.toContain(canary);
    bench.server.behave({ kind: 'say', text: `{"goal": "say ${canary}"}` });
    expect((await bench.ask()).answer.goal).toBe('say [key]');
  });
});
