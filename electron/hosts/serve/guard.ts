import type { IncomingHttpHeaders } from 'node:http';
import { cookieName, isSame, readCookie, type Keys } from './keys.ts';

export interface GuardedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
}

export type Admission =
  /** A page of ours, in a browser that showed the token before. */
  | { readonly kind: 'browser' }
  /** A terminal on this machine, with the token in the Authorization header. */
  | { readonly kind: 'terminal' }
  /** A browser that comes with the token in the address: it gets the cookie. */
  | { readonly kind: 'exchange' }
  | { readonly kind: 'refused'; readonly status: 401 | 403 | 421; readonly reason: string };

const refused = (status: 401 | 403 | 421, reason: string): Admission => ({ kind: 'refused', status, reason });

/**
 * Decides who a request comes from. The Host header must name our loopback address (a page that was rebound by DNS
 * names its own), an Origin must be ours (a page of another site sends its own), and without an Origin, on anything
 * that changes or opens a channel, only the token counts: a cookie alone is what a forged request would carry.
 */
export function admit(request: GuardedRequest, keys: Keys, port: number): Admission {
  const { headers, method, url } = request;
  const own = `127.0.0.1:${port}`;
  if (headers.host !== own) return refused(421, 'This address is not served here.');
  const origin = headers.origin;
  if (origin !== undefined && origin !== `http://${own}`) return refused(403, 'Another origin may not ask.');

  const bearer = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) {
    return isSame(bearer, keys.token) ? { kind: 'terminal' } : refused(403, 'The token is not the one of this start.');
  }
  const isRead = method === 'GET' || method === 'HEAD';
  const isChannel = headers.upgrade !== undefined;
  const token = url.searchParams.get('token');
  if (token !== null && isRead && !isChannel && url.pathname === '/') {
    return isSame(token, keys.token)
      ? { kind: 'exchange' }
      : refused(403, 'The address is of an earlier start. Open the one that Knack printed last.');
  }
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return refused(403, 'Another site may not ask.');
  if ((!isRead || isChannel) && origin === undefined) return refused(403, 'A request that acts must name its origin.');
  if (!isSame(readCookie(headers.cookie, cookieName(port)), keys.session)) {
    return refused(401, 'Open the address that Knack printed: it has the token.');
  }
  return { kind: 'browser' };
}
