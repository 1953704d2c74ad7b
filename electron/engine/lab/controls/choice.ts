import type { Choice } from '../actor.ts';

/** A command of a control: no procedure, no utility. */
export function choiceOf({ step, command, reason }: Pick<Choice, 'step' | 'command' | 'reason'>): Choice {
  return { step, command, by: 'fallback', procedureId: null, metaId: null, bindings: {}, utility: null, reason };
}
