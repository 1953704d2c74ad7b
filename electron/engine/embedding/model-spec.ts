import { KnackError } from '../../../shared/errors.ts';

/** Which model makes the vectors: `bundled:NAME`, `path:FOLDER`, `hub:ORG/NAME`, or `hashed:words`. */
export type ModelSpec =
  | { readonly kind: 'bundled'; readonly name: string }
  | { readonly kind: 'path'; readonly folder: string }
  | { readonly kind: 'hub'; readonly name: string }
  | { readonly kind: 'hashed' };

const word = '(?!\\.)[A-Za-z0-9._-]+';

/** @throws KnackError WRONG_USE */
export function parseModelSpec(spec: string): ModelSpec {
  if (spec === 'hashed:words') return { kind: 'hashed' };
  const at = spec.indexOf(':');
  const [kind, rest] = [spec.slice(0, at), spec.slice(at + 1)];
  if (kind === 'bundled' && new RegExp(`^${word}$`).test(rest)) return { kind, name: rest };
  if (kind === 'hub' && new RegExp(`^${word}/${word}$`).test(rest)) return { kind, name: rest };
  if (kind === 'path' && rest !== '') return { kind, folder: rest };
  throw new KnackError({
    code: 'WRONG_USE',
    happened: `"${spec}" names no embedding model.`,
    kept: 'The memory is as it was.',
    todo: 'Use bundled:NAME, path:FOLDER, hub:ORG/NAME or hashed:words.',
  });
}
