import { LONGEST_WORD } from './segmenter.ts';
import type { Piece } from './segmenter.ts';
import { NORMALIZATION_RULES } from './words.ts';

/** Padding, the mark in front of every text (so that an empty one has a vector) and what no piece covers. */
export const SPECIAL_TOKENS = ['[PAD]', '[START]', '[UNK]'] as const;
const START_ID = SPECIAL_TOKENS.indexOf('[START]');
/** Longer texts are cut: their mean would say little more. */
export const LONGEST_TEXT = 1024;

/** tokenizer.json: the rules of `words.ts`, then the longest of `pieces` from the left (WordPiece without a mark for pieces inside a word); token ids are the positions after the special tokens. */
export function writeTokenizer(pieces: readonly Piece[]): string {
  const replace = (regex: string, content: string): object => ({ type: 'Replace', pattern: { Regex: regex }, content });
  const special = SPECIAL_TOKENS.map((content, id) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  }));
  return JSON.stringify({
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: special,
    normalizer: {
      type: 'Sequence',
      normalizers: [
        replace(NORMALIZATION_RULES.camelCase, ' '),
        replace(NORMALIZATION_RULES.acronym, ' '),
        { type: 'NFKD' },
        { type: 'StripAccents' },
        { type: 'Lowercase' },
        replace(NORMALIZATION_RULES.apostrophe, ''),
        replace(NORMALIZATION_RULES.gap, ' '),
      ],
    },
    pre_tokenizer: { type: 'WhitespaceSplit' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [{ SpecialToken: { id: '[START]', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
      pair: [
        { SpecialToken: { id: '[START]', type_id: 0 } },
        { Sequence: { id: 'A', type_id: 0 } },
        { Sequence: { id: 'B', type_id: 0 } },
      ],
      special_tokens: { '[START]': { id: '[START]', ids: [START_ID], tokens: ['[START]'] } },
    },
    decoder: null,
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '',
      max_input_chars_per_word: LONGEST_WORD,
      vocab: Object.fromEntries([...SPECIAL_TOKENS, ...pieces.map(({ text }) => text)].map((text, id) => [text, id])),
    },
  });
}

export function writeTokenizerConfig(): string {
  return `${JSON.stringify(
    {
      tokenizer_class: 'PreTrainedTokenizer',
      pad_token: '[PAD]',
      unk_token: '[UNK]',
      model_max_length: LONGEST_TEXT,
      clean_up_tokenization_spaces: false,
    },
    null,
    2,
  )}\n`;
}
