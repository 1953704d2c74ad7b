import type { Knowledge } from './knowledge.ts';
import type { Play } from './plays.ts';

/** For each place of a goal's arguments: kinds that stood there, and the share of them that are places. */
export type Roles = readonly { readonly kinds: ReadonlyMap<string, number>; readonly places: number }[];

export function learnRoles(plays: readonly Play[], { places }: Knowledge): Roles {
  const most = Math.max(0, ...plays.map(({ values }) => values.length));
  return Array.from({ length: most }, (_, at) => {
    const kinds = new Map<string, number>();
    for (const { values } of plays) {
      const value = values[at];
      if (value !== undefined) kinds.set(value, (kinds.get(value) ?? 0) + 1);
    }
    const all = [...kinds.values()].reduce((sum, count) => sum + count, 0);
    const at_ = [...kinds].reduce((sum, [kind, count]) => sum + (places.kinds.has(kind) ? count : 0), 0);
    return { kinds, places: all === 0 ? 0.5 : at_ / all };
  });
}

/** How well values fit roles, as a log-likelihood up to a constant: what stood there before fits, and places fit where places stood. */
export function fitOfRoles(roles: Roles, values: readonly string[], isPlace: (kind: string) => boolean): number {
  return values.reduce((sum, value, at) => sum + fitOf(roles[at], value, isPlace), 0);
}

function fitOf(role: Roles[number] | undefined, value: string, isPlace: (kind: string) => boolean): number {
  if (role === undefined) return 0;
  const nature = isPlace(value) ? role.places : 1 - role.places;
  return Math.log(0.05 + nature) + 0.3 * Math.log(1 + (role.kinds.get(value) ?? 0));
}

/** The values in the order of the roles that fits best; of equal ones, the order in which they were said. */
export function assignRoles(
  roles: Roles,
  values: readonly string[],
  isPlace: (kind: string) => boolean,
): readonly string[] {
  let best: { readonly values: readonly string[]; readonly score: number } = { values: [], score: -Infinity };
  const extend = (chosen: readonly number[], score: number): void => {
    if (chosen.length === Math.min(roles.length, values.length)) {
      if (score > best.score) best = { values: chosen.map((index) => values[index] ?? ''), score };
      return;
    }
    values.forEach((value, index) => {
      if (chosen.includes(index)) return;
      const inOrder = index > (chosen.at(-1) ?? -1) ? 0.1 : 0;
      extend([...chosen, index], score + fitOf(roles[chosen.length], value, isPlace) + inOrder);
    });
  };
  extend([], 0);
  return best.values;
}
