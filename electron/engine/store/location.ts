import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where a memory is: a folder of this machine, or a place that only the database reaches. */
export type Location =
  | { readonly kind: 'folder'; readonly uri: string; readonly folder: string }
  | { readonly kind: 'remote'; readonly uri: string };

/** `s3://`, `gs://`, `az://` and other schemes are remote; `file://` and everything else is a folder. */
export function locate(uri: string): Location {
  if (uri.startsWith('file://')) {
    const folder = fileURLToPath(uri);
    return { kind: 'folder', uri: folder, folder };
  }
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(uri)) return { kind: 'remote', uri };
  const folder = resolve(uri);
  return { kind: 'folder', uri: folder, folder };
}
