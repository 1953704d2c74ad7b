import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Behaviour } from '../fixtures/chat-server.fixture.ts';
import { canary, refusal, startBench, type Bench } from '../fixtures/reasoning.fixture.ts';
import type { ReasonerAnswer, ReasonerQuestion } from '../ports.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.server.stop());

const actions: NonNullable<ReasonerQuestion['actions']> = [
  { context: 'Skill: pour the tea', action: 'lift the pot' },
  { context: 'Skill: fill the cup', action: 'lift the pot' },
];
const question: ReasonerQuestion<'likelihood'> = {
  task: 'likelihood',
  material: {},
  byRules: { logProbabilities: [0, 0] },
  actions,
};
async function ask(more: Partial<typeof question> = {}, signal?: AbortSignal): Promise<ReasonerAnswer<'likelihood'>> {
  const reasoner = await desk().reasoner();
  return reasoner.ask({ ...question, ...more }, { signal });
}
/** One desk a test: what it keeps is part of what is tested. */
let made: ReturnType<Bench['deskOf']> | null = null;
const desk = () => (made ??= bench.deskOf());
beforeEach(() => {
  made = null;
});

/** Longer words are less likely, and all are likelier after "pour". */
const score = (token: string, before: string): number => -token.trim().length - (before.includes('pour') ? 0 : 0.25);

describe('a server that repeats with log-probabilities [Y9]', () => {
  it.each(['whole', 'signs'] as const)('scores the tokens of the action alone (%s)', async (form) => {
    bench.server.behave({ kind: 'echo', form, score });
    const { answer, author, note } = await ask();
    // lift, the, pot: 4 + 3 + 3 letters; three tokens a quarter less likely without the word.
    expect(answer.logProbabilities).toEqual([-10, -10.75]);
    expect(author).toMatchObject({ reasoner: 'server', model: 'small', task: 'likelihood' });
    expect(note).toBe('');
    expect(bench.server.requests.map(({ path }) => path)).toEqual(['/v1/completions', '/v1/completions']);
    expect(bench.server.requests[0]?.authorization).toBe(`Bearer ${canary}`);
    expect(bench.server.requests[0]?.completion).toMatchObject({
      model: 'small',
      echo: true,
      logprobs: 1,
      max_tokens: 1,
    });
    expect(bench.server.requests[0]?.completion?.prompt).toMatch(/Action: lift the pot$/);
  });

  it('is asked the same only once, and is counted [Y8]', async () => {
    bench.server.behave({ kind: 'echo', score });
    const first = await ask();
    expect(await ask()).toEqual(first);
    expect(bench.server.requests).toHaveLength(2);
    expect(bench.use).toMatchObject({ requests: 2, tokensOut: 2, estimated: 0 });
    bench.settings = bench.settingsOf({ maxTokens: 10 });
    expect((await refusal(ask({ actions: [{ context: 'Skill: sweep', action: 'wait' }] }))).code).toBe('BUDGET_SPENT');
    expect(bench.server.requests).toHaveLength(2);
  });

  it('leaves out an action whose tokens have no figure', async () => {
    bench.server.behave({ kind: 'echo', score: (token) => (token === ' the' ? null : -1) });
    expect((await ask()).answer.logProbabilities).toEqual([null, null]);
  });

  it('asks for no more at the same time than is set', async () => {
    bench.settings = bench.settingsOf({ concurrency: 2 });
    bench.server.behave({ kind: 'echo' });
    const many = Array.from({ length: 12 }, (_, at) => ({ context: `Skill: number ${at}`, action: 'wait' }));
    expect((await ask({ actions: many })).answer.logProbabilities).toEqual(many.map(() => -1));
    expect(bench.server.mostAtOnce).toBeLessThanOrEqual(2);
  });
});

describe('a server that does not [Y9, Y10]', () => {
  it.each<[string, Behaviour]>([
    ['refuses to repeat', { kind: 'status', status: 500, body: '{"error":{"message":"Only no echo is supported"}}' }],
    ['has no such address', { kind: 'status', status: 404, body: 'nothing here' }],
    ['tells of what it generated alone', { kind: 'echo', form: 'generated' }],
    ['gives no figures', { kind: 'echo', form: 'bare' }],
  ])('and %s is told of with what to do, and is not asked again', async (_, behaviour) => {
    bench.settings = bench.settingsOf({ concurrency: 1 });
    bench.server.behave(behaviour);
    const told = await refusal(ask());
    expect(told.code).toBe('REASONER_FAILED');
    expect(told.happened).toContain('does not tell how likely a given action is');
    expect(told.todo).toContain('a model of this machine');
    expect(told.kept).toBe('The memory is as it was.');
    expect(told.all).not.toContain(canary);
    expect(bench.server.requests).toHaveLength(1);
  });

  it.each<[string, Behaviour, string, number]>([
    ['is silent', { kind: 'silent' }, 'said nothing', 3],
    ['closes half-way', { kind: 'closes' }, 'broke off', 3],
    ['gives a page', { kind: 'page' }, 'not in the protocol', 3],
    ['fails inside', { kind: 'status', status: 503 }, 'status 503', 3],
    ['refuses the key', { kind: 'status', status: 401 }, 'refused the key', 1],
    [
      'does not know the model',
      { kind: 'status', status: 404, body: '{"error":{"message":"The model small does not exist"}}' },
      'does not know the model',
      1,
    ],
    ['leads elsewhere', { kind: 'redirect', to: 'http://127.0.0.1:9/v1' }, 'cannot be reached', 3],
  ])('and %s is told of, and nothing hangs', async (_, behaviour, happened, tries) => {
    bench.settings = bench.settingsOf({ concurrency: 1, ...(happened === 'said nothing' ? { silence: 0.2 } : {}) });
    bench.server.behave(behaviour);
    const told = await refusal(ask());
    expect(told.code).toBe('REASONER_FAILED');
    expect(told.happened).toContain(happened);
    expect(told.all).not.toContain(canary);
    expect(bench.server.requests).toHaveLength(tries);
  });

  it('and limits its rate is waited for; what was scored before is not asked again', async () => {
    bench.settings = bench.settingsOf({ concurrency: 1, retries: 0 });
    bench.server.behave({ kind: 'echo', score }, { kind: 'status', status: 429 });
    expect((await refusal(ask())).happened).toContain('takes no more questions now');
    bench.settings = bench.settingsOf({ concurrency: 1 });
    bench.server.behave({ kind: 'status', status: 429, headers: { 'retry-after': '0.05' } }, { kind: 'echo', score });
    expect((await ask()).answer.logProbabilities).toEqual([-10, -10.75]);
    expect(bench.server.requests).toHaveLength(4);
  });

  it('is cancelled at once', async () => {
    bench.server.behave({ kind: 'silent' });
    const stop = new AbortController();
    const asked = ask({}, stop.signal);
    while (bench.server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    expect((await refusal(asked)).code).toBe('CANCELLED');
  });
});
