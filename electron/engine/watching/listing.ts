import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** How a file looks from outside; two looks that are the same say that nobody writes to it. */
export interface Look {
  readonly bytes: number;
  readonly changed: number;
}

/** So many files of one folder are watched, and so many levels deep. */
const mostFiles = 100_000;
const mostLevels = 16;

/** Regular files below a folder by path, without hidden ones and without what links lead to; null where there is no folder. */
export async function listFiles(folder: string): Promise<ReadonlyMap<string, Look> | null> {
  const files = new Map<string, Look>();
  const waiting: { readonly path: string; readonly level: number }[] = [{ path: folder, level: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { path, level } = next;
    const entries = await readdir(path, { withFileTypes: true }).catch(() => null);
    if (entries === null && level === 0) return null;
    for (const entry of entries ?? []) {
      const place = join(path, entry.name);
      if (entry.name.startsWith('.')) continue;
      if (entry.isDirectory() && level < mostLevels) waiting.push({ path: place, level: level + 1 });
      if (!entry.isFile() || files.size >= mostFiles) continue;
      const info = await stat(place).catch(() => null);
      if (info !== null) files.set(place, { bytes: info.size, changed: info.mtimeMs });
    }
  }
  return files;
}
