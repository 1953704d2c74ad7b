import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** Whether something listens on a port of this machine. */
function isListening(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.on('connect', () => {
      socket.destroy();
      answer(true);
    });
    socket.on('error', () => answer(false));
  });
}

it.runIf(process.platform !== 'win32')('npm start says how it opens, and leaves nothing behind', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'knack-start-'));
  const npm = spawn('npm', ['start', '--', '--browser', '--no-open', '--data', folder], { cwd: root, stdio: 'pipe' });
  const lines: string[] = [];
  const port = await new Promise<number>((found, failed) => {
    createInterface({ input: npm.stdout }).on('line', (line) => {
      lines.push(line);
      const port = /^Knack is at http:\/\/127\.0\.0\.1:(\d+)\/\?token=/.exec(line)?.[1];
      if (port !== undefined) found(Number(port));
    });
    npm.once('exit', () => failed(new Error(lines.join('\n'))));
  });
  expect(lines.join('\n')).toContain("Knack opens from this machine's own host");
  expect(await isListening(port)).toBe(true);
  const ended = new Promise((done) => npm.once('exit', done));
  npm.kill('SIGTERM');
  await ended;
  await expect.poll(() => isListening(port), { timeout: 10_000 }).toBe(false);
  await rm(folder, { recursive: true, force: true });
});
