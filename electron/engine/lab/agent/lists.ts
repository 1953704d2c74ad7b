import type { Corpus } from '../../abstraction/corpus.ts';
import type { Fact } from '../../abstraction/facts.ts';
import { isEntity } from '../../abstraction/values.ts';
import type { PredicateModel } from '../../conditions/predicates.ts';

/** A predicate that was told of a place that was looked at, with something that nobody had asked for, so often shows what is there. */
const leastTold = 2;

/** Predicates that list things at a place, their first argument: several at once, or one that an answer shows where a command looked. */
export function readLists(corpus: Corpus, { lists }: PredicateModel): ReadonlySet<string> {
  const told = new Map<string, number>();
  for (const { args, facts, refused } of corpus.episodes.flatMap(({ steps }) => steps)) {
    const [only] = args;
    if (refused || args.length !== 1 || only === undefined) continue;
    for (const predicate of new Set(facts.filter((fact) => showsAt(fact, only.text)).map((fact) => fact.predicate)))
      told.set(predicate, (told.get(predicate) ?? 0) + 1);
  }
  const shown = [...told].filter(([, times]) => times >= leastTold).map(([predicate]) => predicate);
  return new Set([...lists, ...shown]);
}

function showsAt({ args }: Fact, place: string): boolean {
  const [first, second = ''] = args;
  return args.length === 2 && first === place && second !== place && isEntity(second);
}

/** Whether a fact says what is at a place: by a list, or in the words of one, which say then that nothing is. */
export function listReader(lists: ReadonlySet<string>): (fact: Fact) => boolean {
  const forms = [...lists].map((list) => list.split('{1}'));
  const isEmpty = (predicate: string): boolean =>
    forms.some(
      ([head = '', tail]) =>
        tail !== undefined && head.length + tail.length > 3 && predicate.startsWith(head) && predicate.endsWith(tail),
    );
  return ({ predicate, args }) => lists.has(predicate) || (args.length === 1 && isEmpty(predicate));
}
