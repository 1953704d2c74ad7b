/**
 * What a value in an action or an observation is, told by its form alone: no list of words is kept, so the same
 * rules serve a household, a shell, SQL and tool calls.
 */

/** `entity`: a word and a small number (`jar 2`, `jar-2`, `jar_2`); `id`: letters with digits; the others by their form. */
export type ValueSort = 'entity' | 'id' | 'path' | 'number' | 'quoted' | 'text';

export interface Value {
  readonly text: string;
  /** For an entity the word without its number, otherwise the sort: what two values of one kind share. */
  readonly kind: string;
  readonly sort: ValueSort;
}

const entityForm = /^(?:(?:a|an|the|some)\s+)?(?:([a-z][a-z_-]*)\s+(\d{1,3})|([a-z]{2,})([-_])(\d{1,3}))$/i;
const numberForm = /^[-+]?\$?\d[\d,]*(?:\.\d+)?%?$/;
const pathForm = /^(?:~|\.{1,2})?\/[\w.@~/-]+$|^[\w.-]+(?:\/[\w.-]+){2,}$|^[\w-]+(?:\/[\w-]+)*\.[a-z]{1,5}$/i;
const idForm = /^(?=.*\d)(?=.*[a-z])[#\w:.@-]{3,}$/i;

/** Classifies one value; surrounding quotes make it `quoted` unless what they hold has a form of its own. */
export function valueOf(raw: string): Value {
  const trimmed = raw.trim();
  const unquoted = /^(["'`]).*\1$/s.test(trimmed) && trimmed.length > 1 ? trimmed.slice(1, -1).trim() : trimmed;
  const text = unquoted.toLowerCase();
  const entity = entityForm.exec(text);
  if (entity) {
    const [, word, number, joined, mark, after] = entity;
    return word === undefined
      ? { text: `${joined}${mark}${after}`, kind: joined ?? '', sort: 'entity' }
      : { text: `${word} ${number}`, kind: word, sort: 'entity' };
  }
  if (numberForm.test(text)) return { text, kind: 'number', sort: 'number' };
  if (idForm.test(text)) return { text, kind: 'id', sort: 'id' };
  if (pathForm.test(text)) return { text, kind: 'path', sort: 'path' };
  return { text, kind: 'text', sort: unquoted === trimmed ? 'text' : 'quoted' };
}

/** Values recur far more often than they differ; the table is emptied before it grows large. */
const kinds = new Map<string, string | null>();
const maxKinds = 100_000;

/** The word of an entity, null for another text. */
function entityKind(text: string): string | null {
  const known = kinds.get(text);
  if (known !== undefined) return known;
  const found = entityForm.exec(text);
  const kind = found?.[1] ?? found?.[3] ?? null;
  if (kinds.size >= maxKinds) kinds.clear();
  kinds.set(text, kind);
  return kind;
}

/** The entity's word without its number; other texts as they are. */
export function kindOf(text: string): string {
  return entityKind(text) ?? text;
}

export function isEntity(text: string): boolean {
  return entityKind(text) !== null;
}
