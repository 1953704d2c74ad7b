import type { Corpus, Episode } from '../abstraction/corpus.ts';
import type { Fact } from '../abstraction/facts.ts';
import { PatternTable, type Pattern } from '../conditions/patterns.ts';
import type { PredicateModel } from '../conditions/predicates.ts';
import { Numbered, type Packer, type Unpacker } from '../packing/index.ts';
import type { Attempt } from './executions.ts';
import type { Observed } from './observe.ts';

/** How the corpus reads each predicate, one line a predicate that is more than a plain telling. */
type Reading = ReadonlyMap<string, string>;

/** What was observed of an attempt, and what tells the attempt from another of its episode. */
type Seen = Omit<Observed, 'attempt'> & {
  readonly attempt: Pick<Attempt, 'primary' | 'refused'> & { readonly span: Pick<Attempt['span'], 'from' | 'to'> };
};

/** One episode as it was walked through: what was looked for, and what was seen. */
interface Walk {
  /** How the corpus read then; or reads now, where that is the same for this episode. */
  reading: Reading;
  readonly goal: readonly string[];
  readonly observed: readonly Seen[];
}

/**
 * What was observed of attempts, by episode, from one mining of a growing corpus to the next. It holds of an episode as long as its
 * goal and its attempts are the same and the corpus reads every predicate that was told in it (state, list, opposites, refusal) as before.
 */
export class ObservationMemo {
  /** Patterns are compared by identity: all of them are in this table. */
  readonly table = new PatternTable();
  #reading: Reading = new Map();
  readonly #walks = new WeakMap<Episode['origin'], Walk>();
  /** Whether an episode is read otherwise now than by this reading. */
  #isMovedSince: (reading: Reading) => (episode: Episode) => boolean = () => () => false;
  #redone = 0;

  /** How many episodes the last mining had to walk through although they had been walked through before. */
  get redone(): number {
    return this.#redone;
  }

