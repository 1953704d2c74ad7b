import { FALLBACK_PIECES } from './lexicon.ts';
import type { Lexicon } from './lexicon.ts';
import { splitWords } from './words.ts';

/** A piece of the vocabulary and the row of its vector. */
export interface Piece {
  readonly text: string;
  readonly row: number;
}

/** Words in their longest known pieces, from the left (WordPiece), as the tokenizer of the finished model finds them. */
export interface Segmenter {
  readonly pieces: readonly Piece[];
  /** Rows of the pieces of `text`, in order; a word with letters outside the alphabet has none. */
  rowsOf(text: string): number[];
  /** The same without the words that fall into scraps: what they are split into says nothing of them. For training. */
  soundRowsOf(text: string): number[];
  splitWord(word: string): readonly Piece[];
}

/** Longer runs of letters are no words. */
export const LONGEST_WORD = 64;
const LONGEST_PIECE = 24;
/** Letters that a part of an unknown compound has at least, for the compound to teach its parts anything. */
const SHORTEST_PART = 4;

const isFallback = new Set(FALLBACK_PIECES);

export function createSegmenter(lexicon: Lexicon): Segmenter {
  const pieces = new Map<string, Piece>();
  lexicon.rows.forEach((text, row) => pieces.set(text, { text, row }));
  const splitWord = (word: string): readonly Piece[] => splitByLongest(word, pieces);
  addUncoveredForms(pieces, lexicon);
  const rowsOfWord = remember((word) => splitWord(word).map(({ row }) => row));
  const soundRowsOfWord = remember((word) => {
    const split = splitWord(word);
    return isSound(split) ? split.filter(({ text }) => !isFallback.has(text)).map(({ row }) => row) : [];
  });
  return {
    pieces: [...pieces.values()],
    splitWord,
    rowsOf: (text) => splitWords(text).flatMap(rowsOfWord),
    soundRowsOf: (text) => splitWords(text).flatMap(soundRowsOfWord),
  };
}

/** A form needs a piece of its own only where its split is not lemma and ending. A new piece may cut into the split of another form. */
function addUncoveredForms(pieces: Map<string, Piece>, lexicon: Lexicon): void {
  for (let before = 0; before < pieces.size;) {
    before = pieces.size;
    for (const [form, row] of lexicon.aliases) {
      if (pieces.has(form)) continue;
      const [first, ending, ...others] = splitByLongest(form, pieces);
      const isCovered = first?.row === row && ending !== undefined && isFallback.has(ending.text);
      if (!isCovered || others.length > 0) pieces.set(form, { text: form, row });
    }
  }
}

function isSound(split: readonly Piece[]): boolean {
  const parts = split.filter((piece, index) => index === 0 || !isFallback.has(piece.text));
  const [first, ...others] = parts;
  if (first === undefined) return false;
  return others.length === 0 ? !isFallback.has(first.text) : parts.every(({ text }) => text.length >= SHORTEST_PART);
}

function remember(compute: (word: string) => readonly number[]): (word: string) => readonly number[] {
  const known = new Map<string, readonly number[]>();
  return (word) => {
    let rows = known.get(word);
    if (rows === undefined) known.set(word, (rows = compute(word)));
    return rows;
  };
}

function splitByLongest(word: string, pieces: ReadonlyMap<string, Piece>): readonly Piece[] {
  if (word.length > LONGEST_WORD) return [];
  const found: Piece[] = [];
  for (let start = 0; start < word.length;) {
    let end = Math.min(word.length, start + LONGEST_PIECE);
    while (end > start && !pieces.has(word.slice(start, end))) end -= 1;
    const piece = pieces.get(word.slice(start, end));
    if (piece === undefined) return [];
    found.push(piece);
    start = end;
  }
  return found;
}
