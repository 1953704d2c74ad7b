import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What lets a client in: the token of the printed address, and the session that a browser gets for it. */
export interface Keys {
  readonly token: string;
  readonly session: string;
}

/** 256 random bits each, new at every start. */
export function makeKeys(): Keys {
  return { token: randomBytes(32).toString('base64url'), session: randomBytes(32).toString('base64url') };
}

/** Compares in constant time, whatever the lengths. */
export function isSame(given: string | null | undefined, secret: string): boolean {
  if (given === null || given === undefined) return false;
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}

/** Cookies are shared between the ports of a host, so the port is in the name. */
export const cookieName = (port: number): string => `knack-${port}`;

/** The value of one cookie of a Cookie header. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}
