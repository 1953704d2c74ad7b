import { FALLBACK_PIECES } from './lexicon.ts';
import type { Lexicon } from './lexicon.ts';
import { splitWords } from './words.ts';

/** A piece of the vocabulary, its log-probability and the row of its vector. */
export interface Piece {
  readonly text: string;
  readonly score: number;
  readonly row: number;
}

/** The most probable split of words into pieces (unigram model, Viterbi), as the tokenizer of the finished model computes it. */
export interface Segmenter {
  readonly pieces: readonly Piece[];
  /** Rows of the pieces of `text`, in order; letters outside the alphabet have none. */
  rowsOf(text: string): number[];
  splitWord(word: string): readonly Piece[];
}

/** Without this, abbreviations of two or three letters would take compounds to bits. */
const SHORT_PIECE_PENALTIES: readonly number[] = [0, 12, 7, 3];
const FALLBACK_PENALTY = 4;
const LONGEST_PIECE = 24;

export function createSegmenter(lexicon: Lexicon): Segmenter {
  let total = 1;
  for (const count of lexicon.counts) total += count;
  const isFallback = new Set(FALLBACK_PIECES);
  const scoreOf = (text: string, count: number): number => {
    const rarity = Math.log((count + 0.5) / total) - (SHORT_PIECE_PENALTIES[text.length] ?? 0);
    return isFallback.has(text) ? rarity + (text.length > 1 ? 8 : -FALLBACK_PENALTY) : rarity;
  };
  const pieces = new Map<string, Piece>();
  lexicon.rows.forEach((text, row) => pieces.set(text, { text, row, score: scoreOf(text, lexicon.counts[row] ?? 0) }));
  const splitWord = (word: string): readonly Piece[] => findBestSplit(word, pieces);
  // A form needs a piece of its own only where its split is not lemma and ending.
  for (const [form, row] of lexicon.aliases) {
    const [first, ending, ...others] = splitWord(form);
    const isCovered = first?.row === row && ending !== undefined && isFallback.has(ending.text) && others.length === 0;
    if (!isCovered) pieces.set(form, { text: form, row, score: scoreOf(form, (lexicon.counts[row] ?? 0) * 0.2) });
  }
  keepWordsWhole(pieces);
  const cache = new Map<string, readonly number[]>();
  const rowsOfWord = (word: string): readonly number[] => {
    const known = cache.get(word);
    if (known !== undefined) return known;
    const rows = splitWord(word).map((piece) => piece.row);
    cache.set(word, rows);
    return rows;
  };
  return { pieces: [...pieces.values()], splitWord, rowsOf: (text) => splitWords(text).flatMap(rowsOfWord) };
}

/** No word of the vocabulary is ever split: where its parts are likelier, its score is raised above theirs. */
function keepWordsWhole(pieces: Map<string, Piece>): void {
  for (const piece of [...pieces.values()].toSorted((one, other) => one.text.length - other.text.length)) {
    const split = findBestSplit(piece.text, pieces);
    if (split.length < 2) continue;
    const score = split.reduce((sum, part) => sum + part.score, 0) + 0.01;
    pieces.set(piece.text, { ...piece, score });
  }
}

function findBestSplit(word: string, pieces: ReadonlyMap<string, Piece>): readonly Piece[] {
  const whole = word.length <= 2000 ? word : word.slice(0, 2000);
  const scores = new Float64Array(whole.length + 1).fill(-Infinity);
  const last: (Piece | undefined)[] = Array.from({ length: whole.length + 1 });
  scores[0] = 0;
  for (let start = 0; start < whole.length; start += 1) {
    if (scores[start] === -Infinity) continue;
    for (let end = start + 1; end <= Math.min(whole.length, start + LONGEST_PIECE); end += 1) {
      const piece = pieces.get(whole.slice(start, end));
      const score = (scores[start] ?? 0) + (piece?.score ?? (end === start + 1 ? -100 : -Infinity));
      if (score > (scores[end] ?? -Infinity)) {
        scores[end] = score;
        last[end] = piece;
      }
    }
  }
  const found: Piece[] = [];
  for (let end = whole.length; end > 0;) {
    const piece = last[end];
    if (piece !== undefined) found.push(piece);
    end -= piece?.text.length ?? 1;
  }
  return found.toReversed();
}
