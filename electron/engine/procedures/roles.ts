import type { Corpus } from '../abstraction/corpus.ts';
import type { PredicateModel } from '../conditions/predicates.ts';

/**
 * Names of the arguments of each template. A tool's own name where it gives one; otherwise told by use: `place` when most
 * of the things that stood there list other things, `object` for other entities, else the sort of the values.
 */
export type Roles = readonly (readonly string[])[];

export function nameRoles(corpus: Corpus, predicates: PredicateModel): Roles {
  const tallies = corpus.templates.map(() => new Map<number, Map<string, number>>());
  for (const [{ template, args }, times] of corpus.steps) {
    args.forEach((value, position) => {
      const role =
        value.sort === 'entity'
          ? predicates.places.has(value.kind)
            ? 'place'
            : 'object'
          : roleOfSort(value.text, value.sort, predicates);
      const tally = tallies[template]?.get(position) ?? new Map<string, number>();
      tally.set(role, (tally.get(role) ?? 0) + times);
      tallies[template]?.set(position, tally);
    });
  }
  return corpus.templates.map((template, index) => {
    const arity = (template.text.match(/\{\d+\}/g) ?? []).length;
    return Array.from({ length: arity }, (_, position) => {
      const key = template.keys[position];
      return key ?? mostCommon(tallies[index]?.get(position) ?? new Map()) ?? 'value';
    });
  });
}

function roleOfSort(text: string, sort: string, predicates: PredicateModel): string {
  if (sort === 'quoted') return 'text';
  return predicates.places.has(text) ? 'place' : sort;
}

const order = ['place', 'object', 'id', 'path', 'number', 'text', 'entity'];

function mostCommon(tally: ReadonlyMap<string, number>): string | undefined {
  return [...tally].sort((a, b) => b[1] - a[1] || order.indexOf(a[0]) - order.indexOf(b[0]))[0]?.[0];
}
