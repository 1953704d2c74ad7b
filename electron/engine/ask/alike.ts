/** How much of what they do two items share, in [0, 1], by their ids; 1 for an item and itself. */
export type Alikeness = (one: string, other: string) => number;

/** From here on two items do the same in other ways. */
export const sameBehaviour = 0.5;
/** What is common to all still counts a little, so that items of common steps alone can be compared. */
const leastWeight = 0.05;

/**
 * Rule S11: the Ruzicka likeness of what items consist of, with how often, each part weighted by its rarity among the items, ln((N+1)/n):
 * what only two of them do makes these two alike.
 *
 * @param partsOf by item: its parts in order, repeated where it repeats them
 */
export function measureAlikeness(partsOf: ReadonlyMap<string, readonly string[]>): Alikeness {
  const bags = new Map<string, ReadonlyMap<string, number>>();
  const holders = new Map<string, number>();
  for (const [id, parts] of partsOf) {
    const bag = new Map<string, number>();
    for (const part of parts) bag.set(part, (bag.get(part) ?? 0) + 1);
    bags.set(id, bag);
    for (const part of bag.keys()) holders.set(part, (holders.get(part) ?? 0) + 1);
  }
  const weightOf = (part: string): number => leastWeight + Math.log((bags.size + 1) / (holders.get(part) ?? 1));
  const known = new Map<string, number>();
  return (one, other) => {
    if (one === other) return 1;
    const key = one < other ? `${one} ${other}` : `${other} ${one}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const [left, right] = [bags.get(one), bags.get(other)];
    const value = left === undefined || right === undefined ? 0 : ruzicka(left, right, weightOf);
    known.set(key, value);
    return value;
  };
}

function ruzicka(
  left: ReadonlyMap<string, number>,
  right: ReadonlyMap<string, number>,
  weightOf: (part: string) => number,
): number {
  let [shared, all] = [0, 0];
  for (const part of new Set([...left.keys(), ...right.keys()])) {
    const [one, other] = [left.get(part) ?? 0, right.get(part) ?? 0];
    shared += weightOf(part) * Math.min(one, other);
    all += weightOf(part) * Math.max(one, other);
  }
  return all === 0 ? 0 : shared / all;
}
