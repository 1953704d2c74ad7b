import type { Episode } from './corpus.ts';
import { valueOf } from './values.ts';

/** The goal of one episode: its category, and the kinds of things that it names, in order. */
export interface EpisodeGoal {
  readonly category: number;
  readonly values: readonly string[];
}

export interface GoalCategories {
  /** One template a category, e.g. `put a clean {0} in {1}`. */
  readonly templates: readonly string[];
  /** By episode, in the order of the corpus. */
  readonly goals: readonly EpisodeGoal[];
}

/** A template asked for by this many episodes is a category of its own; rarer ones join the nearest. */
const minEpisodes = 3;
/** Cosine of goal texts above which a rare goal joins a category; the texts are short, so this is lower than for duplicates. */
const joinCosine = 0.7;

export type EmbedTexts = (texts: readonly string[]) => Promise<readonly Float32Array[]>;

/**
 * Sorts episodes by what they ask for. A word of the goal that agents also use as an entity (`jar` of `jar 2`), a
 * number, an id or a quoted text becomes an argument; equal templates are one category, and goals in free words
 * join the category with the nearest meaning.
 */
export async function findGoalCategories(episodes: readonly Episode[], embed: EmbedTexts): Promise<GoalCategories> {
  const kinds = findKinds(episodes);
  const parsed = episodes.map((episode) => parseGoal(episode.goal, kinds));
  const counts = new Map<string, number>();
  for (const { template } of parsed) counts.set(template, (counts.get(template) ?? 0) + 1);
  const ordered = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const place = await joinRare(ordered, embed);
  const leaders = [...new Set(place.values())].sort((a, b) => a - b);
  const dense = new Map(leaders.map((leader, index) => [leader, index]));
  return {
    templates: leaders.map((leader) => ordered[leader]?.[0] ?? ''),
    goals: parsed.map(({ template, values }) => ({ category: dense.get(place.get(template) ?? 0) ?? 0, values })),
  };
}

/** For each template the row of its category's leader in `ordered`. */
async function joinRare(ordered: readonly (readonly [string, number])[], embed: EmbedTexts): Promise<Map<string, number>> {
  const place = new Map<string, number>();
  const rare = ordered.some(([, count]) => count < minEpisodes);
  const vectors = rare ? await embed(ordered.map(([template]) => template)) : [];
  const leaders: number[] = [];
  ordered.forEach(([template, count], index) => {
    const near = count >= minEpisodes ? undefined : nearest(leaders, index, vectors);
    if (near === undefined) leaders.push(index);
    place.set(template, near ?? index);
  });
  return place;
}

function nearest(leaders: readonly number[], index: number, vectors: readonly Float32Array[]): number | undefined {
  const own = vectors[index];
  let best: number | undefined;
  let bestCosine = joinCosine;
  for (const leader of leaders) {
    const other = vectors[leader];
    if (!own || !other) continue;
    let dot = 0;
    for (let at = 0; at < own.length; at += 1) dot += (own[at] ?? 0) * (other[at] ?? 0);
    if (dot > bestCosine) {
      best = leader;
      bestCosine = dot;
    }
  }
  return best;
}

/** Words that stand before a number as an argument of an action, in at least two episodes. */
function findKinds(episodes: readonly Episode[]): ReadonlySet<string> {
  const seen = new Map<string, Set<string>>();
  for (const { trajectoryId, steps } of episodes) {
    for (const { args } of steps) {
      for (const value of args) {
        if (value.sort === 'entity') seen.set(value.kind, (seen.get(value.kind) ?? new Set()).add(trajectoryId));
      }
    }
  }
  return new Set([...seen].filter(([, ids]) => ids.size >= 2).map(([kind]) => kind));
}

const word = /"[^"]{1,60}"|[\w#@.+-]*\w/g;

function parseGoal(goal: string, kinds: ReadonlySet<string>): { template: string; values: readonly string[] } {
  const values: string[] = [];
  const template = goal
    .slice(0, 2000)
    .toLowerCase()
    .replace(word, (text) => {
      const value = valueOf(text);
      const isArgument = kinds.has(text) || value.sort === 'number' || value.sort === 'id' || value.sort === 'quoted';
      if (!isArgument) return text;
      values.push(value.text);
      return `{${values.length - 1}}`;
    })
    .replace(/\s+/g, ' ')
    .trim();
  return { template, values };
}
