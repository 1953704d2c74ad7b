import { AutoTokenizer, env } from '@huggingface/transformers';
import { FALLBACK_PIECES } from '../../scripts/model/lexicon.ts';

/** The words that full text search drops (Lucene's English list, which the store's index uses, too). */
const STOP_WORDS = new Set(
  (
    'a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to ' +
    'was will with'
  ).split(' '),
);
const ENDINGS = new Set(FALLBACK_PIECES);

/** Turns a text into the terms that BM25 counts. */
export type WordSplitter = (text: string) => readonly string[];

/** Lower-case runs of letters and digits, nothing else. */
export function splitPlainWords(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Compounds and identifiers in the known words that the model's tokenizer finds in them, without stop words and endings. */
export async function loadCompoundSplitter(modelFolder: string): Promise<WordSplitter> {
  env.allowRemoteModels = false;
  const tokenizer = await AutoTokenizer.from_pretrained(modelFolder, { local_files_only: true });
  return (text) => tokenizer.tokenize(text).filter((piece) => !STOP_WORDS.has(piece) && !ENDINGS.has(piece));
}
