import type { Condition } from './condition.ts';
import {
  applyList,
  conditionIdentity,
  diffLists,
  staleError,
  textChange,
  type Identity,
  type ListChange,
  type ListDiff,
  type TextChange,
} from './diff.ts';
import type { MetaProcedure, PolicyRule } from './procedure.ts';

/** One place of a composition: the procedure that stands there, and the policy's rule for it. */
export interface MetaPlace {
  readonly procedureId: string;
  /** Null where the traces gave none. */
  readonly rule: Omit<PolicyRule, 'position'> | null;
}

/** What a meta-procedure says: for what, when, in which order, and how it goes on. */
export interface MetaBody {
  readonly goal: string;
  readonly preconditions: readonly Condition[];
  readonly places: readonly MetaPlace[];
  /** The kinds of goals of which it is a way, with the episodes that took it or a variant of it. */
  readonly categories: MetaProcedure['categories'];
}

export interface MetaDiff {
  readonly goal: TextChange;
  readonly preconditions: ListDiff<Condition>;
  readonly places: ListDiff<MetaPlace>;
  readonly categories: ListDiff<MetaProcedure['categories'][number]>;
}

const placeIdentity: Identity<MetaPlace> = {
  key: ({ procedureId }) => procedureId,
  likeness: () => 0,
};
const categoryIdentity: Identity<MetaProcedure['categories'][number]> = {
  key: ({ category }) => category,
  likeness: () => 0,
};

export function metaBodyOf({ goal, preconditions, sequence, policy, categories }: MetaProcedure): MetaBody {
  const rules = new Map(policy.map((rule) => [rule.position, rule]));
  const places = sequence.map((procedureId, at): MetaPlace => {
    const rule = rules.get(at);
    if (rule === undefined) return { procedureId, rule: null };
    const { position: _position, ...rest } = rule;
    return { procedureId, rule: rest };
  });
  return { goal, preconditions, places, categories };
}

/** The difference of two compositions. `applyMetaDiff(before, diffMetas(before, after))` equals `after`. */
export function diffMetas(before: MetaBody, after: MetaBody): MetaDiff {
  return {
    goal: textChange(before.goal, after.goal),
    preconditions: diffLists(before.preconditions, after.preconditions, conditionIdentity),
    places: diffLists(before.places, after.places, placeIdentity),
    categories: diffLists(before.categories, after.categories, categoryIdentity),
  };
}

/** The new composition, from the old one and the difference. @throws KnackError STALE when it was made from another one */
export function applyMetaDiff(before: MetaBody, diff: MetaDiff): MetaBody {
  const goal = diff.goal.kind === 'same' ? diff.goal.text : diff.goal.before;
  if (goal !== before.goal) throw staleError();
  return {
    goal: diff.goal.kind === 'same' ? diff.goal.text : diff.goal.after,
    preconditions: applyList(before.preconditions, diff.preconditions),
    places: applyList(before.places, diff.places),
    categories: applyList(before.categories, diff.categories),
  };
}

/** Whether anything differs. */
export function isMetaChange({ goal, preconditions, places, categories }: MetaDiff): boolean {
  const isChange = ({ kind }: ListChange<unknown> | TextChange): boolean => kind !== 'same';
  return [goal, ...preconditions, ...places, ...categories].some(isChange);
}
