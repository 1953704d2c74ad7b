import type { StepMark } from '../../../../shared/model/index.ts';

/** A step as a script looks at it: what was done with what, what was told, and whether it was refused. */
export interface ScriptStep {
  readonly template: number;
  readonly args: readonly string[];
  /** What its answer told, each fact as one text, and the values in it. */
  readonly told: readonly string[];
  readonly values: readonly string[];
  readonly refused: boolean;
  /** Its kind of action completes something (rule G1), or ends the episode. */
  readonly completes: boolean;
}

/**
 * Marks the steps of an episode [K, after P's script]: critical are those that complete something, and those that these rest on, found from
 * the end backwards.
 * O(steps x critical steps). Rule Q3.
 */
export function markSteps(steps: readonly ScriptStep[]): readonly StepMark[] {
  const first = firstTold(steps);
  const later: ScriptStep[] = [];
  const marks: StepMark[] = [];
  for (const [at, step] of [...steps.entries()].reverse()) {
    const mark = markOf(step, { later, fresh: first[at] ?? [], isLast: later.length === 0 });
    if (mark === 'critical') later.unshift(step);
    marks.unshift(mark);
  }
  return marks;
}

/** For each step what its answer told that nothing before it had told: facts, and values. */
function firstTold(steps: readonly ScriptStep[]): readonly (readonly string[])[] {
  const known = new Set<string>();
  return steps.map(({ told, values }) => {
    const fresh = [...told, ...values].filter((text) => !known.has(text));
    for (const text of fresh) known.add(text);
    return fresh;
  });
}

interface Rest {
  /** The critical steps after it, in order. */
  readonly later: readonly ScriptStep[];
  readonly fresh: readonly string[];
  readonly isLast: boolean;
}

function markOf(step: ScriptStep, { later, fresh, isLast }: Rest): StepMark {
  if (step.refused) return 'failed';
  if (isLast) return 'critical';
  const [next] = later;
  if (next !== undefined && isSame(step, next)) return 'looping';
  if (step.completes) return later.some((other) => isSame(step, other)) ? 'looping' : 'critical';
  if (next !== undefined && shares(step, next)) return 'critical';
  const again = later.some((other) => isSame(step, other));
  const named = new Set(later.flatMap(({ args }) => args));
  if (fresh.some((value) => named.has(value) && !step.args.includes(value))) return again ? 'revisiting' : 'critical';
  const isIdle = step.told.length > 0 && fresh.length === 0;
  if (later.some((other) => shares(step, other))) {
    if (again) return 'revisiting';
    return isIdle ? 'effect-free' : 'critical';
  }
  if (again) return 'looping';
  return step.args.length === 0 && !isIdle ? 'critical' : 'effect-free';
}

function isSame(first: ScriptStep, second: ScriptStep): boolean {
  return first.template === second.template && first.args.join('\u0001') === second.args.join('\u0001');
}

function shares(first: ScriptStep, second: ScriptStep): boolean {
  return first.args.some((value) => value !== '' && second.args.includes(value));
}
