import { cosine } from '../../../../shared/numeric/index.ts';
import type { Roles } from './roles.ts';
import { sortedBy } from './sorted.ts';

/** Unit vectors of texts, in order. */
export type EmbedTexts = (texts: readonly string[]) => Promise<readonly Float32Array[]>;

/** What a goal means beside what is known: by vectors, where its words say too little. */
export interface GoalMeaning {
  /** Likeness in [0, 1] to each wording: the mean over its nearest goals. */
  readonly wordings: readonly number[];
  /** Likeness in [0, 1] of a kind to what some words of the goal say, and which words: a bit for each. */
  naming(kind: string): { readonly likeness: number; readonly words: number };
}

/** Goals that a likeness to a wording is the mean of. */
const nearestGoals = 3;
/** Goals of one wording that are compared, and words of a goal that are read. */
const [maxGoals, maxWords] = [40, 30];

/** Reads goals by meaning: vectors of known goals and kinds are made once. */
export class Meaning {
  readonly #embed: EmbedTexts;
  readonly #goals: readonly (readonly string[])[];
  #known: Promise<readonly (readonly Float32Array[])[]> | null = null;
  readonly #kinds = new Map<string, Float32Array>();

  /** `goals`: by wording, goals that were put so. */
  constructor(embed: EmbedTexts, goals: readonly (readonly string[])[]) {
    this.#embed = embed;
    this.#goals = goals.map((own) => own.slice(0, maxGoals));
  }

  /** @throws KnackError MODEL_MISSING */
  async read(goal: string, kinds: readonly string[]): Promise<GoalMeaning> {
    this.#known ??= this.#embed(this.#goals.flat()).then((vectors) => {
      let from = 0;
      return this.#goals.map((own) => {
        from += own.length;
        return vectors.slice(from - own.length, from);
      });
    });
    const known = await this.#known;
    const fresh = kinds.filter((kind) => !this.#kinds.has(kind));
    const spans = spansOf(goal);
    const [whole, ...rest] = await this.#embed([goal, ...spans.map(({ text }) => text), ...fresh]);
    fresh.forEach((kind, at) => this.#kinds.set(kind, rest[spans.length + at] ?? new Float32Array()));
    const wordings = known.map((own) => meanOfNearest(whole ?? new Float32Array(), own));
    return {
      wordings,
      naming: (kind) => {
        const vector = this.#kinds.get(kind) ?? new Float32Array();
        const likenesses = spans.map(({ words, text }, at) => ({
          words,
          likeness: text === kind ? 1 : Math.max(0, cosine(rest[at] ?? new Float32Array(), vector)),
        }));
        return sortedBy(likenesses, ({ likeness }) => -likeness)[0] ?? { likeness: 0, words: 0 };
      },
    };
  }
}

function meanOfNearest(vector: Float32Array, known: readonly Float32Array[]): number {
  const nearest = sortedBy(
    known.map((other) => Math.max(0, cosine(vector, other))),
    (likeness) => -likeness,
  ).slice(0, nearestGoals);
  return nearest.reduce((sum, likeness) => sum + likeness, 0) / Math.max(1, nearest.length);
}

/** Words and pairs of words that follow each other; `words` has a bit for each. */
function spansOf(goal: string): readonly { readonly text: string; readonly words: number }[] {
  const words: readonly string[] = goal.toLowerCase().match(/[\p{L}\p{N}_-]+/gu) ?? [];
  return words.slice(0, maxWords).flatMap((word, at) => {
    const next = words[at + 1];
    const one = { text: word, words: 2 ** at };
    return next === undefined || at + 1 >= maxWords ? [one] : [one, { text: `${word} ${next}`, words: 3 * 2 ** at }];
  });
}

/** How much what stood in a role before counts beside what the goal says. */
const habit = 0.35;
/** A role is filled where its kind is that alike, or nearly always the same. */
const leastLikeness = 0.35;

/** Roles as a goal fills them. */
export interface FilledRoles {
  /** The kind that the goal names for each; '' where it names none. */
  readonly values: readonly string[];
  /** Mean likeness in [0, 1] of what the goal says to its values; 1 where there are no roles. */
  readonly fit: number;
}

/** For each role the kind that the goal names, no words twice. Roles with the clearest naming choose first. */
export function rolesByMeaning(
  roles: Roles,
  kindsFor: (role: number) => readonly string[],
  meaning: GoalMeaning,
): FilledRoles {
  const values: string[] = roles.map(() => '');
  let sum = 0;
  const options = roles.flatMap(({ kinds }, role) => {
    const all = [...kinds.values()].reduce((sum, count) => sum + count, 0);
    return kindsFor(role).flatMap((kind) => {
      const { likeness, words } = meaning.naming(kind);
      const share = all === 0 ? 0 : (kinds.get(kind) ?? 0) / all;
      return likeness + share < leastLikeness ? [] : [{ role, kind, words, likeness, score: likeness + habit * share }];
    });
  });
  let taken = 0;
  for (const { role, kind, words, likeness } of sortedBy(options, ({ score }) => -score)) {
    // Bits: what stands for one thing stands for no other.
    if (values[role] !== '' || (taken & words) !== 0) continue;
    values[role] = kind;
    taken |= words;
    sum += likeness;
  }
  return { values, fit: roles.length === 0 ? 1 : sum / roles.length };
}
