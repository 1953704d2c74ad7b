import type { ScanFinding, ScanKind, SecretKind } from '../../../shared/contract/index.ts';
import { redactText } from '../redaction/index.ts';
import { findHidden } from './hidden.ts';
import { scanRules } from './rules.ts';

/** What tells of people and machines is no danger to whoever follows a procedure; it is taken out of exports. */
const personal: ReadonlySet<SecretKind> = new Set<SecretKind>([
  'email',
  'iban',
  'card',
  'phone',
  'national-id',
  'ip-address',
  'mac-address',
  'home-path',
]);

/** A longer text is no step and no condition; what stands beyond is not scanned, and that it is there is a finding. */
const longest = 20_000;

/** What a text has that should not be learned unseen; nothing for most texts [Q1]. Pure. One finding a rule name. */
export function scanText(text: string, where: string): readonly ScanFinding[] {
  const found: ScanFinding[] = [];
  const add = (kind: ScanKind, rule: string, excerpt: string): void => {
    if (!found.some((one) => one.rule === rule && one.kind === kind)) found.push({ kind, rule, where, excerpt });
  };
  const read = text.slice(0, longest);
  const hidden = findHidden(read);
  if (hidden !== null) add('hidden-unicode', hidden.name, showHidden(excerptOf(read, hidden.at, 8)));
  // What is hidden between letters must not hide a phrase; look-alike and full-width letters are read as what they look like.
  const plain = read
    .normalize('NFKC')
    .replace(/[\p{Cf}\u034F\u115F\u1160\u3164]/gu, '')
    .replace(/[\u2018\u2019]/g, "'");
  for (const { kind, name, pattern } of scanRules) {
    const match = pattern.exec(plain);
    if (match !== null) add(kind, name, showHidden(excerptOf(plain, match.index, match[0].length)));
  }
  for (const { kind, around } of redactText(plain, personal).findings) add('secret', kind, around);
  if (text.length > longest) add('hidden-unicode', 'a text too long to read', `${text.length} characters`);
  return found;
}

function excerptOf(text: string, at: number, length: number): string {
  const [from, to] = [Math.max(0, at - 20), Math.min(text.length, at + Math.min(length, 160) + 20)];
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
}

/** Hidden characters as their numbers, so that a person sees what the finding is about. */
function showHidden(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Co}\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu,
    (mark) => `\\u{${(mark.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
