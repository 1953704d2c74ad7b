import type { Condition, ProcedureBody } from '../../../shared/model/index.ts';
import { contentId } from '../identity/index.ts';

function plain(condition: Condition): unknown {
  return { predicate: condition.predicate, arguments: condition.arguments, polarity: condition.polarity };
}

/**
 * The hash of what a revision says: goal, slots, conditions and steps. Counts and examples are evidence, which grows
 * without making another revision.
 */
export function revisionHash(body: ProcedureBody): string {
  return contentId({
    goal: body.goal,
    slots: body.slots.map(({ name, type }) => ({ name, type })),
    preconditions: body.preconditions.map(plain),
    steps: body.steps.map(({ template, optional, repeats }) => ({ template, optional, repeats })),
    postconditions: body.postconditions.map(plain),
  });
}
