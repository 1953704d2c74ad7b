import { KnackError } from '../errors.ts';
import type { Condition } from './condition.ts';
import { isSameData } from './equality.ts';
import type { ProcedureBody, ProcedureStep, Slot } from './procedure.ts';

/**
 * One line of the difference between two lists, in the order in which a person reads it. `from` and `to` are
 * positions in the old and in the new list, counted from 0. `parts` names the fields that differ.
 */
export type ListChange<Item> =
  | { readonly kind: 'same'; readonly item: Item; readonly from: number; readonly to: number }
  | { readonly kind: 'moved'; readonly item: Item; readonly from: number; readonly to: number }
  | {
      readonly kind: 'changed';
      readonly before: Item;
      readonly after: Item;
      readonly from: number;
      readonly to: number;
      readonly moved: boolean;
      readonly parts: readonly string[];
    }
  | { readonly kind: 'added'; readonly item: Item; readonly to: number }
  | { readonly kind: 'removed'; readonly item: Item; readonly from: number };

export type ListDiff<Item> = readonly ListChange<Item>[];

export type TextChange =
  | { readonly kind: 'same'; readonly text: string }
  | { readonly kind: 'changed'; readonly before: string; readonly after: string };

/** What changes between two revisions of a procedure: (G, Psi, pi, Phi) and the slots. */
export interface BodyDiff {
  readonly goal: TextChange;
  readonly slots: ListDiff<Slot>;
  readonly preconditions: ListDiff<Condition>;
  readonly steps: ListDiff<ProcedureStep>;
  readonly postconditions: ListDiff<Condition>;
}

/** How the items of a list are known again: by `key`, and those left over by `likeness` in [0, 1]. */
export interface Identity<Item> {
  key(item: Item): string;
  likeness(before: Item, after: Item): number;
}

/** Two items left over on either side are one changed item from this likeness on. */
const likeEnough = 0.5;

const slotIdentity: Identity<Slot> = {
  key: (slot) => slot.name,
  likeness: (before, after) =>
    before.type === after.type ? shareOfWords(exampleWords(before), exampleWords(after)) : 0,
};
export const conditionIdentity: Identity<Condition> = {
  key: (condition) => condition.id,
  likeness: (before, after) => (before.predicate === after.predicate ? 1 : 0),
};
const stepIdentity: Identity<ProcedureStep> = {
  key: (step) => step.id,
  likeness: (before, after) =>
    before.kind === after.kind ? shareOfWords(words(before.template), words(after.template)) : 0,
};

export function textChange(before: string, after: string): TextChange {
  return before === after ? { kind: 'same', text: after } : { kind: 'changed', before, after };
}

/** The difference of two bodies. `applyDiff(before, diffBodies(before, after))` equals `after`. */
export function diffBodies(before: ProcedureBody, after: ProcedureBody): BodyDiff {
  return {
    goal: textChange(before.goal, after.goal),
    slots: diffLists(before.slots, after.slots, slotIdentity),
    preconditions: diffLists(before.preconditions, after.preconditions, conditionIdentity),
    steps: diffLists(before.steps, after.steps, stepIdentity),
    postconditions: diffLists(before.postconditions, after.postconditions, conditionIdentity),
  };
}

/**
 * The new body, from the old one and the difference. Throws STALE when the old body is not the one that the
 * difference was made from.
 */
export function applyDiff(before: ProcedureBody, diff: BodyDiff): ProcedureBody {
  const goal = diff.goal.kind === 'same' ? diff.goal.text : diff.goal.before;
  if (goal !== before.goal) throw staleError();
  return {
    goal: diff.goal.kind === 'same' ? diff.goal.text : diff.goal.after,
    slots: applyList(before.slots, diff.slots),
    preconditions: applyList(before.preconditions, diff.preconditions),
    steps: applyList(before.steps, diff.steps),
    postconditions: applyList(before.postconditions, diff.postconditions),
  };
}

/** How many lines of each kind; `changed` counts a changed goal too. */
export function countChanges(diff: BodyDiff): Readonly<Record<ListChange<unknown>['kind'], number>> {
  const counts = { same: 0, moved: 0, changed: 0, added: 0, removed: 0 };
  counts[diff.goal.kind] += 1;
  for (const list of [diff.slots, diff.preconditions, diff.steps, diff.postconditions]) {
    for (const change of list) counts[change.kind] += 1;
  }
  return counts;
}

