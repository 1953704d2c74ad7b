/**
 * The words of a text, as the tokenizer of the model sees them: identifiers are split, accents dropped, letters lowered, everything else
 * is a gap. `tokenizer-file.ts` writes the same rules into tokenizer.json.
 */
export const NORMALIZATION_RULES = {
  /** getUser to get User. */
  camelCase: '(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})',
  /** HTTPServer to HTTP Server. */
  acronym: '(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})',
  /** don't to dont, the owner's to the owners: the piece before it decides. */
  apostrophe: "['\\u2019]",
  /** Whatever is neither a letter nor a digit separates. */
  gap: '[^\\p{L}\\p{N}]+',
} as const;

const CAMEL_CASE = new RegExp(NORMALIZATION_RULES.camelCase, 'gu');
const ACRONYM = new RegExp(NORMALIZATION_RULES.acronym, 'gu');
const APOSTROPHE = new RegExp(NORMALIZATION_RULES.apostrophe, 'gu');
const GAP = new RegExp(NORMALIZATION_RULES.gap, 'gu');
const ACCENT = /\p{M}/gu;

/** The normalized words of `text`, in order. */
export function splitWords(text: string): string[] {
  const normalized = text
    .replaceAll(CAMEL_CASE, ' ')
    .replaceAll(ACRONYM, ' ')
    .normalize('NFKD')
    .replaceAll(ACCENT, '')
    .toLowerCase()
    .replaceAll(APOSTROPHE, '')
    .replaceAll(GAP, ' ')
    .trim();
  return normalized === '' ? [] : normalized.split(' ');
}
