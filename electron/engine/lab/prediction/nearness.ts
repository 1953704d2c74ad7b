import { cosine } from '../../../../shared/numeric/index.ts';
import type { ToldEpisode } from './lesson.ts';

/** How like each other goals are, by the vectors of their texts. Each row of likenesses is worked out once. */
export class Nearness {
  readonly #at: ReadonlyMap<string, number>;
  readonly #vectors: readonly Float32Array[];
  readonly #rows = new Map<string, Float64Array>();

  private constructor(goals: readonly string[], vectors: readonly Float32Array[]) {
    this.#at = new Map(goals.map((goal, at) => [goal, at]));
    this.#vectors = vectors;
  }

  /** Of all goals that will be asked about. */
  static async of(
    episodes: readonly ToldEpisode[],
    embed: (texts: readonly string[]) => Promise<readonly Float32Array[]>,
  ): Promise<Nearness> {
    const goals = [...new Set(episodes.map(({ goal }) => goal.text))].sort();
    return new Nearness(goals, await embed(goals));
  }

  /** Cosines of a goal to others, in [-1, 1]; 0 for one that is not known. */
  to(goal: string): (other: string) => number {
    const row = this.#rows.get(goal) ?? this.#rowOf(goal);
    this.#rows.set(goal, row);
    return (other) => row[this.#at.get(other) ?? -1] ?? 0;
  }

  #rowOf(goal: string): Float64Array {
    const own = this.#vectors[this.#at.get(goal) ?? -1];
    return Float64Array.from(this.#vectors, (vector) => (own === undefined ? 0 : cosine(own, vector)));
  }

  /** The episodes with the nearest goals, nearest first, of equals the first in the list; at most `most`. */
  nearest(goal: string, others: readonly ToldEpisode[], most: number): readonly ToldEpisode[] {
    const near = this.to(goal);
    const best: { readonly other: ToldEpisode; readonly near: number }[] = [];
    for (const other of others) {
      const own = near(other.goal.text);
      if (best.length === most && own <= (best.at(-1)?.near ?? 0)) continue;
      const after = best.findIndex((known) => known.near < own);
      best.splice(after < 0 ? best.length : after, 0, { other, near: own });
      if (best.length > most) best.pop();
    }
    return best.map(({ other }) => other);
  }
}
