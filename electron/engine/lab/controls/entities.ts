/** A thing or place as texts name it: a word and a number, with or without something between them. */
export interface Entity {
  readonly kind: string;
  readonly name: string;
}

const NAMED = /([a-z]+(?:[_-][a-z]+)*)[ _#-]{0,2}\d+\b/gi;

/** The entities of a text in order, each as often as it is named. */
export function entitiesIn(text: string): readonly Entity[] {
  return [...text.toLowerCase().matchAll(NAMED)].map(([name, kind = '']) => ({ name, kind }));
}

/** Whether an entity's name is of a kind. */
export function isOfKind(name: string, kind: string): boolean {
  return entitiesIn(name)[0]?.kind === kind;
}

/** The words of a text, lower case, without what stands between them. */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_-]+/gu) ?? [];
}
