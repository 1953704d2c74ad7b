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
  const facts = distinctFacts(corpus);
  const alternatives = findAlternatives(corpus, facts.done);
  return {
    lists,
    places: findPlaces(facts.done, lists),
    alternatives,
    oppositesOf: findOpposites(facts, alternatives),
  };
}

/** Equal facts of a corpus are one object. */
interface DistinctFacts {
  /** What was answered. */
  readonly done: ReadonlySet<Fact>;
  /** What was told at the beginning. */
  readonly given: ReadonlySet<Fact>;
}

function distinctFacts({ episodes, steps }: Corpus): DistinctFacts {
  const [done, given] = [new Set<Fact>(), new Set<Fact>()];
  for (const facts of new Set(steps.keys().map((step) => step.facts))) for (const fact of facts) done.add(fact);
  for (const facts of new Set(episodes.map(({ context }) => context))) for (const fact of facts) given.add(fact);
  return { done, given };
}

/** A predicate at one place: whether the observation that is looked at told it before, and again. */
interface Told {
  readonly predicate: string;
  in: readonly Fact[] | null;
  times: number;
}

/** Predicates that name a second thing of one place in one observation, in so many of them, once for each such place. */
function findLists({ steps }: Corpus): ReadonlySet<string> {
  const times = new Map<readonly Fact[], number>();
  for (const [{ facts }, count] of steps) if (facts.length > 1) times.set(facts, (times.get(facts) ?? 0) + count);
  const toldOf = tellings();
  const counts = new Map<string, number>();
  for (const [facts, count] of times) {
    for (const fact of facts) {
      if (fact.args.length < 2) continue;
      const told = toldOf(fact);
      told.times = told.in === facts ? told.times + 1 : 1;
      told.in = facts;
      if (told.times === 2) counts.set(told.predicate, (counts.get(told.predicate) ?? 0) + count);
    }
  }
  return new Set([...counts].filter(([, count]) => count >= minEpisodes).map(([predicate]) => predicate));
}

/** Facts with one predicate and one place share what is told of them. */
function tellings(): (fact: Fact) => Told {
  const byFact = new Map<Fact, Told>();
  const byPlace = new Map<string, Map<string, Told>>();
  return (fact) => {
    const known = byFact.get(fact);
    if (known !== undefined) return known;
    const { predicate, args } = fact;
    const places = byPlace.get(predicate) ?? new Map<string, Told>();
    byPlace.set(predicate, places);
    const told = places.get(args[0] ?? '') ?? { predicate, in: null, times: 0 };
    places.set(args[0] ?? '', told);
    byFact.set(fact, told);
    return told;
  };
}

function findPlaces(facts: ReadonlySet<Fact>, lists: ReadonlySet<string>): ReadonlySet<string> {
  const places = new Set<string>();
  for (const { predicate, args } of facts) {
    if (!lists.has(predicate)) continue;
    const place = args[0] ?? '';
    if (isEntity(place)) places.add(kindOf(place));
  }
  return places;
}

