import type { Span } from '../../../shared/contract/index.ts';
import type { Action, Evidence, Trajectory } from '../../../shared/model/index.ts';
import { canonicalJson } from '../identity/index.ts';
import type { Memory } from '../memory/index.ts';

/** An action on one line: its text, or the tool's name with its arguments. */
export function writeAction(action: Action): string {
  return action.kind === 'text' ? action.text : `${action.name}(${canonicalJson(action.arguments)})`;
}

/** The spans behind evidence rows, in the order of the ids; an id that is not there is left out. */
export async function spansOf(memory: Memory, evidenceIds: readonly string[]): Promise<readonly Span[]> {
  const wanted = new Set(evidenceIds);
  const rows = new Map(memory.state.derived.evidence.filter((row) => wanted.has(row.id)).map((row) => [row.id, row]));
  const trajectories = new Map<string, Promise<Trajectory | null>>();
  const spans = evidenceIds.map(async (id): Promise<Span | null> => {
    const row = rows.get(id);
    if (row === undefined) return null;
    const reading = trajectories.get(row.trajectoryId) ?? memory.store.trajectory(row.trajectoryId);
    trajectories.set(row.trajectoryId, reading);
    const trajectory = await reading;
    return trajectory === null ? null : spanOf(row, trajectory);
  });
  return (await Promise.all(spans)).filter((span) => span !== null);
}

function spanOf(evidence: Evidence, trajectory: Trajectory): Span {
  const steps = trajectory.steps.slice(evidence.from, evidence.to).map((step, index) => ({
    index: evidence.from + index,
    action: writeAction(step.action),
    observation: step.observation,
  }));
  return { evidence, goal: trajectory.goal, title: trajectory.title ?? '', steps };
}
