import { createRouterClient } from '@orpc/server';
import { expect, it } from 'vitest';
import type { Client } from '../../../shared/contract/index.ts';
import type { Engine } from '../engine.ts';
import { createRouter } from './index.ts';

it('starts no program for a page', async () => {
  // Only the host is asked for before the call is refused.
  const engine = { config: { host: 'browser' }, watchMemory: () => undefined } as unknown as Engine;
  const client: Client = createRouterClient(createRouter(engine));
  const started = client.lab.replay({ world: { kind: 'program', command: 'true' }, paths: [] });
  await expect(started).rejects.toMatchObject({ data: { code: 'WRONG_USE' } });
});
