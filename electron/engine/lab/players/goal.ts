import { type Binding, type Condition, partsOf, unbound, type Variable, type World } from '../world/index.ts';

const ASSIGNMENTS_AT_MOST = 3000;

/** A goal as a list of wishes over variables: what nobody can change, and what can be brought about. */
export interface Goal {
  readonly variables: readonly Variable[];
  readonly fixed: readonly Condition[];
  readonly wishes: readonly Condition[];
}

/** Takes a goal apart: conjunctions and the variables that something has to exist for. */
export function readGoal(world: World): Goal {
  const variables: Variable[] = [];
  const parts: Condition[] = [];
  const visit = (condition: Condition): void => {
    for (const part of partsOf(condition)) {
      if (part.kind !== 'some') {
        parts.push(part);
        continue;
      }
      variables.push(...part.variables);
      for (const inner of part.parts) visit(inner);
    }
  };
  visit(world.goal);
  return { variables, fixed: parts.filter(isFixed), wishes: parts.filter((part) => !isFixed(part)) };
}

/** Whether no action can change what a condition says. */
export function isFixed(condition: Condition): boolean {
  switch (condition.kind) {
    case 'fact':
    case 'denied':
      return !condition.table.isFluent;
    case 'same':
      return true;
    case 'not':
      return isFixed(condition.part);
    case 'all':
    case 'any':
    case 'some':
      return condition.parts.every(isFixed);
  }
}

/** Values of the goal's variables for which its fixed part holds, up to 3,000 of them. @throws GameFault */
export function assignmentsOf({ variables, fixed }: Goal, world: World): readonly Binding[] {
  const found: Binding[] = [];
  const binding = unbound(world.goalSize);
  world.solve({ parts: fixed, open: variables }, binding, () => {
    found.push([...binding]);
    return found.length >= ASSIGNMENTS_AT_MOST;
  });
  return found;
}
