import type { Corpus, Episode } from './corpus.ts';
import { compareWithCategories } from './goal-wording.ts';
import { likeness, measureBehaviour, type Behaviour } from './goal-behaviour.ts';
import { valueOf, type Value } from './values.ts';

/** The goal of one episode: its category, and the kinds of things that it names, in order. */
export interface EpisodeGoal {
  readonly category: number;
  readonly values: readonly string[];
}

export interface GoalCategories {
  /** The commonest template of each category, e.g. `send the {0} to {1}`. */
  readonly templates: readonly string[];
  /** The wordings of each category, commonest first, at most `maxWordings`. */
  readonly wordings: readonly (readonly string[])[];
  /** By episode, in the order of the corpus. */
  readonly goals: readonly EpisodeGoal[];
}

/** So many ways to say it are kept of each category: a meta-procedure is found by them. */
const maxWordings = 5;
/** Good episodes of two wordings do the same when their behaviours are at least this alike. */
const minLikeness = 0.7;
/** A wording that no good episode shows joins the category with the nearest words from this likeness on. */
const minWordLikeness = 0.5;

interface Wording {
  readonly template: string;
  readonly episodes: readonly number[];
}

/**
 * Sorts episodes by what they ask for. A word of the goal that agents also use as an entity (`jar` of `jar 2`), a
 * number, an id or a quoted text becomes an argument. Wordings whose good episodes behave alike are one category:
 * `leave a warm {0} at a {1}` and `a warm {0} is wanted at a {1}` ask for the same, however they are put, and one word can
 * make another task. A wording that only failed goes to the category with the nearest words.
 */
export function findGoalCategories(corpus: Corpus): GoalCategories {
  const kinds = findKinds(corpus.episodes);
  // Many agents are given one goal: each wording is parsed once.
  const goals = new Set(corpus.episodes.map(({ goal }) => goal));
  const known = new Map([...goals].map((goal) => [goal, parseGoal(goal, kinds)] as const));
  const parsed = corpus.episodes.map(({ goal }) => known.get(goal) ?? parseGoal(goal, kinds));
  const byTemplate = Map.groupBy(parsed.keys(), (index) => parsed[index]?.template ?? '');
  const wordings = [...byTemplate].map(([template, episodes]): Wording => ({ template, episodes })).sort(byFrequency);
  const behaviours = measureBehaviour(
    corpus,
    wordings.map(({ episodes }) => episodes),
  );
  const place = placeByWords(wordings, placeByBehaviour(wordings, behaviours));
  const leaders = [...new Set(place)].sort((a, b) => a - b);
  const categoryOf = new Map(wordings.map(({ template }, index) => [template, leaders.indexOf(place[index] ?? 0)]));
  return {
    templates: leaders.map((leader) => wordings[leader]?.template ?? ''),
    wordings: leaders.map((leader) =>
      wordings.flatMap(({ template }, index) => (place[index] === leader ? [template] : [])).slice(0, maxWordings),
    ),
    goals: parsed.map(({ template, values }) => ({ category: categoryOf.get(template) ?? 0, values })),
  };
}

/** Reads goals in terms of a corpus. */
export interface GoalReader {
  /** The category of the same wording, else that of the nearest words (as for wordings that only failed), else null. */
  read(goal: string): ReadGoal;
  /**
   * The same for an episode of the corpus, as if its own goal had not been known: the category of a wording says how its episodes
   * went, unless others put their goals so too.
   */
  readBlind(goal: string): ReadGoal;
}

export interface ReadGoal {
  readonly category: number | null;
  readonly values: readonly string[];
}

export function goalReader(corpus: Corpus, categories: GoalCategories): GoalReader {
  const kinds = findKinds(corpus.episodes);
  const known = new Map<string, { readonly category: number; readonly goals: Set<string> }>();
  corpus.episodes.forEach(({ goal }, index) => {
    const { template } = parseGoal(goal, kinds);
    const own = known.get(template) ?? { category: categories.goals[index]?.category ?? 0, goals: new Set() };
    own.goals.add(goal);
    known.set(template, own);
  });
  const nearestBut = (left: string | null): ((template: string) => number | null) => {
    const wordings = categories.templates.map((): string[] => []);
    for (const [template, { category }] of known) if (template !== left) wordings[category]?.push(template);
    const likenessOf = compareWithCategories(wordings);
    return (template) => {
      let best: { category: number | null; alike: number } = { category: null, alike: minWordLikeness };
      likenessOf(template).forEach((alike, category) => {
        if (alike > best.alike) best = { category, alike };
      });
      return best.category;
    };
  };
  const nearest = nearestBut(null);
  return {
    read: (goal) => {
      const { template, values } = parseGoal(goal, kinds);
      return { category: known.get(template)?.category ?? nearest(template), values };
    },
    readBlind: (goal) => {
      const { template, values } = parseGoal(goal, kinds);
      const same = known.get(template);
      const isShared = same !== undefined && same.goals.size > 1;
      return { category: isShared ? same.category : nearestBut(template)(template), values };
    },
  };
}

