// Characters that a person does not see and a model reads.

/** Tag characters spell ASCII that nothing shows; an emoji flag of a region is the one good use, and ends with a cancel tag. */
const tags = /(?<!\u{1F3F4}[\u{E0020}-\u{E007F}]*)[\u{E0000}-\u{E007F}]/u;
const directions = /[\u202A-\u202E\u2066-\u2069]/u;
const invisible =
  /\u034F|\u17B4|\u17B5|[\u180B-\u180E]|[\u00AD\u115F\u1160\u200B\u2060-\u2064\u206A-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{1D173}-\u{1D17A}]/u;
const privateUse = /[\uE000-\uF8FF\u{F0000}-\u{FFFFD}\u{100000}-\u{10FFFD}]/u;
/** Control characters but tab and the ends of lines. */
const controls = /(?![\t\n\r])\p{Cc}/u;
/** Variation selectors one after the other carry bytes; one alone chooses how an emoji looks. */
const selectors = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]{2,}/u;
/** A joiner between letters of scripts that need none, or several in a row. */
const joiners = /[\u200C\u200D]{2,}|[A-Za-z0-9][\u200C\u200D]|[\u200C\u200D][A-Za-z0-9]/u;

/** What kind of hidden character a text has, in a few words; null for none. */
export function findHidden(text: string): { readonly name: string; readonly at: number } | null {
  const checks = [
    ['tag characters', tags],
    ['characters that turn the direction of writing', directions],
    ['variation selectors in a row', selectors],
    ['characters without any width', invisible],
    ['joiners between plain letters', joiners],
    ['control characters', controls],
    ['characters of private use', privateUse],
  ] as const;
  for (const [name, pattern] of checks) {
    const found = pattern.exec(text);
    if (found !== null) return { name, at: found.index };
  }
  const at = findMixed(text);
  return at === null ? null : { name: 'letters of two scripts in one word', at };
}

/** A Latin word with Cyrillic or Greek letters in it that look like Latin ones. */
function findMixed(text: string): number | null {
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{M}]{3,}/gu)) {
    if (
      /[A-Za-z]/.test(word) &&
      /[\u0400-\u04FF\u0391-\u03C9]/u.test(word) &&
      !/^[\u0394\u03B1-\u03C9\u03BC]|[\u03B1-\u03C9\u0394\u03A9]$/u.test(word)
    )
      return index;
  }
  return null;
}
