import { dot, norm } from '../../../shared/numeric/index.ts';
import { SoftIndex, fuseLikeness, type VectorOf } from '../likeness/index.ts';
import { findCommon, type Uncommon } from './common.ts';
import { WordIndex } from './words.ts';

/** Share of the observation beside the goal, where there is one [K]. */
const observationShare = 0.25;
/** An item is as like a question as the mean of so many of its nearest texts: one alone may be near by chance. */
const nearestTexts = 3;

/** A question as it is compared: its goal and observation, with vectors where there is a model. */
export interface Asked {
  readonly goal: string;
  readonly goalVector: Float32Array | null;
  readonly observationVector: Float32Array | null;
  /** Vectors of the goal's words and neighbouring pairs, where the texts have those of their words. */
  readonly vectorOf?: VectorOf | null;
}

/** How like a text, or several together, is to a question. */
export interface TextLikeness {
  readonly cosine: number | null;
  readonly bm25: number;
  /** The match word by word, both ways together, in [0, 1]; null where texts are compared as wholes alone. */
  readonly wordMatch: number | null;
  readonly fused: number;
}

/** Texts of one kind with what they do not share; it begins at a place and goes on to the next. */
interface Group {
  readonly from: number;
  readonly uncommon: Uncommon;
  /** Their words; null where they are compared as wholes alone. */
  readonly soft: SoftIndex | null;
}

/** Scores of both ways at a text's place among all texts, with what is known of the question. */
type SoftAt = (place: number) => { readonly asked: number; readonly told: number; readonly known: number } | null;

export interface DocumentParts {
  /** Goals of episodes, then what items say. */
  readonly goals: readonly string[];
  readonly own: readonly string[];
  /** In the same order; null without a model. */
  readonly vectors: readonly Float32Array[] | null;
  /** Vectors of the words of the texts; null where these are compared as wholes alone. */
  readonly vectorOf?: VectorOf | null;
}

/** The texts by which items are found, each once: by words, and by vectors where there is a model. */
export class Documents {
  readonly texts: readonly string[];
  readonly words: WordIndex;
  readonly #raw: readonly Float32Array[] | null;
  readonly #vectors: readonly Float32Array[] | null;
  /** Lengths of the vectors, worked out once: every question needs all of them. */
  readonly #norms: readonly number[];
  readonly #goals: Group;
  readonly #own: Group;

  constructor({ goals, own, vectors, vectorOf = null }: DocumentParts) {
    this.texts = [...goals, ...own];
    this.words = new WordIndex(this.texts);
    this.#raw = vectors;
    const group = (texts: readonly string[], from: number): Group => ({
      from,
      uncommon: findCommon(vectors?.slice(from, from + texts.length) ?? []),
      soft: vectorOf === null ? null : new SoftIndex(texts, vectorOf),
    });
    this.#goals = group(goals, 0);
    this.#own = group(own, goals.length);
    this.#vectors = vectors?.map((vector, place) => this.#groupOf(place).uncommon(vector)) ?? null;
    this.#norms = this.#vectors?.map(norm) ?? [];
  }

  get hasVectors(): boolean {
    return this.#raw !== null;
  }

  /** The vector of a text as the model gave it. */
  vectorAt(place: number): Float32Array | null {
    return this.#raw?.[place] ?? null;
  }

  /** Cosine of the text at a place to that at another one, each without what all share; null without a model. */
  nearTo(place: number): ((other: number) => number) | null {
    const vector = this.#vectors?.[place];
    return vector === undefined ? null : this.#nearness(vector);
  }

  /** Rule S10: cosine, match word by word and BM25 of every text, fused. The observation counts for what items say, not for the goals of episodes. */
  compare(asked: Asked): readonly TextLikeness[] {
    const bm25 = this.words.score(asked.goal);
    const { goalVector, observationVector } = asked;
    if (this.#vectors === null || goalVector === null) {
      return this.texts.map((_, place) => {
        const words = bm25[place] ?? 0;
        return { cosine: null, bm25: words, wordMatch: null, fused: words };
      });
    }
    const toGoals = this.#nearness(this.#goals.uncommon(goalVector));
    const toOwn = this.#nearness(this.#own.uncommon(goalVector));
    const seen = observationVector === null ? null : this.#nearness(this.#own.uncommon(observationVector));
    const [softGoals, softOwn] = [this.#softOf(this.#goals, asked), this.#softOf(this.#own, asked)];
    return this.texts.map((_, place) => {
      const words = bm25[place] ?? 0;
      const isGoal = place < this.#own.from;
      const near = isGoal ? toGoals(place) : toOwn(place);
      const meaning = seen === null || isGoal ? near : (1 - observationShare) * near + observationShare * seen(place);
      const soft = isGoal ? softGoals(place) : softOwn(place);
      return {
        cosine: meaning,
        bm25: words,
        wordMatch: soft === null ? null : (soft.asked + soft.told) / 2,
        fused: fuseLikeness({ cosine: meaning, words, soft }),
      };
    });
  }

  #softOf({ soft, from }: Group, { goal, goalVector, vectorOf = null }: Asked): SoftAt {
    if (soft === null || goalVector === null || vectorOf === null) return () => null;
    const { asked, told, known } = soft.match({ text: goal, vector: goalVector }, vectorOf);
    return (place) => ({ asked: asked[place - from] ?? 0, told: told[place - from] ?? 0, known });
  }

  /** Cosine of a vector to the text at a place; 0 where one of them is zero. */
  #nearness(vector: Float32Array): (place: number) => number {
    const own = norm(vector);
    return (place) => {
      const text = this.#vectors?.[place];
      const lengths = own * (this.#norms[place] ?? 0);
      return text === undefined || lengths === 0 ? 0 : Math.min(1, Math.max(-1, dot(vector, text) / lengths));
    };
  }

  #groupOf(place: number): Group {
    return place < this.#own.from ? this.#goals : this.#own;
  }
}

/** The mean of the nearest of an item's texts; null where it has none among those that may be looked at. */
export function joinNearest(
  places: readonly number[],
  all: readonly TextLikeness[],
  mayUse: (place: number) => boolean = () => true,
): TextLikeness | null {
  const nearest = places
    .filter(mayUse)
    .flatMap((place) => all[place] ?? [])
    .sort((left, right) => right.fused - left.fused)
    .slice(0, nearestTexts);
  if (nearest.length === 0) return null;
  const mean = (of: (one: TextLikeness) => number): number =>
    nearest.reduce((sum, one) => sum + of(one), 0) / nearest.length;
  return {
    cosine: nearest.some((one) => one.cosine === null) ? null : mean((one) => one.cosine ?? 0),
    bm25: mean((one) => one.bm25),
    wordMatch: nearest.some((one) => one.wordMatch === null) ? null : mean((one) => one.wordMatch ?? 0),
    fused: mean((one) => one.fused),
  };
}
