import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect, HostGoneError, HostRestartedError, type Channel } from './connection.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function channel(name: string): { readonly channel: Channel; close(): void } {
  let close = (): void => undefined;
  const closed = new Promise<void>((resolve) => {
    close = resolve;
  });
  return { channel: { link: { call: () => Promise.resolve(name) }, closed }, close: () => close() };
}

const call = (link: Channel['link']): Promise<unknown> => link.call(['memory', 'hello'], undefined, { context: {} });

describe('connect', () => {
  it('opens again when the channel is gone, and says so meanwhile', async () => {
    const first = channel('first');
    const second = channel('second');
    const channels = [first.channel, second.channel];
    const connection = connect(() => {
      const next = channels.shift();
      return next === undefined ? Promise.reject(new Error('gone')) : Promise.resolve(next);
    });
    const seen: string[] = [];
    connection.subscribe(() => seen.push(connection.status()));
    await vi.advanceTimersByTimeAsync(0);
    expect(await call(connection.link)).toBe('first');
    first.close();
    await vi.advanceTimersByTimeAsync(0);
    expect(connection.status()).toBe('lost');
    const waiting = call(connection.link);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await waiting).toBe('second');
    expect(seen).toEqual(['open', 'lost', 'open']);
  });

  it('fails a call that waited too long, and goes on trying', async () => {
    let attempts = 0;
    const connection = connect(() => {
      attempts += 1;
      return Promise.reject(new Error('refused'));
    });
    const answer = call(connection.link).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await answer).toBeInstanceOf(HostGoneError);
    expect(attempts).toBeGreaterThan(4);
  });

  it('tells a host that was started again from one that is gone, and goes on when it lets the page in', async () => {
    const later = channel('later');
    const answers: (() => Promise<Channel>)[] = [
      () => Promise.reject(new HostRestartedError()),
      () => Promise.resolve(later.channel),
    ];
    const connection = connect(() => answers.shift()?.() ?? Promise.reject(new Error('gone')));
    await vi.advanceTimersByTimeAsync(0);
    expect(connection.status()).toBe('refused');
    await vi.advanceTimersByTimeAsync(1000);
    expect(connection.status()).toBe('open');
  });

  it('tries at once when asked', async () => {
    let attempts = 0;
    const connection = connect(() => {
      attempts += 1;
      return Promise.reject(new Error('refused'));
    });
    await vi.advanceTimersByTimeAsync(0);
    connection.retry();
    await vi.advanceTimersByTimeAsync(0);
    expect(attempts).toBe(2);
  });
});
