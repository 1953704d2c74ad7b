import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noUse, reasonerSettingsSchema, serverSettingsSchema } from '../../../shared/model/index.ts';
import type { ReasonerSettings, ReasonerUse, ServerSettings } from '../../../shared/model/index.ts';
import { startChatServer, type Behaviour, type ChatServer } from '../fixtures/chat-server.fixture.ts';
import type { ReasonerProgress, ReasonerQuestion } from '../ports.ts';
import { hostVault, ReasonerDesk } from './index.ts';

const knack = join(import.meta.dirname, '../../../resources/prompts');
const canary = 'sk-canary-4711-0815';

let server: ChatServer;
let use: ReasonerUse;
let settings: ReasonerSettings;

beforeEach(async () => {
  server = await startChatServer();
  use = noUse;
  settings = settingsOf({});
});
afterEach(() => server.stop());

/** Settings with limits that a test can wait for. */
function settingsOf(more: Partial<ServerSettings>, kind: ReasonerSettings['kind'] = 'server'): ReasonerSettings {
  const base = { address: server.address, model: 'small', timeLimit: 60, silence: 60, retries: 2 };
  return reasonerSettingsSchema.parse({ kind, server: serverSettingsSchema.parse({ ...base, ...more }) });
}

function deskOf(key: string | undefined = canary): ReasonerDesk {
  return new ReasonerDesk({
    settings: { read: async () => settings, write: async (next) => void (settings = next) },
    use: { read: async () => use, write: async (next) => void (use = next) },
    vault: hostVault(key),
    prompts: { knack, user: null },
    backoff: 1,
  });
}

const question: ReasonerQuestion<'describe'> = {
  task: 'describe',
  material: { steps: ['pour the {drink}'], goalByRules: 'pour the {drink}' },
  byRules: { goal: 'pour the {drink}', because: '' },
};
const said: Behaviour = { kind: 'say', text: '{"goal": "serve the {drink}", "because": "it is poured"}' };

async function ask(desk = deskOf(), more: Partial<ReasonerQuestion<'describe'>> = {}, signal?: AbortSignal) {
  const reasoner = await desk.reasoner();
  return reasoner.ask({ ...question, ...more }, { signal });
}

/** What a question is refused with. */
async function refusal(
  asked: Promise<unknown>,
): Promise<{ code: string; happened: string; kept: string; todo: string; all: string }> {
  const error: unknown = await asked.then(
    () => new Error('It was answered.'),
    (reason: unknown) => reason,
  );
  const { code, happened, kept, todo, stack, cause } = error as Record<string, string>;
  return {
    code: code ?? '',
    happened: happened ?? '',
    kept: kept ?? '',
    todo: todo ?? '',
    all: `${String(stack)} ${JSON.stringify({ ...(error as object), cause })}`,
  };
}

describe('no request without a setting [Y1]', () => {
  it('the rules ask nobody, whatever address stands in the settings', async () => {
    settings = settingsOf({}, 'rules');
    const desk = deskOf();
    expect(await ask(desk)).toEqual({ answer: question.byRules, author: null, note: '' });
    expect((await refusal(desk.models())).code).toBe('WRONG_USE');
    expect((await refusal(desk.test())).code).toBe('WRONG_USE');
    await desk.prompts(null);
    expect(server.requests).toEqual([]);
  });

  it('a server without an address or a model is not asked', async () => {
    settings = settingsOf({ address: '' });
    expect((await refusal(ask())).code).toBe('WRONG_USE');
    settings = settingsOf({ model: '' });
    expect((await refusal(ask())).code).toBe('WRONG_USE');
    expect(server.requests).toEqual([]);
  });
});

