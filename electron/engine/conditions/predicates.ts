import type { Corpus } from '../abstraction/corpus.ts';
import { isEntity, kindOf } from '../abstraction/values.ts';

/** What the corpus says about predicates and entities. */
export interface PredicateModel {
  /** Predicates that say another state of the same thing, e.g. `{0} is open` for `{0} is closed`. */
  readonly alternatives: ReadonlyMap<string, readonly string[]>;
  /** Predicates that list several things at a place in one observation. */
  readonly lists: ReadonlySet<string>;
  /** Kinds of entities at which other things are listed. */
  readonly places: ReadonlySet<string>;
}

const minEpisodes = 3;

export function learnPredicates(corpus: Corpus): PredicateModel {
  const lists = findLists(corpus);
  return { lists, places: findPlaces(corpus, lists), alternatives: findAlternatives(corpus) };
}

function findLists(corpus: Corpus): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { steps } of corpus.episodes) {
    for (const { facts } of steps) {
      const here = new Map<string, number>();
      for (const { predicate, args } of facts) {
        if (args.length < 2) continue;
        const key = `${predicate}\n${args[0] ?? ''}`;
        const times = (here.get(key) ?? 0) + 1;
        here.set(key, times);
        if (times === 2) counts.set(predicate, (counts.get(predicate) ?? 0) + 1);
      }
    }
  }
  return new Set([...counts].filter(([, count]) => count >= minEpisodes).map(([predicate]) => predicate));
}

function findPlaces(corpus: Corpus, lists: ReadonlySet<string>): ReadonlySet<string> {
  const places = new Set<string>();
  for (const { steps } of corpus.episodes) {
    for (const { facts } of steps) {
      for (const { predicate, args } of facts) {
        if (lists.has(predicate) && isEntity(args[0] ?? '')) places.add(kindOf(args[0] ?? ''));
      }
    }
  }
  return places;
}

/** Two predicates of one argument that differ in one word, are told of the same entity in an episode, and never at once. */
function findAlternatives(corpus: Corpus): ReadonlyMap<string, readonly string[]> {
  const patterns = new Map<string, Set<string>>();
  for (const predicate of unaryPredicates(corpus)) {
    const words = predicate.split(' ');
    words.forEach((word, at) => {
      if (word.includes('{')) return;
      const pattern = words.with(at, '*').join(' ');
      patterns.set(pattern, (patterns.get(pattern) ?? new Set()).add(predicate));
    });
  }
  const pairs = new Map<string, readonly string[]>();
  for (const group of patterns.values()) {
    if (group.size < 2 || group.size > 6) continue;
    for (const predicate of group) {
      const others = [...group].filter((other) => other !== predicate && exclude(corpus, predicate, other));
      if (others.length > 0) pairs.set(predicate, [...(pairs.get(predicate) ?? []), ...others]);
    }
  }
  return pairs;
}

function unaryPredicates(corpus: Corpus): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { steps } of corpus.episodes) {
    for (const { facts } of steps) {
      for (const { predicate, args } of facts) {
        if (args.length === 1 && predicate.includes(' ')) counts.set(predicate, (counts.get(predicate) ?? 0) + 1);
      }
    }
  }
  return new Set([...counts].filter(([, count]) => count >= minEpisodes).map(([predicate]) => predicate));
}

function exclude(corpus: Corpus, first: string, second: string): boolean {
  let shared = 0;
  for (const { steps } of corpus.episodes) {
    const told = new Set<string>();
    const toldOther = new Set<string>();
    for (const { facts } of steps) {
      const now = facts.filter((fact) => fact.predicate === first).map((fact) => fact.args[0] ?? '');
      const nowOther = facts.filter((fact) => fact.predicate === second).map((fact) => fact.args[0] ?? '');
      if (now.some((value) => nowOther.includes(value))) return false;
      for (const value of now) told.add(value);
      for (const value of nowOther) toldOther.add(value);
    }
    if ([...told].some((value) => toldOther.has(value))) shared += 1;
  }
  return shared >= minEpisodes;
}
