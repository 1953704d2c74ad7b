import { isCardNumber } from './checksums.ts';
import type { SecretKind } from '../../../shared/contract/index.ts';
import { secretRules } from './rules.ts';

/** One secret that was found: its kind, and the words around it with the secret already taken out. */
export interface Finding {
  readonly kind: SecretKind;
  /** First and last character of what was found, with how long it was: enough to know it again. */
  readonly hint: string;
  /** What stands there afterwards, with up to 40 characters on either side. */
  readonly around: string;
}

export interface Redacted<T> {
  readonly value: T;
  readonly findings: readonly Finding[];
}

export type KeptKinds = ReadonlySet<SecretKind>;

/** What is written in the place of a secret. No rule finds anything in it. */
export function placeholderOf(kind: SecretKind): string {
  return `[redacted ${kind}]`;
}

/** Texts longer than this are redacted in pieces that overlap nowhere, cut at a space: no rule looks across more. */
const pieceLength = 200_000;

/** Takes the secrets out of a text [X1]. Pure; a text without secrets comes back as it is. */
export function redactText(text: string, kept: KeptKinds = new Set()): Redacted<string> {
  if (text.length < 4) return { value: text, findings: [] };
  if (text.length > pieceLength) {
    const parts = piecesOf(text).map((piece) => redactText(piece, kept));
    return { value: parts.map(({ value }) => value).join(''), findings: parts.flatMap(({ findings }) => findings) };
  }
  const found: { readonly kind: SecretKind; readonly hint: string }[] = [];
  let value = text;
  for (const { kind, pattern, accepts } of secretRules) {
    if (kept.has(kind)) continue;
    value = value.replace(pattern, (match: string, ...rest: unknown[]) => {
      const secret = secretIn(match, rest.at(-1));
      if (secret.startsWith('[redacted') || accepts?.(secret) === false) return match;
      found.push({ kind, hint: hintOf(secret) });
      // The last: a user and a host before a password may be spelt like it.
      const at = match.lastIndexOf(secret);
      return match.slice(0, at) + placeholderOf(kind) + match.slice(at + secret.length);
    });
  }
  return { value, findings: found.map((one) => ({ ...one, around: aroundOf(value, placeholderOf(one.kind)) })) };
}

/** Takes the secrets out of every text of a JSON value: values, keys, and numbers that are card numbers. */
export function redactValue(value: unknown, kept: KeptKinds = new Set()): Redacted<unknown> {
  if (typeof value === 'string') return redactText(value, kept);
  if (typeof value === 'number') {
    return !kept.has('card') && value > 1e12 && isCardNumber(String(value))
      ? redactText(String(value), kept)
      : { value, findings: [] };
  }
  if (Array.isArray(value)) {
    const parts = value.map((part) => redactValue(part, kept));
    return { value: parts.map((part) => part.value), findings: parts.flatMap(({ findings }) => findings) };
  }
  if (typeof value !== 'object' || value === null) return { value, findings: [] };
  const findings: Finding[] = [];
  const entries = Object.entries(value).map(([name, part]) => {
    const [key, inside] = [redactText(name, kept), redactNamed(name, part, kept)];
    findings.push(...key.findings, ...inside.findings);
    return [key.value, inside.value] as const;
  });
  return { value: Object.fromEntries(entries), findings };
}

const secretNames =
  /^(?:.*[_.-])?(?:password|passwd|passphrase|secret|api[_-]?key|access[_-]?token|auth[_-]?token|client[_-]?secret|set-cookie|cookie|authorization)$/i;

/** A field that is named as a secret holds one, whatever it looks like. */
function redactNamed(name: string, part: unknown, kept: KeptKinds): Redacted<unknown> {
  if (!kept.has('assignment') && typeof part === 'string' && part.length > 3 && secretNames.test(name)) {
    const found = {
      kind: 'assignment' as const,
      hint: hintOf(part),
      around: `${name}: ${placeholderOf('assignment')}`,
    };
    return { value: placeholderOf('assignment'), findings: [found] };
  }
  return redactValue(part, kept);
}

function secretIn(match: string, groups: unknown): string {
  if (typeof groups !== 'object' || groups === null || !('secret' in groups)) return match;
  return typeof groups.secret === 'string' ? groups.secret : match;
}

function hintOf(secret: string): string {
  const characters = [...secret];
  const ends = characters.length < 6 ? '' : `${characters[0] ?? ''}…${characters.at(-1) ?? ''}, `;
  return `${ends}${characters.length} characters`;
}

function aroundOf(text: string, mark: string): string {
  const at = text.indexOf(mark);
  const [from, to] = [Math.max(0, at - 40), Math.min(text.length, at + mark.length + 40)];
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`.replace(/\s+/g, ' ');
}

function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  for (let from = 0; from < text.length;) {
    const end = Math.min(text.length, from + pieceLength);
    const space = end === text.length ? end : text.lastIndexOf('\n', end);
    const to = space > from + pieceLength / 2 ? space : end;
    pieces.push(text.slice(from, to));
    from = to;
  }
  return pieces;
}
