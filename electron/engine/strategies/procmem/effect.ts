import { completingStep, renderCondition } from '../../../../shared/model/index.ts';
import type { ProcedureBody } from '../../../../shared/model/index.ts';

/**
 * What a skill brings about, as one text: the step that completes it and its termination, slots by their place and not by their
 * name. An embedding of what activates a skill hardly tells two apart that differ in one word, and that word may be what is done;
 * skills are one only where this is the same too. Rule M16.
 */
export function effectOf(body: ProcedureBody): string {
  const places = new Map(body.slots.map(({ name }, place) => [name, place]));
  const numbered = (text: string): string =>
    text.replace(/\{([^{}]+)\}/g, (slot, name: string) => (places.has(name) ? `{${places.get(name)}}` : slot));
  const ends = body.postconditions.map((condition) => numbered(renderCondition(condition)));
  return JSON.stringify([numbered(completingStep(body)?.template ?? ''), [...new Set(ends)].sort()]);
}