/** Commonest first; ties by length, so that words decide only between the equally long. */
function byFrequency(a: Wording, b: Wording): number {
  return (
    b.episodes.length - a.episodes.length ||
    a.template.split(' ').length - b.template.split(' ').length ||
    (a.template < b.template ? -1 : 1)
  );
}

/** For each wording the commonest wording that behaves alike; null where it has no good episode. */
function placeByBehaviour(
  wordings: readonly Wording[],
  behaviours: readonly (Behaviour | null)[],
): readonly (number | null)[] {
  const leaders: { readonly index: number; readonly behaviour: Behaviour }[] = [];
  return wordings.map((_, index) => {
    const behaviour = behaviours[index];
    if (!behaviour) return null;
    const [best] = leaders
      .map((leader) => ({ index: leader.index, alike: likeness(leader.behaviour, behaviour) }))
      .sort((a, b) => b.alike - a.alike || a.index - b.index);
    if (best !== undefined && best.alike >= minLikeness) return best.index;
    leaders.push({ index, behaviour });
    return index;
  });
}

/**
 * Wordings that nothing good is known of join the category whose words are nearest, or stay for themselves. A word weighs by how
 * few categories have it: what it tells apart counts, not how many ways of putting one wish share it.
 */
function placeByWords(wordings: readonly Wording[], place: readonly (number | null)[]): readonly number[] {
  const leaders = [...new Set(place)].filter((leader) => leader !== null).sort((a, b) => a - b);
  const likenessOf = compareWithCategories(
    leaders.map((leader) => wordings.filter((_, index) => place[index] === leader).map(({ template }) => template)),
  );
  return wordings.map(({ template }, index) => {
    const at = place[index] ?? null;
    if (at !== null) return at;
    let best = { index, alike: minWordLikeness };
    likenessOf(template).forEach((alike, category) => {
      if (alike > best.alike) best = { index: leaders[category] ?? index, alike };
    });
    return best.index;
  });
}

/**
 * Reads any goal as the goals of a corpus were read: its template, and the kinds and values that it names, in order. A goal that
 * is a known wording with other words in the places of its arguments is that wording, also where no episode acted on such a thing;
 * the wording with most arguments, then the commonest, counts.
 */
export function wordingReader({ episodes }: Corpus): (goal: string) => ReturnType<typeof parseGoal> {
  const kinds = findKinds(episodes);
  const known = new Map<string, number>();
  for (const { goal } of episodes) {
    const { template } = parseGoal(goal, kinds);
    known.set(template, (known.get(template) ?? 0) + 1);
  }
  const patterns = [...known]
    .map(([template, count]) => ({ template, count, places: (template.match(/\{\d+\}/g) ?? []).length }))
    .filter(({ places }) => places > 0)
    .sort((a, b) => b.places - a.places || b.count - a.count || (a.template < b.template ? -1 : 1))
    .map(({ template }) => ({ template, form: patternOf(template) }));
  return (goal) => {
    const text = goal.slice(0, maxGoal).toLowerCase().replace(/\s+/g, ' ').trim();
    for (const { template, form } of patterns) {
      const match = form.exec(text);
      if (match !== null) return { template, values: match.slice(1) };
    }
    return parseGoal(goal, kinds);
  };
}

function patternOf(template: string): RegExp {
  const parts = template.split(/\{\d+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('([\\w-]{1,60})')}$`);
}

/** Words that stand before a number as an argument of an action: in an episode whose goal names them, or in two episodes. */
function findKinds(episodes: readonly Episode[]): ReadonlySet<string> {
  const first = new Map<string, Episode>();
  const kinds = new Set<string>();
  for (const episode of episodes) {
    let named: ReadonlySet<string> | null = null;
    const meet = ({ sort, kind }: Value): void => {
      if (sort !== 'entity' || kinds.has(kind)) return;
      const known = first.get(kind) ?? episode;
      first.set(kind, known);
      // Most kinds are known after a few episodes: the goals of the others need not be taken apart.
      named ??= new Set(episode.goal.slice(0, maxGoal).toLowerCase().match(word));
      if (known !== episode || named.has(kind)) kinds.add(kind);
    };
    for (const { args } of episode.steps) for (const value of args) meet(value);
  }
  return kinds;
}

const maxGoal = 2000;
const word = /"[^"]{1,60}"|[\w#@.+-]*\w/g;

function parseGoal(goal: string, kinds: ReadonlySet<string>): { template: string; values: readonly string[] } {
  const values: string[] = [];
  const template = goal
    .slice(0, maxGoal)
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
