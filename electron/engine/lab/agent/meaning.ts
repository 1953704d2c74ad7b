import { cosine } from '../../../../shared/numeric/index.ts';
import { sortedBy } from './sorted.ts';

/** Unit vectors of texts, in order. */
export type EmbedTexts = (texts: readonly string[]) => Promise<readonly Float32Array[]>;

/** What a goal means beside what is known: by vectors, where its words say too little. */
export interface GoalMeaning {
  /** Likeness in [0, 1] to each wording: the mean over its nearest goals. */
  readonly wordings: readonly number[];
  /** Likeness in [0, 1] of a kind to what some words of the goal say. */
  naming(kind: string): number;
  /** Likeness in [0, 1] of the goal to each text. */
  compare(texts: readonly string[]): Promise<readonly number[]>;
}

/** Goals that a likeness to a wording is the mean of. */
const nearestGoals = 3;
/** Goals of one wording that are compared, words of a goal that are read, words in a row that name something. */
const [maxGoals, maxWords, maxSpan] = [40, 30, 3];
/** Texts whose vectors are kept beside those of the known goals, which every reading asks for. */
const maxKept = 20_000;

/** Reads goals by meaning: vectors of what is said again are made once. */
export class Meaning {
  readonly #embed: EmbedTexts;
  readonly #goals: readonly (readonly string[])[];
  readonly #known: number;
  readonly #kept = new Map<string, Float32Array>();

  /** `goals`: by wording, goals that were put so. */
  constructor(embed: EmbedTexts, goals: readonly (readonly string[])[]) {
    this.#embed = embed;
    this.#goals = goals.map((own) => own.slice(0, maxGoals));
    this.#known = this.#goals.flat().length;
  }

  /** @throws KnackError MODEL_MISSING */
  async read(goal: string, kinds: readonly string[]): Promise<GoalMeaning> {
    const spans = spansOf(goal);
    const of = await this.#vectors([goal, ...spans, ...kinds, ...this.#goals.flat()]);
    const whole = of(goal);
    const named = new Map<string, number>();
    return {
      wordings: this.#goals.map((own) => meanOfNearest(whole, own.map(of))),
      naming: (kind) => {
        const known = named.get(kind);
        if (known !== undefined) return known;
        const vector = of(kind);
        const likeness = Math.max(0, ...spans.map((span) => (span === kind ? 1 : cosine(of(span), vector))));
        named.set(kind, likeness);
        return likeness;
      },
      compare: async (texts) => {
        const vectors = await this.#vectors(texts);
        return texts.map((text) => Math.max(0, cosine(whole, vectors(text))));
      },
    };
  }

  async #vectors(texts: readonly string[]): Promise<(text: string) => Float32Array> {
    if (this.#kept.size > maxKept + this.#known) this.#kept.clear();
    const fresh = [...new Set(texts)].filter((text) => !this.#kept.has(text));
    const made = fresh.length === 0 ? [] : await this.#embed(fresh);
    fresh.forEach((text, at) => this.#kept.set(text, made[at] ?? new Float32Array()));
    const own = new Map(texts.map((text) => [text, this.#kept.get(text) ?? new Float32Array()]));
    return (text) => own.get(text) ?? new Float32Array();
  }
}

function meanOfNearest(vector: Float32Array, known: readonly Float32Array[]): number {
  const nearest = sortedBy(
    known.map((other) => Math.max(0, cosine(vector, other))),
    (likeness) => -likeness,
  ).slice(0, nearestGoals);
  return nearest.reduce((sum, likeness) => sum + likeness, 0) / Math.max(1, nearest.length);
}

/** Words and words in a row. */
function spansOf(goal: string): readonly string[] {
  const words = (goal.toLowerCase().match(/[\p{L}\p{N}_-]+/gu) ?? []).slice(0, maxWords);
  return words.flatMap((_, from) =>
    Array.from({ length: Math.min(maxSpan, words.length - from) }, (__, more) =>
      words.slice(from, from + more + 1).join(' '),
    ),
  );
}
