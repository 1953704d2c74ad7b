/** BM25 (Robertson and Zaragoza 2009) with its usual constants. */
const k1 = 1.2;
const b = 0.75;

/** Two words are forms of one when they share a beginning of so many letters and of this share of the longer one. */
const leastStem = 4;
const stemShare = 0.6;
/** Shorter pieces make compounds of anything. */
const leastPiece = 3;
/** What a form of a word, or a compound with it, counts beside the word itself. */
const formWeight = 0.7;

const boundary = /(\p{Ll})(?=\p{Lu})/gu;
const runs = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;

/** Lower-case runs of letters and digits; `someName` and `some_name` are two words each. */
export function termsOf(text: string): readonly string[] {
  return text.replace(boundary, '$1 ').toLowerCase().match(runs) ?? [];
}

/** Whether two words are forms of one by their beginning: `rinse`, `rinsed`; no list of endings, so of any language. */
export function isSameStem(one: string, other: string): boolean {
  const longest = Math.max(one.length, other.length);
  let shared = 0;
  while (shared < longest && one[shared] === other[shared]) shared += 1;
  return shared >= Math.max(leastStem, Math.ceil(stemShare * longest));
}

/**
 * Splits a compound into words that are known, the fewest: `footbridge` is `foot`, `bridge` where both are known.
 * @returns the pieces; empty where it cannot be split, or is no compound
 */
export function splitCompound(word: string, isKnown: (piece: string) => boolean): readonly string[] {
  const best: (readonly string[] | null)[] = [[]];
  for (let end = 1; end <= word.length; end += 1) {
    let found: readonly string[] | null = null;
    for (let from = 0; from <= end - leastPiece; from += 1) {
      const before = best[from];
      if (before === undefined || before === null || end - from === word.length) continue;
      const piece = word.slice(from, end);
      if (isKnown(piece) && (found === null || before.length + 1 < found.length)) found = [...before, piece];
    }
    best.push(found);
  }
  return best[word.length] ?? [];
}

/** Words of a text that a query's word stands for, with a weight in (0, 1]. */
type Forms = ReadonlyMap<string, number>;

interface Related {
  readonly stems: readonly string[];
  readonly longer: readonly string[];
}

const relatedKept = 5000;

/** A document collection by its words. */
export class WordIndex {
  readonly #related = new Map<string, Related>();
  readonly #postings = new Map<string, Map<number, number>>();
  readonly #lengths: readonly number[];
  readonly #meanLength: number;
  readonly #size: number;

  constructor(texts: readonly string[]) {
    const documents = texts.map(termsOf);
    this.#size = documents.length;
    this.#lengths = documents.map((terms) => terms.length);
    this.#meanLength = Math.max(1, this.#lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, this.#size));
    for (const [place, terms] of documents.entries()) {
      for (const term of terms) {
        const places = this.#postings.get(term) ?? new Map<number, number>();
        places.set(place, (places.get(place) ?? 0) + 1);
        this.#postings.set(term, places);
      }
    }
  }

  /**
   * Rule S10: BM25 of every document, divided by what one of mean length that holds every word of the query once would get: 0 where
   * nothing matches, about 1 where everything does. A word matches its forms, and compounds are matched by their parts.
   */
  score(query: string): Float64Array {
    const scores = new Float64Array(this.#size);
    const terms = new Set(termsOf(query));
    let attainable = 0;
    for (const term of terms) {
      const forms = this.#formsOf(term, terms);
      const counts = new Map<number, number>();
      for (const [form, weight] of forms) {
        for (const [place, count] of this.#postings.get(form) ?? []) {
          counts.set(place, Math.max(counts.get(place) ?? 0, weight * count));
        }
      }
      const rarity = Math.log(1 + (this.#size - counts.size + 0.5) / (counts.size + 0.5));
      attainable += rarity;
      for (const [place, count] of counts) {
        const length = (this.#lengths[place] ?? 0) / this.#meanLength;
        scores[place] = (scores[place] ?? 0) + (rarity * count * (k1 + 1)) / (count + k1 * (1 - b + b * length));
      }
    }
    return attainable > 0 ? scores.map((score) => score / attainable) : scores;
  }

  /** The query with what its words stand for here, for a search that knows whole words alone. */
  expand(query: string): string {
    const terms = new Set(termsOf(query));
    const more = [...terms].flatMap((term) =>
      [...this.#formsOf(term, terms).keys()].filter((form) => !terms.has(form)),
    );
    return [query, ...new Set(more)].join(' ');
  }

  #formsOf(term: string, query: ReadonlySet<string>): Forms {
    const forms = new Map<string, number>();
    if (this.#postings.has(term)) forms.set(term, 1);
    const isKnown = (piece: string): boolean => this.#postings.has(piece);
    if (forms.size === 0) for (const piece of splitCompound(term, isKnown)) forms.set(piece, formWeight);
    const { stems, longer } = this.#relatedTo(term);
    const isMeant = (piece: string): boolean => query.has(piece) || isKnown(piece);
    const compounds = longer.filter((word) => splitCompound(word, isMeant).includes(term));
    for (const word of [...stems, ...compounds]) if (!forms.has(word)) forms.set(word, formWeight);
    return forms;
  }

  /** Words of the documents that are forms of a word, and those that begin or end with it; looked for once. */
  #relatedTo(term: string): Related {
    const before = this.#related.get(term);
    if (before !== undefined) return before;
    const words = term.length < leastPiece ? [] : [...this.#postings.keys()].filter((word) => word !== term);
    const related = {
      stems: words.filter((word) => isSameStem(term, word)),
      longer: words.filter((word) => word.length > term.length + 1 && (word.startsWith(term) || word.endsWith(term))),
    };
    if (this.#related.size >= relatedKept) this.#related.clear();
    this.#related.set(term, related);
    return related;
  }
}
