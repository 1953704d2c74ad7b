import {
  type Condition,
  type ContrastTable,
  type ProcedureBody,
  type Proposal,
  type Revision,
} from '../../../shared/model/index.ts';
import { contentId } from '../identity/index.ts';
import { seenPredicate } from '../conditions/belief.ts';
import { goalPredicate } from '../conditions/patterns.ts';
import { saysTheSame } from '../procedures/index.ts';
import type { WeighedFeature } from './contrasts.ts';

/** The paper's level for one candidate [M D.4]: what does not reach the false discovery rate is shown as weak from here on. */
const weakProbability = 0.95;
/** A condition becomes a precondition only where most successes have it (or lack it, for a negated one). */
const minShareOfSuccess = 0.6;
const maxStrongChanges = 3;

/**
 * The refinement that the contrasts suggest for one revision, or null: the strong ones together, or the best weak one.
 * Psi + dPsi+ + not dPsi-, d_pi and Phi + dPhi (memory-model section 5); `mined` has the steps that good executions share. `id` begins with what is proposed and ends with the revision that it was made for.
 */
export function proposeRefinement(
  itemId: string,
  { hash: baseRevision, body: before }: Pick<Revision, 'hash' | 'body'>,
  { weighed, mined }: { readonly weighed: readonly WeighedFeature[]; readonly mined: ProcedureBody },
): Proposal | null {
  const usable = weighed.filter((entry) => isUsable(entry, before, mined)).toSorted(byStrength);
  const likely = usable.filter(({ contrast }) => contrast.probability >= weakProbability);
  const strong = joined(likely.filter(({ contrast }) => contrast.strong)).slice(0, maxStrongChanges);
  const chosen = strong.length > 0 ? strong : likely.slice(0, 1);
  if (chosen.length === 0) return null;
  const contrasts = chosen.map(({ contrast }) => contrast);
  const after = chosen.reduce((body, entry) => apply(body, entry, mined), before);
  if (saysTheSame(before, after)) return null;
  const content = contentId({ itemId, contrasts: contrasts.map(({ id }) => id).toSorted() }).slice(0, 20);
  return {
    id: `r-${content}-${baseRevision.slice(0, 12)}`,
    kind: 'refinement',
    targetId: itemId,
    baseRevision,
    status: 'pending',
    title: `${before.goal}: ${chosen.map((entry) => titleOf(entry, before)).join('; ')}`,
    before,
    after,
    contrasts,
    strong: strong.length > 0,
    probability: Math.min(...contrasts.map(({ probability }) => probability)),
    reason: null,
    decidedBy: null,
  };
}

/** What a proposal says, without the revision that it was made for: a rejection holds for it on later revisions too. */
export function proposalContent(proposalId: string): string {
  return proposalId.split('-').slice(0, 2).join('-');
}

function byStrength(a: WeighedFeature, b: WeighedFeature): number {
  return (
    b.contrast.eValue - a.contrast.eValue ||
    b.contrast.probability - a.contrast.probability ||
    Number(isCondition(a)) - Number(isCondition(b)) ||
    Number(a.contrast.side === 'failure') - Number(b.contrast.side === 'failure') ||
    (a.contrast.id < b.contrast.id ? -1 : 1)
  );
}

function isUsable(
  { feature, contrast, presentInSuccess }: WeighedFeature,
  body: ProcedureBody,
  mined: ProcedureBody,
): boolean {
  const helps = contrast.side === 'success';
  const share = helps ? presentInSuccess : 1 - presentInSuccess;
  if (share < minShareOfSuccess) return false;
  if (feature.kind === 'step') {
    const step = body.steps.find((other) => other.template === feature.label);
    if (step === undefined) return helps && mined.steps.some((other) => other.template === feature.label);
    return step !== body.steps.at(-1) && (helps ? step.optional : true);
  }
  if (feature.kind === 'order') return isReversed(body, feature);
  const { condition } = contrast;
  if (condition === undefined) return false;
  // What failures end with is no goal, and a goal state that is not surely one is not worth a decision.
  if (feature.kind === 'effect')
    return helps && contrast.strong && !body.postconditions.some((other) => sameAtom(other, condition));
  const isThere = body.preconditions.some(
    (other) => sameAtom(other, condition) || (helps && givesSight(other, condition)),
  );
  // A negated condition on things that are not named says too little about the world to be worth a decision.
  return (
    !isThere && (helps || condition.arguments.length === 0 || condition.arguments.some(({ kind }) => kind === 'slot'))
  );
}

/** Whether a body has two steps the other way round. */
function isReversed(
  { steps }: ProcedureBody,
  { first, second }: Extract<WeighedFeature['feature'], { kind: 'order' }>,
): boolean {
  const [late, early] = [first, second].map((label) => steps.findIndex(({ template }) => template === label));
  return late !== undefined && early !== undefined && early >= 0 && late > early;
}

