import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from './index.ts';
import { storeSuite } from './store-suite.fixture.ts';

storeSuite('LanceDB in a folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'knack-store-'));
  return {
    open: () => openStore({ uri: join(folder, 'memory'), create: true }),
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
});