describe('a server that answers [Y3]', () => {
  it('is asked once by its schema, and what it wrote is marked with model, task and prompt', async () => {
    server.behave(said);
    const desk = deskOf();
    const { answer, author, note } = await ask(desk);
    expect(answer).toEqual({ goal: 'serve the {drink}', because: 'it is poured' });
    expect(author).toMatchObject({ reasoner: 'server', model: 'small', task: 'describe' });
    expect(note).toBe('');
    const [first] = server.requests;
    expect(first?.authorization).toBe(`Bearer ${canary}`);
    expect(first?.body?.response_format).toMatchObject({ type: 'json_schema' });
    expect(first?.body?.messages.at(-1)?.content).toContain('pour the {drink}');
    expect(use).toEqual({ requests: 1, tokensIn: 100, tokensOut: 20, cost: 0, estimated: 0 });
  });

  it('is asked the same only once [Y8]', async () => {
    server.behave(said);
    const desk = deskOf();
    await ask(desk);
    await ask(desk);
    expect(server.requests).toHaveLength(1);
    await ask(desk, { material: { steps: ['another'] } });
    settings = settingsOf({ model: 'large' });
    await ask(desk);
    expect(server.requests).toHaveLength(3);
  });

  it('tells how far it is', async () => {
    server.behave(said);
    const heard: ReasonerProgress[] = [];
    const reasoner = await deskOf().reasoner();
    await reasoner.ask(question, { onProgress: (progress) => heard.push(progress) });
    expect(heard.at(-1)?.characters).toBe(said.text.length);
  });

  it.each([
    ['a fence', '```json\n{"goal": "serve it"}\n```'],
    ['thoughts before it', '<think>{"goal": 1} hm</think> Here it is: {"goal": "serve it"}'],
  ])('is understood with %s', async (_, text) => {
    server.behave({ kind: 'say', text });
    expect((await ask()).answer.goal).toBe('serve it');
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ['no JSON', 'I would call it serving.'],
    ['another shape', '{"name": "serve it"}'],
    ['a cut answer', '{"goal": "ser'],
  ])('is asked once to repair %s, told what is wrong', async (_, text) => {
    server.behave({ kind: 'say', text, cut: true }, said);
    expect((await ask()).answer.goal).toBe('serve the {drink}');
    expect(server.requests).toHaveLength(2);
    const messages = server.requests[1]?.body?.messages ?? [];
    expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
    expect(messages.at(-1)?.content).toContain('cut off');
  });

  it('gives way to the rules when the repair is no better, and says why', async () => {
    server.behave({ kind: 'say', text: '{"goal": ""}' });
    const { answer, author, note } = await ask();
    expect(answer).toEqual(question.byRules);
    expect(author).toBeNull();
    expect(note).toContain('The rules answered');
    expect(server.requests).toHaveLength(2);
  });

  it('is refused what the question forbids', async () => {
    server.behave(said);
    const { author, note } = await ask(deskOf(), { fault: ({ goal }) => `${goal} is taken.` });
    expect(author).toBeNull();
    expect(note).toContain('is taken');
  });

  it('is asked without a schema when it refuses one', async () => {
    server.behave(
      { kind: 'status', status: 400, body: '{"error":{"message":"response_format is not supported"}}' },
      said,
    );
    const desk = deskOf();
    expect((await ask(desk)).author).not.toBeNull();
    await ask(desk, { material: {} });
    expect(server.requests.map(({ body }) => body?.response_format !== undefined)).toEqual([true, false, false]);
  });

  it('tells its models, and answers a test', async () => {
    server.behave(said);
    const desk = deskOf();
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
    if (happened === 'said nothing') settings = settingsOf({ silence: 0.2 });
    server.behave(behaviour);
    const told = await refusal(ask());
    expect(told.code).toBe('REASONER_FAILED');
    expect(told.happened).toContain(happened);
    expect(told.todo).toContain(todo);
    expect(told.kept).toBe('The memory is as it was.');
    expect(server.requests).toHaveLength(tries);
    expect(told.all).not.toContain(canary);
  });

  it('and drips for ever is stopped at the time limit', async () => {
    settings = settingsOf({ timeLimit: 1, retries: 0 });
    server.behave({ kind: 'drips' });
    expect(await refusal(ask())).toMatchObject({
      code: 'REASONER_FAILED',
      happened: expect.stringContaining('in time'),
    });
  });

  it('and is not there at all', async () => {
    settings = settingsOf({ address: 'http://127.0.0.1:9/v1', retries: 1 });
    expect(await refusal(ask())).toMatchObject({ happened: expect.stringContaining('cannot be reached') });
  });

  it('and comes back is answered by the next try', async () => {
    server.behave({ kind: 'status', status: 503 }, { kind: 'closes' }, said);
    expect((await ask()).answer.goal).toBe('serve the {drink}');
    expect(server.requests).toHaveLength(3);
  });

  it('and limits its rate is waited for as it asks', async () => {
    const limited: Behaviour = { kind: 'status', status: 429, headers: { 'retry-after': '0.05' } };
    server.behave(limited, said);
    expect((await ask()).author).not.toBeNull();
    server.behave({ kind: 'status', status: 429, headers: { 'retry-after': '900' } });
    const told = await refusal(ask(deskOf()));
    expect(told.happened).toContain('asks to wait 900 s');
    expect(server.requests).toHaveLength(3);
  });

  it('and tells the key in its words does not get it told on', async () => {
    server.behave({ kind: 'status', status: 400, body: `{"error":{"message":"bad key ${canary}"}}` });
    const told = await refusal(ask());
    expect(told.happened).toContain('bad key [key]');
    expect(told.all).not.toContain(canary);
    server.behave({ kind: 'say', text: `{"goal": "say ${canary}"}` });
    expect((await ask()).answer.goal).toBe('say [key]');
  });
});

