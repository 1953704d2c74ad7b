import { renderCondition } from '../../../shared/model/index.ts';
import type { ProcedureBody, SkillCandidate, Trajectory } from '../../../shared/model/index.ts';
import { redactText } from '../redaction/index.ts';
import type { ReasonerQuestion } from '../ports.ts';
import { clip } from './material.ts';

/** Steps before the one that is scored, the last ones. */
const historyShown = 12;

/** How an action of a trajectory is written on one line. */
export type WriteAction = (action: Trajectory['steps'][number]['action']) => string;

/**
 * Asks how likely each recorded step of a candidate's batch is, under the skill as it was and as it would be: two actions a step, in
 * this order. Steps whose trajectory is gone are left out; `scored` names those that are asked about.
 */
export function likelihoodQuestion(
  { steps, before, after }: Pick<SkillCandidate, 'steps' | 'before' | 'after'>,
  trajectories: ReadonlyMap<string, Trajectory>,
  write: WriteAction,
): { readonly question: ReasonerQuestion<'likelihood'>; readonly scored: SkillCandidate['steps'] } {
  const scored = steps.filter(({ trajectoryId, step }) => trajectories.get(trajectoryId)?.steps[step] !== undefined);
  const actions = scored.flatMap(({ trajectoryId, step }) => {
    const trajectory = trajectories.get(trajectoryId);
    const recorded = trajectory?.steps[step];
    if (trajectory === undefined || recorded === undefined) return [];
    const history = historyOf(trajectory, step, write);
    const action = redactText(write(recorded.action)).value;
    return [before, after].map((body) => ({ context: `${skillText(body)}\n\n${history}`, action }));
  });
  const byRules = { logProbabilities: scored.flatMap((step) => [Math.min(0, step.before), Math.min(0, step.after)]) };
  return { question: { task: 'likelihood', material: {}, byRules, actions }, scored };
}

function skillText({ goal, preconditions, steps, postconditions }: ProcedureBody): string {
  const lines = [
    `Skill: ${goal}`,
    ...preconditions.map((one) => `When ${renderCondition(one)}`),
    ...steps.map(({ template }, at) => `${at + 1}. ${template}`),
    ...postconditions.map((one) => `Done when ${renderCondition(one)}`),
  ];
  return redactText(lines.join('\n')).value;
}

function historyOf({ goal, steps }: Trajectory, until: number, write: WriteAction): string {
  const shown = steps.slice(Math.max(0, until - historyShown), until);
  const lines = shown.flatMap(({ action, observation }) => [`Action: ${clip(write(action))}`, clip(observation)]);
  return redactText([`Task: ${clip(goal)}`, ...lines].join('\n')).value;
}
