import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noUse } from '../../../shared/model/index.ts';
import type { Behaviour } from '../fixtures/chat-server.fixture.ts';
import { refusal, said, startBench, type Bench } from '../fixtures/reasoning.fixture.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.server.stop());

describe('cancelling', () => {
  it.each<Behaviour['kind'] & ('silent' | 'stalls' | 'drips')>(['silent', 'stalls', 'drips'])(
    'ends a server that is %s at once',
    async (kind) => {
      bench.settings = bench.settingsOf({});
      bench.server.behave({ kind });
      const stop = new AbortController();
      const asked = bench.ask(bench.deskOf(), {}, stop.signal);
      while (bench.server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
      stop.abort();
      expect((await refusal(asked)).code).toBe('CANCELLED');
      expect(bench.server.requests).toHaveLength(1);
    },
  );

  it('ends the wait for a further try, and a question that waits for its turn', async () => {
    bench.settings = bench.settingsOf({ concurrency: 1 });
    bench.server.behave({ kind: 'status', status: 429, headers: { 'retry-after': '50' } });
    const desk = bench.deskOf();
    const [first, second] = [new AbortController(), new AbortController()];
    const waiting = bench.ask(desk, {}, first.signal);
    const queued = bench.ask(desk, { material: {} }, second.signal);
    while (bench.server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    second.abort();
    expect((await refusal(queued)).code).toBe('CANCELLED');
    first.abort();
    expect((await refusal(waiting)).code).toBe('CANCELLED');
    expect(bench.server.requests).toHaveLength(1);
    bench.server.behave(said);
    expect((await bench.ask(desk)).author).not.toBeNull();
  });
});

it('asks for no more at the same time than is set', async () => {
  bench.settings = bench.settingsOf({ concurrency: 2 });
  bench.server.behave(said);
  const desk = bench.deskOf();
  const asked = Array.from({ length: 8 }, (_, place) => bench.ask(desk, { material: { place } }));
  expect((await Promise.all(asked)).every(({ author }) => author !== null)).toBe(true);
  expect(bench.server.requests).toHaveLength(8);
  expect(bench.server.mostAtOnce).toBeLessThanOrEqual(2);
});

describe('the budget [Y8]', () => {
  it('refuses before anything is sent what would go over it, also of questions under way', async () => {
    bench.settings = bench.settingsOf({ maxTokens: 3000, maxOutputTokens: 1000, concurrency: 4 });
    bench.server.behave(said);
    const desk = bench.deskOf();
    const asked = [0, 1, 2, 3].map((place) => bench.ask(desk, { material: { place } }));
    const ended = await Promise.allSettled(asked);
    const refused = ended.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(4 - bench.server.requests.length);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]).toMatchObject({
      reason: { code: 'BUDGET_SPENT', todo: expect.stringContaining('Raise the limit') },
    });
  });

  it('counts money by the prices, estimates where the server does not count, and begins anew', async () => {
    bench.settings = bench.settingsOf({ priceIn: 10_000, priceOut: 100_000, maxCost: 500, maxOutputTokens: 100 });
    bench.server.behave(said, { ...said, usage: false });
    const desk = bench.deskOf();
    await bench.ask(desk);
    expect(bench.use.cost).toBeCloseTo(3, 9);
    await bench.ask(desk, { material: {} });
    expect(bench.use).toMatchObject({ requests: 2, estimated: 1 });
    expect(bench.use.cost).toBeGreaterThan(3);
    bench.settings = bench.settingsOf({ priceIn: 10_000, priceOut: 100_000, maxCost: 4, maxOutputTokens: 100 });
    expect((await refusal(bench.ask(desk, { material: { more: 1 } }))).code).toBe('BUDGET_SPENT');
    await desk.resetUse();
    expect(bench.use).toEqual(noUse);
  });
});

describe('the key [Y4]', () => {
  it('is not sent over an open connection to another machine, nor in an address', async () => {
    bench.settings = bench.settingsOf({ address: 'http://models.example/v1' });
    expect(await refusal(bench.ask())).toMatchObject({
      code: 'WRONG_USE',
      happened: expect.stringContaining('not encrypted'),
    });
    bench.settings = bench.settingsOf({ address: 'http://me:secret@127.0.0.1:1/v1' });
    expect((await refusal(bench.ask())).happened).not.toContain('secret');
    bench.settings = bench.settingsOf({ address: 'file:///v1' });
    expect((await refusal(bench.ask())).code).toBe('WRONG_USE');
  });

  it('lives as long as the process, unless it is of the environment', async () => {
    const desk = bench.deskOf('');
    expect(await desk.vault.where()).toMatchObject({ place: 'host', isSet: false });
    bench.server.behave(said);
    await bench.ask(desk);
    expect(bench.server.requests[0]?.authorization).toBeUndefined();
    await desk.vault.set('sk-own');
    await bench.ask(desk, { material: {} });
    expect(bench.server.requests[1]?.authorization).toBe('Bearer sk-own');
    await desk.vault.set(null);
    expect(await desk.vault.where()).toMatchObject({ isSet: false });
    const fixed = bench.deskOf();
    expect(await fixed.vault.where()).toMatchObject({ place: 'environment', isSet: true });
    expect((await refusal(fixed.vault.set('sk-other'))).code).toBe('WRONG_USE');
  });
});
