import { readFile } from 'node:fs/promises';
import { pageHeaders } from '../../shared/content-policy.ts';
import { findPage } from '../hosts/pages/index.ts';
import { isOwnPage } from './page-address.ts';

/** Answers requests for `app://knack/...` from the folder of the built renderer, with the strict policy. */
export function createPageHandler(root: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const headers = { ...pageHeaders(null) };
    const url = URL.parse(request.url);
    if (request.method !== 'GET' || url === null || !isOwnPage(request.url)) {
      return new Response('Not served here.', { status: 403, headers });
    }
    const page = await findPage(root, url.pathname);
    if (page === null) return new Response('There is no such page.', { status: 404, headers });
    const body = new Uint8Array(await readFile(page.file));
    return new Response(body, { headers: { ...headers, 'content-type': page.type } });
  };
}