describe('cancelling', () => {
  it.each<Behaviour['kind'] & ('silent' | 'stalls' | 'drips')>(['silent', 'stalls', 'drips'])(
    'ends a server that is %s at once',
    async (kind) => {
      settings = settingsOf({});
      server.behave({ kind });
      const stop = new AbortController();
      const asked = ask(deskOf(), {}, stop.signal);
      while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
      stop.abort();
      expect((await refusal(asked)).code).toBe('CANCELLED');
      expect(server.requests).toHaveLength(1);
    },
  );

  it('ends the wait for a further try, and a question that waits for its turn', async () => {
    settings = settingsOf({ concurrency: 1 });
    server.behave({ kind: 'status', status: 429, headers: { 'retry-after': '50' } });
    const desk = deskOf();
    const [first, second] = [new AbortController(), new AbortController()];
    const waiting = ask(desk, {}, first.signal);
    const queued = ask(desk, { material: {} }, second.signal);
    while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    second.abort();
    expect((await refusal(queued)).code).toBe('CANCELLED');
    first.abort();
    expect((await refusal(waiting)).code).toBe('CANCELLED');
    expect(server.requests).toHaveLength(1);
    server.behave(said);
    expect((await ask(desk)).author).not.toBeNull();
  });
});

it('asks for no more at the same time than is set', async () => {
  settings = settingsOf({ concurrency: 2 });
  server.behave(said);
  const desk = deskOf();
  const asked = Array.from({ length: 8 }, (_, place) => ask(desk, { material: { place } }));
  expect((await Promise.all(asked)).every(({ author }) => author !== null)).toBe(true);
  expect(server.requests).toHaveLength(8);
  expect(server.mostAtOnce).toBeLessThanOrEqual(2);
});

describe('the budget [Y8]', () => {
  it('refuses before anything is sent what would go over it, also of questions under way', async () => {
    settings = settingsOf({ maxTokens: 3000, maxOutputTokens: 1000, concurrency: 4 });
    server.behave(said);
    const desk = deskOf();
    const asked = [0, 1, 2, 3].map((place) => ask(desk, { material: { place } }));
    const ended = await Promise.allSettled(asked);
    const refused = ended.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(4 - server.requests.length);
    expect(refused.length).toBeGreaterThan(0);
    expect(await refusal(Promise.reject((refused[0] as PromiseRejectedResult).reason))).toMatchObject({
      code: 'BUDGET_SPENT',
      todo: expect.stringContaining('Raise the limit'),
    });
  });

  it('counts money by the prices, estimates where the server does not count, and begins anew', async () => {
    settings = settingsOf({ priceIn: 10_000, priceOut: 100_000, maxCost: 500, maxOutputTokens: 100 });
    server.behave(said, { ...said, usage: false });
    const desk = deskOf();
    await ask(desk);
    expect(use.cost).toBeCloseTo(3, 9);
    await ask(desk, { material: {} });
    expect(use).toMatchObject({ requests: 2, estimated: 1 });
    expect(use.cost).toBeGreaterThan(3);
    settings = settingsOf({ priceIn: 10_000, priceOut: 100_000, maxCost: 4, maxOutputTokens: 100 });
    expect((await refusal(ask(desk, { material: { more: 1 } }))).code).toBe('BUDGET_SPENT');
    await desk.resetUse();
    expect(use).toEqual(noUse);
  });
});

describe('the key [Y4]', () => {
  it('is not sent over an open connection to another machine, nor in an address', async () => {
    settings = settingsOf({ address: 'http://models.example/v1' });
    expect(await refusal(ask())).toMatchObject({
      code: 'WRONG_USE',
      happened: expect.stringContaining('not encrypted'),
    });
    settings = settingsOf({ address: 'http://me:secret@127.0.0.1:1/v1' });
    expect((await refusal(ask())).happened).not.toContain('secret');
    settings = settingsOf({ address: 'file:///v1' });
    expect((await refusal(ask())).code).toBe('WRONG_USE');
  });

  it('lives as long as the process, unless it is of the environment', async () => {
    const desk = deskOf('');
    expect(await desk.vault.where()).toMatchObject({ place: 'host', isSet: false });
    server.behave(said);
    await ask(desk);
    expect(server.requests[0]?.authorization).toBeUndefined();
    await desk.vault.set('sk-own');
    await ask(desk, { material: {} });
    expect(server.requests[1]?.authorization).toBe('Bearer sk-own');
    await desk.vault.set(null);
    expect(await desk.vault.where()).toMatchObject({ isSet: false });
    const fixed = deskOf();
    expect(await fixed.vault.where()).toMatchObject({ place: 'environment', isSet: true });
    expect((await refusal(fixed.vault.set('sk-other'))).code).toBe('WRONG_USE');
  });
});
