import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { os } from '@orpc/server';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { serveParent, type ParentPort } from './ports.ts';

function setUp() {
  const said: unknown[] = [];
  const done: string[] = [];
  let hear: Parameters<ParentPort['on']>[1] = () => undefined;
  let setMemory: (memory: string | null) => void = () => undefined;
  let becomeReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => (becomeReady = resolve));
  serveParent(
    { on: (_, listener) => void (hear = listener), postMessage: (message) => said.push(message) },
    {
      router: { twice: os.input(z.number()).handler(({ input }) => input * 2) },
      watchMemory: (listener) => {
        setMemory = listener;
        listener(null);
        return () => undefined;
      },
      ready,
      close: async () => void done.push('closed'),
    },
    () => done.push('ended'),
  );
  const connect = () => {
    const { port1, port2 } = new MessageChannel();
    hear({ data: { kind: 'connect' }, ports: [port1] });
    port2.start();
    const link = new RPCLink({ port: port2 });
    return {
      client: createORPCClient<{ twice: (input: number) => Promise<number> }>(link),
      close: () => port2.close(),
    };
  };
  return {
    said,
    done,
    connect,
    hear: (data: unknown) => hear({ data, ports: [] }),
    setMemory: (memory: string) => setMemory(memory),
    becomeReady,
  };
}

it('puts the contract on each port, as soon as the first memory is open', async () => {
  const { connect, becomeReady } = setUp();
  const [one, two] = [connect(), connect()];
  let isAnswered = false;
  const answer = one.client.twice(21).then((value) => {
    isAnswered = true;
    return value;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(isAnswered).toBe(false);
  becomeReady();
  expect(await answer).toBe(42);
  expect(await two.client.twice(2)).toBe(4);
  one.close();
  two.close();
});

it('tells the parent which memory is open', () => {
  const { said, setMemory } = setUp();
  setMemory('/m');
  expect(said).toEqual([{ memory: null }, { memory: '/m' }]);
});

it('closes the engine before it ends, and ignores what it does not know', async () => {
  const { done, hear } = setUp();
  hear('noise');
  hear({ kind: 'other' });
  hear({ kind: 'close' });
  await new Promise((resolve) => setImmediate(resolve));
  expect(done).toEqual(['closed', 'ended']);
});
