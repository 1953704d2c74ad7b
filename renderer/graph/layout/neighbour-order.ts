/** What the worker is asked: how many meta-procedures there are, and for each use of a procedure which one uses which. */
export interface OrderQuestion {
  readonly count: number;
  readonly uses: readonly (readonly [meta: number, procedure: number])[];
}

/** Neighbours that are looked back at, when it is decided who comes next. */
const looksBack = 6;

/**
 * An order of meta-procedures in which those that share procedures stand near each other: next comes who shares most with the last
 * few, or else with any that stands already, or else who was next before. Kept only where it shortens the ways between those that share.
 *
 * @returns a permutation of 0 to count - 1
 */
export function orderByNeighbours({ count, uses }: OrderQuestion): readonly number[] {
  const given = Array.from({ length: count }, (_, index) => index);
  const links = linksOf(count, uses);
  const found = greedy(count, links);
  return lengthOf(found, links) < lengthOf(given, links) ? found : given;
}

type Links = readonly ReadonlyMap<number, number>[];

/** Of each meta-procedure, with whom it shares how many procedures. What nearly all use ties nobody together. */
function linksOf(count: number, uses: OrderQuestion['uses']): Links {
  const users = new Map<number, Set<number>>();
  for (const [meta, procedure] of uses) {
    const own = users.get(procedure) ?? new Set();
    own.add(meta);
    users.set(procedure, own);
  }
  const links = Array.from({ length: count }, () => new Map<number, number>());
  for (const own of users.values()) {
    if (own.size <= mostUsers) for (const one of own) addLinks(links[one], one, own);
  }
  return links;
}

function addLinks(links: Map<number, number> | undefined, one: number, all: ReadonlySet<number>): void {
  for (const other of all) if (other !== one) links?.set(other, (links.get(other) ?? 0) + 1);
}

const mostUsers = 50;

function greedy(count: number, links: Links): readonly number[] {
  const order: number[] = [];
  const isPlaced = new Set<number>();
  const reached = new Set<number>();
  let next = 0;
  const place = (meta: number): void => {
    order.push(meta);
    isPlaced.add(meta);
    reached.delete(meta);
    for (const other of links[meta]?.keys() ?? []) if (!isPlaced.has(other)) reached.add(other);
  };
  while (order.length < count) {
    const chosen = strongest(order.slice(-looksBack), links, isPlaced) ?? first(reached);
    if (chosen !== null) {
      place(chosen);
      continue;
    }
    while (isPlaced.has(next)) next += 1;
    place(next);
  }
  return order;
}

function strongest(last: readonly number[], links: Links, isPlaced: ReadonlySet<number>): number | null {
  const pull = new Map<number, number>();
  for (const meta of last)
    for (const [other, shared] of links[meta] ?? [])
      if (!isPlaced.has(other)) pull.set(other, (pull.get(other) ?? 0) + shared);
  let best: number | null = null;
  for (const [other, shared] of pull) if (best === null || shared > (pull.get(best) ?? 0)) best = other;
  return best;
}

function first(all: ReadonlySet<number>): number | null {
  for (const one of all) return one;
  return null;
}

/** Sum of the ways between those that share, each counted as often as they share. */
function lengthOf(order: readonly number[], links: Links): number {
  const at = new Map(order.map((meta, index) => [meta, index]));
  let sum = 0;
  for (const [meta, own] of links.entries())
    for (const [other, shared] of own) sum += shared * Math.abs((at.get(meta) ?? 0) - (at.get(other) ?? 0));
  return sum;
}
