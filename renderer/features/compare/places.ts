import type { StatePlace } from '../../../shared/contract/index.ts';

/** A state as a person chooses it, and as it stands in the address: `now`, `event:12`, `snapshot:/a/b.knack`, `memory:/a/b`. */
export interface Choice {
  readonly kind: 'now' | 'event' | 'snapshot' | 'memory';
  readonly text: string;
}

export const kinds = ['now', 'event', 'snapshot', 'memory'] as const;

export function parseChoice(text: string | undefined, otherwise: Choice): Choice {
  const [, name, rest = ''] = /^(\w+)(?::(.*))?$/s.exec(text ?? '') ?? [];
  const kind = kinds.find((one) => one === name);
  return kind === undefined ? otherwise : { kind, text: rest };
}

export function formatChoice({ kind, text }: Choice): string {
  return kind === 'now' ? 'now' : `${kind}:${text}`;
}

/** The place that a choice names; null while it names none. */
export function placeOf({ kind, text }: Choice): StatePlace | null {
  const word = text.trim();
  switch (kind) {
    case 'now':
      return { kind: 'open', seq: null };
    case 'event':
      return /^[1-9]\d{0,8}$/.test(word) ? { kind: 'open', seq: Number(word) } : null;
    case 'snapshot':
      return word === '' ? null : { kind: 'snapshot', file: word };
    case 'memory':
      return word === '' ? null : { kind: 'memory', uri: word, seq: null };
  }
}
