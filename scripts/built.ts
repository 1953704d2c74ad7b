import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { run } from './steps.ts';

const root = resolve(import.meta.dirname, '..');
const sources = ['electron', 'renderer', 'shared', 'vite.config.ts', 'package.json', 'package-lock.json'];
const results = [
  'out/main/main.js',
  'out/main/serve.js',
  'out/main/cli.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
];

/** Whether `out/` is there and no source is newer than the oldest of its files. */
export async function isBuilt(): Promise<boolean> {
  const made = await Promise.all(results.map((file) => timeOf(join(root, file))));
  if (made.includes(null)) return false;
  const oldest = Math.min(...made.filter((time) => time !== null));
  for (const source of sources) if ((await newestIn(join(root, source))) > oldest) return false;
  return true;
}

/** Builds when it is needed. Answers the exit status of the build, 0 when there was nothing to do. */
export async function buildIfNeeded(): Promise<number> {
  return (await isBuilt()) ? 0 : run(['electron-vite', 'build', '--config', './vite.config.ts', '--logLevel', 'warn']);
}

async function timeOf(file: string): Promise<number | null> {
  const found = await stat(file).catch(() => null);
  return found === null ? null : found.mtimeMs;
}

async function newestIn(path: string): Promise<number> {
  const found = await stat(path);
  if (!found.isDirectory()) return found.mtimeMs;
  let newest = 0;
  for (const entry of await readdir(path, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || /\.(test|fixture)\.tsx?$/.test(entry.name)) continue;
    newest = Math.max(newest, (await stat(join(entry.parentPath, entry.name))).mtimeMs);
  }
  return newest;
}
