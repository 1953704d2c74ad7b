import type { Condition, ProcedureBody } from '../../../shared/model/index.ts';
import { contentId } from '../identity/index.ts';

function plain(condition: Condition): unknown {
  return { predicate: condition.predicate, arguments: condition.arguments, polarity: condition.polarity };
}

/**
 * The hash of a revision: what it says (goal, slots, conditions, steps) and which revision it was made from. Counts and examples
 * are evidence, which grows without making another revision; and a body that comes back by an edit is a new revision, so
 * that the evidence of its first life is not counted again.
 */
export function revisionHash(body: ProcedureBody, parent: string | null): string {
  return contentId({ says: contentOf(body), parent });
}

/** Whether two bodies say the same, whatever their counts. */
export function saysTheSame(first: ProcedureBody, second: ProcedureBody): boolean {
  return contentId(contentOf(first)) === contentId(contentOf(second));
}

function contentOf(body: ProcedureBody): unknown {
  return {
    goal: body.goal,
    slots: body.slots.map(({ name, type }) => ({ name, type })),
    preconditions: body.preconditions.map(plain),
    steps: body.steps.map(({ template, optional, repeats }) => ({ template, optional, repeats })),
    postconditions: body.postconditions.map(plain),
  };
}
