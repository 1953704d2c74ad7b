import { stat } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

export interface Page {
  readonly file: string;
  readonly bytes: number;
  readonly type: string;
  /** The name holds a hash of the content: it never changes and may be kept. */
  readonly isFixed: boolean;
}

/**
 * Finds the file of a page by the path of its address: inside `root` only, `/` is the index.
 *
 * @param path the decoded or encoded path of an address; null comes back for anything that is no file of ours
 */
export async function findPage(root: string, path: string): Promise<Page | null> {
  const name = decodePath(path);
  if (name === null || name.includes('\0') || name.includes('\\')) return null;
  const file = resolve(root, `.${name === '/' ? '/index.html' : name}`);
  if (!file.startsWith(`${resolve(root)}${sep}`)) return null;
  const type = types[extname(file)];
  if (type === undefined) return null;
  const found = await stat(file).catch(() => null);
  if (found === null || !found.isFile()) return null;
  return { file, bytes: found.size, type, isFixed: name.startsWith('/assets/') };
}

function decodePath(path: string): string | null {
  try {
    const decoded = decodeURIComponent(path);
    return decoded.startsWith('/') ? decoded : null;
  } catch {
    return null;
  }
}