/** The facts of the corpus with an alternative predicate and the same argument. */
function findOpposites(
  { given, done }: DistinctFacts,
  alternatives: ReadonlyMap<string, readonly string[]>,
): (fact: Fact) => readonly Fact[] {
  const known = new Map<string, Fact>();
  for (const facts of [given, done]) {
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
const noUnary: Unary = [];

/** A predicate of one argument or none: of which things it was told, each of an episode as one number, and what else was told of them at once. */
interface Telling {
  readonly things: Set<number>;
  readonly withIt: Set<Telling>;
}

/** Two predicates that differ in one word, are told of the same thing (or of nothing named) in an episode, and never at once. */
function findAlternatives(corpus: Corpus, facts: ReadonlySet<Fact>): ReadonlyMap<string, readonly string[]> {
  const told = new Set<string>();
  for (const { predicate, args } of facts) if (args.length < 2 && predicate.includes(' ')) told.add(predicate);
  // What differs from no other in one word alone needs not be followed through the episodes.
  const occurrences = findUnary(corpus, new Set(oneWordApart(told).flat()));
  const pairs = new Map<string, readonly string[]>();
  for (const group of oneWordApart(occurrences.keys())) {
    if (group.length > maxStates) continue;
    for (const predicate of group) {
      const own = occurrences.get(predicate);
      const others = group.filter((other) => other !== predicate && exclude(own, occurrences.get(other)));
      if (others.length > 0) pairs.set(predicate, [...(pairs.get(predicate) ?? []), ...others]);
    }
  }
  return pairs;
}

/** Predicates that are the same but for one word, in groups of two and more. */
function oneWordApart(predicates: Iterable<string>): readonly (readonly string[])[] {
  const patterns = new Map<string, string[]>();
  for (const predicate of predicates) {
    const words = predicate.split(' ');
    words.forEach((word, at) => {
      if (word.includes('{')) return;
      const pattern = words.with(at, '*').join(' ');
      const group = patterns.get(pattern);
      if (group) group.push(predicate);
      else patterns.set(pattern, [predicate]);
    });
  }
  return [...patterns.values()].filter((group) => group.length > 1);
}

/** A thing has a few states; a pattern that more predicates fit is a way of speaking. */
const maxStates = 12;

/** How these predicates were told with one argument or none, where of at least `minEpisodes` things. */
function findUnary(corpus: Corpus, predicates: ReadonlySet<string>): ReadonlyMap<string, Telling> {
  const numbers = new Map<string, number>();
  const numberOf = (thing: string): number => {
    const known = numbers.get(thing) ?? numbers.size;
    numbers.set(thing, known);
    return known;
  };
  const found = new Map<string, Telling>();
  const unary = new Map<readonly Fact[], Unary>();
  for (const { facts } of corpus.steps.keys()) {
    if (unary.has(facts)) continue;
    const own = unaryOf(facts, predicates, found);
    bindTogether(own);
    const numbered = own.map(({ telling, thing }) => ({ telling, thing: numberOf(thing) }));
    unary.set(facts, numbered);
  }
  corpus.episodes.forEach(({ steps }, episode) => {
    const first = episode * numbers.size;
    for (const { facts } of steps)
      for (const { telling, thing } of unary.get(facts) ?? noUnary) telling.things.add(first + thing);
  });
  return new Map([...found].filter(([, { things }]) => things.size >= minEpisodes));
}

/** What an observation says of one thing or of none, the thing by its number. */
type Unary = readonly { readonly telling: Telling; readonly thing: number }[];

function unaryOf(
  facts: readonly Fact[],
  predicates: ReadonlySet<string>,
  found: Map<string, Telling>,
): readonly { readonly telling: Telling; readonly thing: string }[] {
  const unary: { readonly telling: Telling; readonly thing: string }[] = [];
  for (const { predicate, args } of facts) {
    if (args.length > 1 || !predicates.has(predicate)) continue;
    const telling = found.get(predicate) ?? { things: new Set(), withIt: new Set() };
    found.set(predicate, telling);
    unary.push({ telling, thing: args[0] ?? '' });
  }
  return unary;
}

/** Notes what one observation tells of the same thing at once. */
function bindTogether(unary: ReturnType<typeof unaryOf>): void {
  for (const [at, { telling, thing }] of unary.entries()) {
    for (const other of unary.slice(0, at)) {
      if (other.thing !== thing) continue;
      telling.withIt.add(other.telling);
      other.telling.withIt.add(telling);
    }
  }
}

/** Whether two predicates are told of one thing in so many episodes, and never at once. */
function exclude(one: Telling | undefined, other: Telling | undefined): boolean {
  if (one === undefined || other === undefined || one.withIt.has(other)) return false;
  let shared = 0;
  for (const thing of one.things) if (other.things.has(thing)) shared += 1;
  return shared >= minEpisodes;
}
