import type { Fact } from '../abstraction/facts.ts';
import type { Corpus } from '../abstraction/corpus.ts';
import { isEntity, kindOf } from '../abstraction/values.ts';

/** What the corpus says about predicates and entities. */
export interface PredicateModel {
  /** Facts that say another state of the same thing, e.g. that a door is open for that it is closed. */
  oppositesOf(fact: Fact): readonly Fact[];
  /** For each predicate that says a state, those that say another one of the same thing. */
  readonly alternatives: ReadonlyMap<string, readonly string[]>;
  /** Predicates that list several things at a place in one observation. */
  readonly lists: ReadonlySet<string>;
  /** Kinds of entities at which other things are listed. */
  readonly places: ReadonlySet<string>;
}

const minEpisodes = 3;

export function learnPredicates(corpus: Corpus): PredicateModel {
  const lists = findLists(corpus);
  const alternatives = findAlternatives(corpus);
  return { lists, places: findPlaces(corpus, lists), alternatives, oppositesOf: findOpposites(corpus, alternatives) };
}

function findLists({ steps }: Corpus): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const [{ facts }, times] of steps) {
    for (const predicate of listedTwice(facts)) counts.set(predicate, (counts.get(predicate) ?? 0) + times);
  }
  return new Set([...counts].filter(([, count]) => count >= minEpisodes).map(([predicate]) => predicate));
}

/** Predicates that name a second thing of one place in this observation, once for each such place. */
function listedTwice(facts: readonly Fact[]): readonly string[] {
  if (facts.length < 2) return [];
  const here = new Map<string, number>();
  const twice: string[] = [];
  for (const { predicate, args } of facts) {
    if (args.length < 2) continue;
    const key = `${predicate}\n${args[0] ?? ''}`;
    const times = (here.get(key) ?? 0) + 1;
    here.set(key, times);
    if (times === 2) twice.push(predicate);
  }
  return twice;
}

function findPlaces({ steps }: Corpus, lists: ReadonlySet<string>): ReadonlySet<string> {
  const places = new Set<string>();
  for (const { facts } of steps.keys()) {
    for (const { predicate, args } of facts) {
      if (!lists.has(predicate)) continue;
      const place = args[0] ?? '';
      if (isEntity(place)) places.add(kindOf(place));
    }
  }
  return places;
}

/** The facts of the corpus with an alternative predicate and the same argument. */
function findOpposites(
  corpus: Corpus,
  alternatives: ReadonlyMap<string, readonly string[]>,
): (fact: Fact) => readonly Fact[] {
  const known = new Map<string, Fact>();
  const contexts = corpus.episodes.map(({ context }) => context);
  for (const facts of new Set([...contexts, ...corpus.steps.keys().map((step) => step.facts)])) {
    for (const fact of facts)
      if (alternatives.has(fact.predicate)) known.set(`${fact.predicate}\n${fact.args[0] ?? ''}`, fact);
  }
  const opposites = new Map<Fact, readonly Fact[]>();
  for (const fact of known.values()) {
    const others = (alternatives.get(fact.predicate) ?? []).map((other) =>
      known.get(`${other}\n${fact.args[0] ?? ''}`),
    );
    opposites.set(
      fact,
      others.filter((other) => other !== undefined),
    );
  }
  return (fact) => opposites.get(fact) ?? none;
}

const none: readonly Fact[] = [];
const noUnary: ReturnType<typeof unaryOf> = [];

/** Where a predicate of one argument or none was told: for each thing of an episode, as one number, the steps. */
type Occurrences = ReadonlyMap<number, readonly number[]>;

/** Two predicates that differ in one word, are told of the same thing (or of nothing named) in an episode, and never at once. */
function findAlternatives(corpus: Corpus): ReadonlyMap<string, readonly string[]> {
  const occurrences = findUnary(corpus);
  const patterns = new Map<string, string[]>();
  for (const predicate of occurrences.keys()) {
    const words = predicate.split(' ');
    words.forEach((word, at) => {
      if (word.includes('{')) return;
      const pattern = words.with(at, '*').join(' ');
      const group = patterns.get(pattern);
      if (group) group.push(predicate);
      else patterns.set(pattern, [predicate]);
    });
  }
  const pairs = new Map<string, readonly string[]>();
  for (const group of patterns.values()) {
    if (group.length < 2 || group.length > maxStates) continue;
    for (const predicate of group) {
      const own = occurrences.get(predicate) ?? new Map();
      const others = group.filter((other) => other !== predicate && exclude(own, occurrences.get(other) ?? new Map()));
      if (others.length > 0) pairs.set(predicate, [...(pairs.get(predicate) ?? []), ...others]);
    }
  }
  return pairs;
}

/** A thing has a few states; a pattern that more predicates fit is a way of speaking. */
const maxStates = 12;

function findUnary(corpus: Corpus): ReadonlyMap<string, Occurrences> {
  const things = new Map<string, number>();
  const numberOf = (thing: string): number => {
    const known = things.get(thing) ?? things.size;
    things.set(thing, known);
    return known;
  };
  const found = new Map<string, Map<number, number[]>>();
  const unary = new Map(corpus.steps.keys().map(({ facts }) => [facts, unaryOf(facts, found, numberOf)] as const));
  corpus.episodes.forEach(({ steps }, episode) => {
    steps.forEach(({ facts }, at) => {
      for (const { places, thing } of unary.get(facts) ?? noUnary) {
        const key = episode * things.size + thing;
        const told = places.get(key);
        if (told) told.push(at);
        else places.set(key, [at]);
      }
    });
  });
  return new Map([...found].filter(([predicate, places]) => predicate.includes(' ') && places.size >= minEpisodes));
}

/** The facts of an observation that name one thing or none: where occurrences of the predicate are kept, and the thing's number. */
function unaryOf(
  facts: readonly Fact[],
  found: Map<string, Map<number, number[]>>,
  numberOf: (thing: string) => number,
): readonly { readonly places: Map<number, number[]>; readonly thing: number }[] {
  const unary: { readonly places: Map<number, number[]>; readonly thing: number }[] = [];
  for (const { predicate, args } of facts) {
    if (args.length > 1) continue;
    const places = found.get(predicate) ?? new Map<number, number[]>();
    found.set(predicate, places);
    unary.push({ places, thing: numberOf(args[0] ?? '') });
  }
  return unary;
}

function exclude(first: Occurrences, second: Occurrences): boolean {
  let shared = 0;
  for (const [key, steps] of first) {
    const others = second.get(key);
    if (others === undefined) continue;
    if (steps.some((at) => others.includes(at))) return false;
    shared += 1;
  }
  return shared >= minEpisodes;
}
