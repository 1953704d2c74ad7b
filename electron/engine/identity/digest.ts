import { hash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

/** SHA-256 of a text's UTF-8 bytes, or of bytes, as 64 lower-case hex characters. */
export function sha256Hex(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex');
}

/** The id of a value: the first 32 hex characters (128 bits) of the SHA-256 of its canonical JSON. */
export function contentId(value: unknown): string {
  return sha256Hex(canonicalJson(value)).slice(0, 32);
}

/**
 * The id of one episode: the first 32 hex characters of the SHA-256 of `sourceId:record`, where the source's id is
 * the SHA-256 of the file's bytes. No path or name enters it.
 */
export function trajectoryId(sourceId: string, record: number): string {
  return sha256Hex(`${sourceId}:${record}`).slice(0, 32);
}
