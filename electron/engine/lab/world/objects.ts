import { GameFault } from '../fault.ts';
import type { Domain, Problem, Typed } from '../pddl/index.ts';

const OBJECTS_AT_MOST = 20_000;

/** The objects of a game. Their numbers go by the code-unit order of their ids, so that lists are in order by themselves. */
export interface Objects {
  readonly ids: readonly string[];
  /** The own type of each. */
  readonly types: readonly string[];
  numberOf(id: string): number | undefined;
  /** The objects of any of these types, and of those below them, in order; all of them for none. */
  members(types: readonly string[]): { readonly members: readonly number[]; readonly isMember: Uint8Array };
}

/** @throws GameFault when there are too many objects, or a type above itself */
export function collectObjects(domain: Domain, problem: Problem): Objects {
  const typed = new Map<string, Typed>();
  for (const object of [...domain.constants, ...problem.objects]) typed.set(object.name, object);
  if (typed.size > OBJECTS_AT_MOST) throw new GameFault(`it has more than ${OBJECTS_AT_MOST} objects`);
  const ids = [...typed.keys()].toSorted((left, right) => (left < right ? -1 : left > right ? 1 : 0));
  const numbers = new Map(ids.map((id, index) => [id, index]));
  const own = ids.map((id) => typed.get(id)?.types ?? []);
  const above = new Map<string, ReadonlySet<string>>();
  const typesAbove = (type: string): ReadonlySet<string> => {
    let found = above.get(type);
    if (found === undefined) above.set(type, (found = closure(type, domain.types)));
    return found;
  };
  const known = new Map<string, { readonly members: readonly number[]; readonly isMember: Uint8Array }>();
  return {
    ids,
    types: own.map(([type]) => type ?? 'object'),
    numberOf: (id) => numbers.get(id),
    members: (types) => {
      const key = types.join(' ');
      let found = known.get(key);
      if (found !== undefined) return found;
      // `object` is the type above all others, unless the domain declares it as one among them.
      const isAny = types.length === 0 || (types.includes('object') && !domain.types.has('object'));
      const isIn = (index: number): boolean =>
        isAny || (own[index] ?? []).some((type) => types.some((wanted) => typesAbove(type).has(wanted)));
      const isMember = Uint8Array.from(ids, (_, index) => (isIn(index) ? 1 : 0));
      found = { members: ids.flatMap((_, index) => (isMember[index] === 1 ? [index] : [])), isMember };
      known.set(key, found);
      return found;
    },
  };
}

function closure(type: string, parents: Domain['types']): ReadonlySet<string> {
  const found = new Set([type]);
  for (const each of found) for (const parent of parents.get(each) ?? []) found.add(parent);
  return found;
}
