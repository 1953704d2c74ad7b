import { execFile, spawnSync } from 'node:child_process';
import { cp, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { extractAll, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childEnvironment } from '../scripts/steps.ts';

const root = resolve(import.meta.dirname, '..');
const packed = join(root, 'release/linux-unpacked');
const run = promisify(execFile);

/** Packs for real; only the runtime may be a stub. What was packed must then be able to run the engine by itself. */
describe.runIf(process.platform === 'linux')('the package', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'knack-packed-'));
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', 'pack'], {
      cwd: root,
      env: childEnvironment(),
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`Packing failed.\n${stdout}${stderr}`);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('has every fuse as the configuration says', async () => {
    const wire = await getCurrentFuseWire(join(packed, 'knack'));
    const expected: Readonly<Record<keyof typeof FuseV1Options, 'off' | 'on'>> = {
      RunAsNode: 'off',
      EnableCookieEncryption: 'on',
      EnableNodeOptionsEnvironmentVariable: 'off',
      EnableNodeCliInspectArguments: 'off',
      EnableEmbeddedAsarIntegrityValidation: 'on',
      OnlyLoadAppFromAsar: 'on',
      LoadBrowserProcessSpecificV8Snapshot: 'off',
      GrantFileProtocolExtraPrivileges: 'off',
    };
    for (const [name, state] of Object.entries(expected)) {
      // The names are those of the enumeration itself.
      const set = wire[FuseV1Options[name as keyof typeof FuseV1Options]];
      // In the wire, a fuse is the character 0 or 1.
      expect(set, name).toBe((state === 'on' ? '1' : '0').charCodeAt(0));
    }
  });

  it('holds what runs and nothing of what does not', () => {
    const names = listPackage(join(packed, 'resources/app.asar'), { isPack: false }).map((name) =>
      name.replaceAll('\\', '/'),
    );
    for (const needed of [
      '/out/main/main.js',
      '/out/main/utility.js',
      '/out/main/cli.js',
      '/out/preload/preload.cjs',
      '/out/renderer/index.html',
      '/package.json',
    ]) {
      expect(names).toContain(needed);
    }
    const unwanted =
      /^\/(electron|renderer|shared|e2e|scripts|bench)\/|\.map$|\.test\.|node_modules\/(node-(linux|win)-|onnxruntime-web|openai|electron|typescript|vite)/;
    expect(names.filter((name) => unwanted.test(name))).toEqual([]);
  });

  it('runs a build of the sample trajectories under Node, offline, from the packed files alone', async () => {
    const place = join(folder, 'application');
    extractAll(join(packed, 'resources/app.asar'), place);
    await cp(join(packed, 'resources/models'), join(place, 'resources/models'), { recursive: true });
    const samples = join(packed, 'resources/samples');
    const memory = join(folder, 'memory');
    const options = {
      cwd: folder,
      env: { ...process.env, NODE_PATH: '', KNACK_CONFIG: join(folder, 'config') },
      maxBuffer: 1e8,
    };
    const cli = join(place, 'out/main/cli.js');
    const { stdout } = await run(process.execPath, [cli, 'build', samples, '--memory', memory, '--json'], options);
    const report = JSON.parse(stdout) as { imported: number; procedures: number; stateHash: string };
    expect(report.imported).toBeGreaterThan(300);
    expect(report.procedures).toBeGreaterThan(0);
    const verified = await run(process.execPath, [cli, 'verify', memory, '--json'], options);
    expect((JSON.parse(verified.stdout) as { ok: boolean }).ok).toBe(true);
    expect((await readdir(memory)).length).toBeGreaterThan(0);
    expect((await stat(place)).isDirectory()).toBe(true);
  });
});
