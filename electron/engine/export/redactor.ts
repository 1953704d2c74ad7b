import { redactText, redactValue } from '../redaction/index.ts';
import type { SecretKind } from '../../../shared/contract/index.ts';
import type { Finding, KeptKinds } from '../redaction/index.ts';

/** A finding with the place where it was: the row that it stood in. */
export interface PlacedFinding extends Finding {
  readonly where: string;
}

/** Findings that are listed one by one; the others are counted. */
const listed = 200;
/** A bare digest is no secret, and there are many. */
const digest = /^[a-f0-9]{64}$|^[a-f0-9]{32}$/;

/** Redacts the texts of one export, and remembers what it found. Each distinct text is looked at once. */
export class Redactor {
  readonly #kept: KeptKinds | null;
  readonly #known = new Map<string, ReturnType<typeof redactText>>();
  readonly #counts = new Map<SecretKind, number>();
  readonly #findings: PlacedFinding[] = [];

  /** @param kept kinds that stay; null redacts nothing */
  constructor(kept: KeptKinds | null) {
    this.#kept = kept;
  }

  text(text: string, where: string): string {
    if (this.#kept === null || digest.test(text)) return text;
    let known = this.#known.get(text);
    if (known === undefined) {
      known = redactText(text, this.#kept);
      this.#known.set(text, known);
    }
    this.#note(known.findings, where);
    return known.value;
  }

  /** A JSON value with all its texts redacted. */
  value<T>(value: T, where: string): T {
    if (this.#kept === null) return value;
    const { value: clean, findings } = redactValue(value, this.#kept);
    this.#note(findings, where);
    // The same shape: only texts are replaced by other texts, and numbers that are card numbers by texts.
    return clean as T;
  }

  /** How often each kind was taken out, in the order of the names. */
  get counts(): readonly { readonly kind: SecretKind; readonly count: number }[] {
    return [...this.#counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => (a.kind < b.kind ? -1 : 1));
  }

  get findings(): readonly PlacedFinding[] {
    return this.#findings;
  }

  #note(findings: readonly Finding[], where: string): void {
    for (const finding of findings) {
      this.#counts.set(finding.kind, (this.#counts.get(finding.kind) ?? 0) + 1);
      if (this.#findings.length < listed) this.#findings.push({ ...finding, where });
    }
  }
}