/** The lines from one list to the other, in reading order. */
export function diffLists<Item extends object>(
  before: readonly Item[],
  after: readonly Item[],
  identity: Identity<Item>,
): ListDiff<Item> {
  const oldOf = pairUp(before, after, identity);
  const kept = new Set(longestRise(oldOf));
  const isPaired = new Set(oldOf.filter((from) => from !== null));
  const changes: ListChange<Item>[] = [];
  let next = 0; // The first old item that has not been passed yet.
  const removeUntil = (end: number): void => {
    for (; next < end; next += 1) {
      const item = before[next];
      if (item !== undefined && !isPaired.has(next)) changes.push({ kind: 'removed', item, from: next });
    }
  };
  after.forEach((item, to) => {
    const from = oldOf[to] ?? null;
    const old = from === null ? undefined : before[from];
    if (from === null || old === undefined) {
      changes.push({ kind: 'added', item, to });
      return;
    }
    const moved = !kept.has(from);
    if (!moved) removeUntil(from);
    const parts = differingParts(old, item);
    if (parts.length > 0) changes.push({ kind: 'changed', before: old, after: item, from, to, moved, parts });
    else changes.push({ kind: moved ? 'moved' : 'same', item, from, to });
  });
  removeUntil(before.length);
  return changes;
}

/** For each new item the position of the old item that it was, or null: first by key, then by likeness. */
function pairUp<Item>(
  before: readonly Item[],
  after: readonly Item[],
  { key, likeness }: Identity<Item>,
): (number | null)[] {
  const byKey = new Map<string, number[]>();
  before.forEach((item, index) => byKey.set(key(item), [...(byKey.get(key(item)) ?? []), index]));
  const oldOf = after.map((item) => byKey.get(key(item))?.shift() ?? null);
  const isTaken = new Set(oldOf.filter((from) => from !== null));
  after.forEach((item, to) => {
    if (oldOf[to] !== null) return;
    const scores = before.map((old, from) => (isTaken.has(from) ? 0 : likeness(old, item)));
    const best = Math.max(0, ...scores);
    if (best < likeEnough) return;
    const from = scores.indexOf(best);
    oldOf[to] = from;
    isTaken.add(from);
  });
  return oldOf;
}

/** The longest rising subsequence of the old positions: those items stayed in order, all others moved. */
function longestRise(positions: readonly (number | null)[]): readonly number[] {
  const values = positions.filter((value) => value !== null);
  const length = values.map(() => 1);
  const previous = values.map(() => -1);
  let end = -1;
  values.forEach((value, index) => {
    for (let i = 0; i < index; i += 1) {
      if ((values[i] ?? 0) >= value || (length[i] ?? 0) + 1 <= (length[index] ?? 0)) continue;
      length[index] = (length[i] ?? 0) + 1;
      previous[index] = i;
    }
    if (end === -1 || (length[index] ?? 0) > (length[end] ?? 0)) end = index;
  });
  const rise: number[] = [];
  for (let index = end; index >= 0; index = previous[index] ?? -1) rise.unshift(values[index] ?? 0);
  return rise;
}

/** @throws KnackError STALE when the old list is not the one that the difference was made from */
export function applyList<Item>(before: readonly Item[], diff: ListDiff<Item>): readonly Item[] {
  const after: Item[] = [];
  let used = 0;
  for (const change of diff) {
    if (change.kind === 'added') {
      after.push(change.item);
      continue;
    }
    const old = before[change.from];
    const expected = change.kind === 'changed' ? change.before : change.item;
    if (!isSameData(old, expected)) throw staleError();
    used += 1;
    if (change.kind === 'changed') after.push(change.after);
    else if (change.kind !== 'removed') after.push(expected);
  }
  if (used !== before.length) throw staleError();
  return after;
}

function differingParts(before: object, after: object): readonly string[] {
  const old = new Map(Object.entries(before));
  const now = new Map(Object.entries(after));
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return names.filter((name) => !isSameData(old.get(name), now.get(name)));
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/[^\p{L}\p{N}_]+/u).filter((word) => word !== ''));
}

function exampleWords(slot: Slot): ReadonlySet<string> {
  return new Set(slot.examples.map((example) => example.value));
}

/** Words in both, as a share of the words in either (Jaccard); 0 where neither has any. */
function shareOfWords(before: ReadonlySet<string>, after: ReadonlySet<string>): number {
  const either = before.union(after).size;
  return either === 0 ? 0 : before.intersection(after).size / either;
}

export function staleError(): KnackError {
  return new KnackError({
    code: 'STALE',
    happened: 'The difference was made for another revision of this procedure.',
    kept: 'The procedure is as it was.',
    todo: 'Look at the proposal that was made for the live revision.',
  });
}