  /** Begins a mining: from now on the corpus reads like this. */
  begin(corpus: Corpus, model: Pick<PredicateModel, 'lists' | 'alternatives'>, ignore: ReadonlySet<string>): void {
    const now = readingOf(corpus, model, ignore);
    const known = new Map<Reading, (episode: Episode) => boolean>([[now, () => false]]);
    this.#reading = now;
    this.#redone = 0;
    this.#isMovedSince = (reading) => {
      const found = known.get(reading) ?? movedIn(differencesOf(reading, now));
      known.set(reading, found);
      return found;
    };
  }

  /** What was observed of these very attempts, or what `walk` observes now. */
  observed(
    episode: Episode,
    asked: { readonly goal: readonly string[]; readonly attempts: readonly Attempt[] },
    walk: () => readonly Observed[],
  ): readonly Observed[] {
    const { goal, attempts } = asked;
    const known = this.#walks.get(episode.origin);
    if (known !== undefined) {
      const isSame = isSameList(known.goal, goal) && !this.#isMovedSince(known.reading)(episode);
      const kept = isSame ? takeOver(known.observed, attempts) : null;
      if (kept !== null) {
        known.reading = this.#reading;
        return kept;
      }
      this.#redone += 1;
    }
    const observed = walk();
    this.#walks.set(episode.origin, { reading: this.#reading, goal, observed });
    return observed;
  }

  /** Writes what it knows of episodes, by what they were read from. */
  pack(origins: readonly Episode['origin'][], into: Packer): void {
    into.number(this.#reading.size);
    for (const entry of this.#reading) for (const text of entry) into.text(text);
    const walks = origins.map((origin) => {
      const walk = this.#walks.get(origin);
      return walk?.reading === this.#reading ? walk : undefined;
    });
    const lists = new Numbered<readonly Pattern[]>();
    for (const walk of walks)
      for (const { before, ready, after } of walk?.observed ?? noneSeen)
        for (const list of [before, ready, after]) lists.of(list);
    this.table.pack(lists, into);
    into.number(walks.length);
    for (const walk of walks) {
      into.texts(walk?.goal ?? []);
      into.number(walk?.observed.length ?? 0);
      for (const seen of walk?.observed ?? noneSeen) packSeen(seen, lists, into);
    }
  }

  /** Reverses `pack`. @throws RangeError */
  unpack(origins: readonly Episode['origin'][], from: Unpacker): void {
    const reading = new Map(from.list(() => [from.text(), from.text()] as const));
    const lists = this.table.unpack(from);
    const walks = from.list(() => ({
      reading,
      goal: from.texts(),
      observed: from.list(() => unpackSeen(lists, from)),
    }));
    for (const [at, origin] of origins.entries()) {
      const walk = walks[at];
      if (walk !== undefined) this.#walks.set(origin, walk);
    }
  }
}

const noneSeen: readonly Seen[] = [];

function packSeen(
  { attempt, before, ready, after, nothingTold }: Seen,
  lists: Numbered<readonly Pattern[]>,
  into: Packer,
): void {
  into.number(attempt.span.from);
  into.number(attempt.span.to);
  into.number(attempt.refused ? 1 : 0);
  into.texts(attempt.primary);
  into.number(lists.of(before));
  into.number(lists.of(ready));
  into.number(lists.of(after));
  into.number(nothingTold ? 1 : 0);
}

function unpackSeen(lists: readonly (readonly Pattern[])[], from: Unpacker): Seen {
  return {
    attempt: {
      span: { from: from.number(), to: from.number() },
      refused: from.number() === 1,
      primary: from.texts(),
    },
    before: from.of(lists),
    ready: from.of(lists),
    after: from.of(lists),
    nothingTold: from.number() === 1,
  };
}

function readingOf(
  { states }: Corpus,
  { lists, alternatives }: Pick<PredicateModel, 'lists' | 'alternatives'>,
  ignore: ReadonlySet<string>,
): Reading {
  const predicates = new Set([...states, ...lists, ...alternatives.keys(), ...ignore]);
  return new Map(
    [...predicates].map((predicate) => {
      const opposites = (alternatives.get(predicate) ?? []).toSorted();
      return [
        predicate,
        JSON.stringify([states.has(predicate), lists.has(predicate), ignore.has(predicate), opposites]),
      ];
    }),
  );
}

/** Predicates that are read otherwise. */
function differencesOf(one: Reading, other: Reading): ReadonlySet<string> {
  return new Set([...one.keys(), ...other.keys()].filter((predicate) => one.get(predicate) !== other.get(predicate)));
}

/** Whether an episode was told any of the predicates, as it is read now or as it was written. */
function movedIn(predicates: ReadonlySet<string>): (episode: Episode) => boolean {
  if (predicates.size === 0) return () => false;
  const known = new Map<readonly Fact[], boolean>();
  const isIn = (facts: readonly Fact[]): boolean => {
    const found = known.get(facts) ?? facts.some(({ predicate }) => predicates.has(predicate));
    known.set(facts, found);
    return found;
  };
  return ({ context, steps, origin }) =>
    [context, origin.context].some(isIn) || [...steps, ...origin.steps].some(({ facts }) => isIn(facts));
}

/** What was seen, for the same attempts of a later mining; null where they are others. */
function takeOver(seen: readonly Seen[], attempts: readonly Attempt[]): readonly Observed[] | null {
  if (seen.length !== attempts.length) return null;
  const observed: Observed[] = [];
  for (const [at, attempt] of attempts.entries()) {
    const old = seen[at];
    if (old === undefined || !isSameAttempt(old.attempt, attempt)) return null;
    const { before, ready, after, nothingTold } = old;
    observed.push({ attempt, before, ready, after, nothingTold });
  }
  return observed;
}

function isSameAttempt({ span, primary, refused }: Seen['attempt'], attempt: Attempt): boolean {
  return (
    span.from === attempt.span.from &&
    span.to === attempt.span.to &&
    refused === attempt.refused &&
    isSameList(primary, attempt.primary)
  );
}

function isSameList(first: readonly string[], second: readonly string[]): boolean {
  return first === second || (first.length === second.length && first.every((value, at) => value === second[at]));
}
