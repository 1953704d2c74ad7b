import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it('runs the built engine host over message ports: hello, a build with progress, a clean end', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'knack-utility-'));
  try {
    const driver = resolve(import.meta.dirname, 'fixtures/drive-utility.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [driver, folder], { maxBuffer: 1e8 });
    const { hello, heard, stages, counts } = JSON.parse(stdout) as {
      hello: { host: string; version: string; capabilities: object };
      heard: readonly unknown[];
      stages: number;
      counts: { procedures: number };
    };
    expect(hello).toMatchObject({
      host: 'desktop',
      version: '1.2.3',
      capabilities: { pickFiles: true, upload: false },
    });
    expect(heard).toEqual([{ memory: null }, { memory: join(folder, 'memory') }]);
    expect(stages).toBeGreaterThan(1);
    expect(counts.procedures).toBeGreaterThan(0);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
