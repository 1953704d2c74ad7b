import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { pageHeaders } from '../../../shared/content-policy.ts';
import { findPage } from '../pages/index.ts';
import { admit } from './guard.ts';
import { cookieName, type Keys } from './keys.ts';
import { TooLargeError, type Uploads } from './uploads.ts';

export interface Site {
  readonly port: number;
  readonly keys: Keys;
  /** The folder of the built renderer. */
  readonly pages: string;
  readonly uploads: Uploads;
}

/** Answers one HTTP request; never throws, a broken connection is nobody's error. */
export async function answer(request: IncomingMessage, response: ServerResponse, site: Site): Promise<void> {
  for (const [name, value] of Object.entries(pageHeaders(`ws://127.0.0.1:${site.port}`)))
    response.setHeader(name, value);
  response.setHeader('cache-control', 'no-store');
  const method = request.method ?? 'GET';
  const url = parseUrl(request.url);
  if (url === null) return sayText(response, 400, 'This is no address.');
  const admission = admit({ method, url, headers: request.headers }, site.keys, site.port);
  switch (admission.kind) {
    case 'refused':
      // The rest of a refused body is not read.
      if (method !== 'GET') response.setHeader('connection', 'close');
      return sayText(response, admission.status, admission.reason);
    case 'exchange':
      return letIn(response, { url, site, isFromElsewhere: request.headers['sec-fetch-site'] === 'cross-site' });
    case 'browser':
    case 'terminal':
      if (url.pathname === '/upload')
        return receive(request, response, { name: url.searchParams.get('name') ?? '', site });
      if (method !== 'GET' && method !== 'HEAD') return sayText(response, 405, 'Pages are only read.');
      return sendPage(response, { path: url.pathname, root: site.pages, isHead: method === 'HEAD' });
  }
}

export function parseUrl(path: string | undefined): URL | null {
  return URL.parse(path ?? '/', 'http://127.0.0.1');
}

/**
 * Gives the session cookie and takes the token out of the address. A redirect keeps what stands behind `#`; but after
 * a link on another site a strict cookie does not go along with it, so there the page loads itself again.
 */
function letIn(
  response: ServerResponse,
  { url, site, isFromElsewhere }: { readonly url: URL; readonly site: Site; readonly isFromElsewhere: boolean },
): void {
  const rest = new URLSearchParams(url.searchParams);
  rest.delete('token');
  const next = rest.size === 0 ? '/' : `/?${rest.toString()}`;
  response.setHeader('set-cookie', `${cookieName(site.port)}=${site.keys.session}; Path=/; HttpOnly; SameSite=Strict`);
  if (!isFromElsewhere) {
    response.writeHead(303, { location: next }).end();
    return;
  }
  const address = next.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${address}"><title>Knack</title></head><body></body></html>`;
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
}

async function sendPage(
  response: ServerResponse,
  { path, root, isHead }: { readonly path: string; readonly root: string; readonly isHead: boolean },
): Promise<void> {
  const page = await findPage(root, path);
  if (page === null) return sayText(response, 404, 'There is no such page.');
  response.setHeader('content-type', page.type);
  response.setHeader('content-length', page.bytes);
  if (page.isFixed) response.setHeader('cache-control', 'private, max-age=31536000, immutable');
  response.writeHead(200);
  if (isHead) response.end();
  else await pipeline(createReadStream(page.file), response).catch(() => response.destroy());
}

async function receive(
  request: IncomingMessage,
  response: ServerResponse,
  { name, site }: { readonly name: string; readonly site: Site },
): Promise<void> {
  if (request.method !== 'POST') return sayText(response, 405, 'A file is sent with POST.');
  try {
    const path = await site.uploads.receive(name, request);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ path }));
  } catch (error) {
    response.setHeader('connection', 'close');
    const isTooLarge = error instanceof TooLargeError;
    const reason = isTooLarge
      ? 'The file is too large to be sent. Pass its path instead.'
      : 'The copy could not be written.';
    if (!response.destroyed) sayText(response, isTooLarge ? 413 : 507, reason);
  }
}

function sayText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}
