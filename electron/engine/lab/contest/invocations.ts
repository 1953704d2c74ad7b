import { cosine } from '../../../../shared/numeric/index.ts';
import type { Play } from '../agent/index.ts';

/** Unit vectors of texts, in order. */
export type EmbedTexts = (texts: readonly string[]) => Promise<readonly Float32Array[]>;

/** States in which procedures were begun in episodes that succeeded: what the goal was, and what had been carried out. */
export interface Invocations {
  /** By procedure, how near a state is to those in which it was begun, in [0, 1]: the mean over the nearest. */
  likeness(goal: string, done: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

interface Begun {
  readonly procedureId: string;
  readonly done: readonly string[];
  readonly goal: string;
}

/** Nearest states of which the mean is taken. */
const nearest = 1;

/** `pool`: procedures that count; what else an episode did is left out of its states. */
export async function readInvocations(
  plays: readonly Play[],
  pool: ReadonlySet<string>,
  embed: EmbedTexts,
): Promise<Invocations> {
  const good = plays.filter(({ episode }) => episode.outcome === 'success');
  const goals = [...new Set(good.map(({ episode }) => episode.goal))];
  const vectors = await embed(goals);
  const vectorOf = new Map(goals.map((goal, at) => [goal, vectors[at] ?? new Float32Array()]));
  const begun = good.flatMap(({ episode, course }): readonly Begun[] => {
    const own = course.flatMap(({ procedureId }) => (pool.has(procedureId) ? [procedureId] : []));
    return own.map((procedureId, at) => ({ procedureId, done: own.slice(0, at), goal: episode.goal }));
  });
  const byProcedure = Map.groupBy(begun, ({ procedureId }) => procedureId);
  return {
    likeness: async (goal, done) => {
      const [vector = new Float32Array()] = await embed([goal]);
      const nearness = new Map([...vectorOf].map(([other, own]) => [other, Math.max(0, cosine(vector, own))]));
      return new Map(
        [...byProcedure].map(([id, states]) => {
          const all = states.map((state) => (nearness.get(state.goal) ?? 0) * overlap(done, state.done));
          const best = all.sort((a, b) => b - a).slice(0, nearest);
          return [id, best.reduce((sum, value) => sum + value, 0) / Math.max(1, best.length)];
        }),
      );
    },
  };
}

/** Share of what either did that both did, each as often as it was done; 1 where neither did anything. */
function overlap(left: readonly string[], right: readonly string[]): number {
  const open = [...right];
  let both = 0;
  for (const id of left) {
    const at = open.indexOf(id);
    if (at < 0) continue;
    open.splice(at, 1);
    both += 1;
  }
  const all = left.length + right.length - both;
  return all === 0 ? 1 : both / all;
}
