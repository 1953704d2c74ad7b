import type { Neighbour, Neighbours } from '../../../shared/contract/index.ts';
import { measureAlikeness, type Alikeness } from './alike.ts';
import type { AskIndex } from './ask-index.ts';

const measured = new WeakMap<AskIndex, Alikeness>();

/** The steps of procedures against each other: made when they are first asked for. */
function stepsOf(index: AskIndex): Alikeness {
  const known =
    measured.get(index) ??
    measureAlikeness(
      new Map([...index.items.values()].filter(({ kind }) => kind === 'procedure').map(({ id, parts }) => [id, parts])),
    );
  measured.set(index, known);
  return known;
}

/**
 * Rule S16: the items of the same kind that are most like one: by the cosine of what they say without what all of them say, and by
 * the steps (of a meta-procedure the procedures) that they share, each weighted by its rarity.
 *
 * @returns null where there is no such item among those that may be asked for
 */
export function findNeighbours(index: AskIndex, id: string, limit: number): Neighbours | null {
  const item = index.items.get(id);
  const place = index.ownPlaceOf.get(id);
  if (item === undefined || place === undefined) return null;
  const alike = item.kind === 'meta' ? index.alike : stepsOf(index);
  const near = index.documents.nearTo(place);
  const others = [...index.items.values()].filter((other) => other.kind === item.kind && other.id !== id);
  const nearest = (likenessOf: (other: string) => number): readonly Neighbour[] =>
    others
      .map(({ id, goal, posterior: { mean, n } }) => ({ id, goal, mean, n, likeness: likenessOf(id) }))
      .filter(({ likeness }) => likeness > 0)
      .sort((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1))
      .slice(0, limit);
  const meaning = near === null ? [] : nearest((other) => Math.max(0, near(index.ownPlaceOf.get(other) ?? -1)));
  return { meaning, steps: nearest((other) => alike(id, other)) };
}