/** What an observation told of a thing implies that it is in sight. */
function givesSight(told: Condition, sight: Condition): boolean {
  if (sight.predicate !== seenPredicate || told.predicate === seenPredicate || told.predicate === goalPredicate)
    return false;
  return told.polarity === 'positive' && slotsOf(told).some((name) => slotsOf(sight).includes(name));
}

function slotsOf(condition: Condition): readonly string[] {
  return condition.arguments.flatMap((one) => (one.kind === 'slot' ? [one.name] : []));
}

function sameAtom(a: Condition, b: Condition): boolean {
  return a.predicate === b.predicate && JSON.stringify(a.arguments) === JSON.stringify(b.arguments);
}

/**
 * Of several contrasts that say the same of the same argument (one is in sight where it is listed), and of a step to leave out
 * and an order that it has, the strongest stays.
 */
function joined(entries: readonly WeighedFeature[]): readonly WeighedFeature[] {
  const kept: WeighedFeature[] = [];
  for (const entry of entries)
    if (!kept.some((other) => says(other, entry) || leavesOut(other, entry) || leavesOut(entry, other)))
      kept.push(entry);
  return kept;
}

/** Whether one leaves a step out of which the other says when it is done. */
function leavesOut({ feature: out, contrast }: WeighedFeature, { feature: order }: WeighedFeature): boolean {
  if (out.kind !== 'step' || contrast.side !== 'failure' || order.kind !== 'order') return false;
  return out.label === order.first || out.label === order.second;
}

function says(first: WeighedFeature, second: WeighedFeature): boolean {
  if (isMirror(first.contrast.table, second.contrast.table)) return true;
  // What a step was answered with holds where it was done.
  if (isCondition(first) !== isCondition(second)) return isSameTable(first.contrast.table, second.contrast.table);
  const [a, b] = [first.contrast.condition, second.contrast.condition];
  if (a === undefined || b === undefined) return a === b && first.contrast.label === second.contrast.label;
  if (a.predicate === b.predicate) return true;
  const isSight = a.predicate === seenPredicate || b.predicate === seenPredicate;
  return isSight && slotsOf(a).some((name) => slotsOf(b).includes(name));
}

function isCondition({ feature }: WeighedFeature): boolean {
  return feature.kind === 'condition' || feature.kind === 'effect';
}

function isSameTable(first: ContrastTable, second: ContrastTable): boolean {
  return JSON.stringify(first) === JSON.stringify(second);
}

/** One is present exactly where the other is absent: full, and not empty. */
function isMirror(first: ContrastTable, second: ContrastTable): boolean {
  return (
    first.presentSuccess === second.absentSuccess &&
    first.presentFailure === second.absentFailure &&
    first.absentSuccess === second.presentSuccess &&
    first.absentFailure === second.presentFailure
  );
}

function apply(body: ProcedureBody, { feature, contrast }: WeighedFeature, mined: ProcedureBody): ProcedureBody {
  switch (feature.kind) {
    case 'step':
      return { ...body, steps: withStep(body.steps, feature.label, { contrast, mined: mined.steps }) };
    case 'order': {
      const moved = body.steps.find(({ template }) => template === feature.first);
      if (moved === undefined || !isReversed(body, feature)) return body;
      const steps = body.steps.flatMap((step) => {
        if (step === moved) return [];
        return step.template === feature.second ? [moved, step] : [step];
      });
      return { ...body, steps };
    }
    case 'condition':
      return contrast.condition === undefined
        ? body
        : { ...body, preconditions: [...body.preconditions, contrast.condition] };
    case 'effect':
      return contrast.condition === undefined
        ? body
        : { ...body, postconditions: [...body.postconditions, contrast.condition] };
  }
}

type Steps = ProcedureBody['steps'];

/** Without the step where it hurts; else always with it, before whatever good executions do after it. */
function withStep(
  steps: Steps,
  label: string,
  { contrast, mined }: { readonly contrast: WeighedFeature['contrast']; readonly mined: Steps },
): Steps {
  if (contrast.side === 'failure')
    return steps.filter(({ template }, at) => template !== label || at === steps.length - 1);
  if (steps.some(({ template }) => template === label))
    return steps.map((step) => (step.template === label ? { ...step, optional: false } : step));
  const from = mined.findIndex(({ template }) => template === label);
  const [missing, ...later] = mined.slice(Math.max(0, from));
  if (from < 0 || missing === undefined) return steps;
  const after = new Set(later.map(({ template }) => template));
  const place = steps.findIndex(({ template }) => after.has(template));
  return steps.toSpliced(place < 0 ? Math.max(0, steps.length - 1) : place, 0, { ...missing, optional: false });
}

function titleOf({ feature, contrast }: WeighedFeature, body: ProcedureBody): string {
  if (feature.kind !== 'step') return contrast.label;
  if (contrast.side === 'failure') return `without ${feature.label}`;
  const isThere = body.steps.some(({ template }) => template === feature.label);
  return `${isThere ? 'always' : 'also'} ${feature.label}`;
}
