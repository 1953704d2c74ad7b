/** A piece of a text: words, or one code point that has no picture of its own or turns the direction of what follows. */
export type ForeignPart =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'mark'; readonly code: string };

/**
 * Controls (but tab and line ends), soft hyphen, marks and overrides of direction, zero-width and invisible characters,
 * interlinear marks, tags and the selectors of variants that hide text in a text.
 */
const hidden =
  /(?![\t\n\r\u200c\u200d])(?:\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|[\u{e0100}-\u{e01ef}]|\u034f|\u115f|\u1160|\u3164|\uffa0)/u;
/** Joiners belong to emoji and to many scripts; between letters of English they only hide. */
const strayJoiner = /(?<=[\u0020-\u007e])[\u200c\u200d]|[\u200c\u200d](?=[\u0020-\u007e]|$)/u;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const marked = new RegExp(`${hidden.source}|${strayJoiner.source}`, 'gu');

/** The text in pieces, in order; a text without marks is one piece. */
export function foreignParts(text: string): readonly ForeignPart[] {
  const parts: ForeignPart[] = [];
  let from = 0;
  for (const { 0: mark, index } of text.matchAll(marked)) {
    if (index > from) parts.push({ kind: 'words', text: text.slice(from, index) });
    parts.push({ kind: 'mark', code: nameOf(mark) });
    from = index + mark.length;
  }
  if (from < text.length || parts.length === 0) parts.push({ kind: 'words', text: text.slice(from) });
  return parts;
}

/**
 * The text for places that take no element (tooltips, names, sentences): marks are written out, and a text that runs from
 * right to left is set apart, so that it cannot turn the words around it. A plain text comes back as it is.
 */
export function foreignString(text: string): string {
  const parts = foreignParts(text);
  const isPlain = parts.every((part) => part.kind === 'words');
  if (isPlain && !rightToLeft.test(text)) return text;
  return `\u2068${parts.map((part) => (part.kind === 'words' ? part.text : `[${part.code}]`)).join('')}\u2069`;
}

function nameOf(mark: string): string {
  return `U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
