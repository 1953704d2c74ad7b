import { GameFault } from '../fault.ts';
import { type Binding, type Condition, rowOf, valueOf, type Variable } from './condition.ts';

/** What is looked for: values of the `open` variables for which all `parts` hold. */
export interface Query {
  readonly parts: readonly Condition[];
  readonly open: readonly Variable[];
}

/** Bounds the work of one question, so that a hostile game cannot hang the engine. */
export interface Effort {
  left: number;
}

export const effortOfAQuestion = 2_000_000;

/** Whether a condition holds; all slots that it reads have values. @throws GameFault when it takes too long */
export function holds(condition: Condition, binding: Binding, effort: Effort): boolean {
  switch (condition.kind) {
    case 'fact':
      return condition.table.has(rowOf(condition.terms, binding));
    case 'denied':
      return condition.table.isDenied(rowOf(condition.terms, binding));
    case 'same':
      return valueOf(condition.left, binding) === valueOf(condition.right, binding);
    case 'not':
      return !holds(condition.part, binding, effort);
    case 'all':
      return condition.parts.every((part) => holds(part, binding, effort));
    case 'any':
      return condition.parts.some((part) => holds(part, binding, effort));
    case 'some':
      return isThere({ parts: condition.parts, open: condition.variables }, binding, effort);
  }
}

function isThere(query: Query, binding: Binding, effort: Effort): boolean {
  const before = query.open.map(({ slot }) => binding[slot] ?? -1);
  for (const { slot } of query.open) binding[slot] = -1;
  const found = solve(query, { binding, effort, found: () => true });
  for (const [index, { slot }] of query.open.entries()) binding[slot] = before[index] ?? -1;
  return found;
}

export interface Search {
  readonly binding: Binding;
  readonly effort: Effort;
  /** Called with the binding filled; true ends the search. The binding is only good during the call. */
  readonly found: () => boolean;
}

/**
 * Finds values one after the other: decided parts are checked first, then the fact with the fewest candidates gives
 * values, and what no fact speaks of goes through the objects of its type. After it the open variables have no value,
 * unless `found` ended it: then they keep theirs.
 *
 * @returns whether `found` ended it
 * @throws GameFault when it takes too long
 */
export function solve(query: Query, search: Search): boolean {
  const { binding, effort } = search;
  effort.left -= 1;
  if (effort.left < 0) throw new GameFault('a condition in it takes too many tries');
  const waiting: Condition[] = [];
  for (const part of query.parts) {
    if (!isDecided(part, binding)) waiting.push(part);
    else if (!holds(part, binding, effort)) return false;
  }
  const next = fewestCandidates(waiting, binding);
  if (next !== null) {
    waiting.splice(waiting.indexOf(next), 1);
    return tryRows(next, { parts: waiting, open: query.open }, search);
  }
  const variable = query.open.find(({ slot }) => (binding[slot] ?? -1) < 0);
  if (variable === undefined) return search.found();
  for (const object of variable.members) {
    binding[variable.slot] = object;
    if (solve({ parts: waiting, open: query.open }, search)) return true;
  }
  binding[variable.slot] = -1;
  return false;
}

/** Whether all that a condition reads has a value. Asked more often than anything else, so without a closure. */
function isDecided({ reads }: Condition, binding: Binding): boolean {
  for (let at = 0; at < reads.length; at += 1) if ((binding[reads[at] ?? 0] ?? -1) < 0) return false;
  return true;
}

type Fact = Condition & { readonly kind: 'fact' | 'denied' };

function fewestCandidates(parts: readonly Condition[], binding: Binding): Fact | null {
  let best: Fact | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  for (const part of parts) {
    if (part.kind !== 'fact') continue;
    const { size } = part.table.candidates(rowOf(part.terms, binding));
    if (size >= fewest) continue;
    fewest = size;
    best = part;
  }
  return best;
}

function tryRows(fact: Fact, rest: Query, search: Search): boolean {
  const { binding } = search;
  for (const row of fact.table.candidates(rowOf(fact.terms, binding)).values()) {
    const bound = bindRow(fact, row, { binding, open: rest.open });
    if (bound !== null && solve(rest, search)) return true;
    for (const slot of bound ?? []) binding[slot] = -1;
  }
  return false;
}

/** Gives the row's values to the variables without one; null, and nothing given, where the row does not fit. */
function bindRow(
  { terms }: Fact,
  row: readonly number[],
  { binding, open }: { readonly binding: Binding; readonly open: readonly Variable[] },
): number[] | null {
  const bound: number[] = [];
  for (const [at, term] of terms.entries()) {
    const value = row[at] ?? -1;
    const given = valueOf(term, binding);
    if (given === value) continue;
    const isFitting = given < 0 && open.find(({ slot }) => slot === term)?.isMember[value] === 1;
    if (!isFitting) {
      for (const slot of bound) binding[slot] = -1;
      return null;
    }
    binding[term] = value;
    bound.push(term);
  }
  return bound;
}
