import { z } from 'zod';

/** What stands in an argument place of an atom: a slot of the procedure, a constant, or anything. */
export const argumentSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('slot'), name: z.string() }).readonly(),
  z.object({ kind: z.literal('constant'), value: z.string() }).readonly(),
  z.object({ kind: z.literal('any') }).readonly(),
]);
export type Argument = z.infer<typeof argumentSchema>;

export const truthSchema = z.enum(['true', 'false', 'unknown']);
export type Truth = z.infer<typeof truthSchema>;

/**
 * An atom: what an observation said, over slots. `predicate` is a mined observation template in which `{0}`,
 * `{1}`.. stand for the arguments. `holds`/`of`: in how many of the executions that tell, the atom held.
 */
export const conditionSchema = z
  .object({
    id: z.string(),
    predicate: z.string(),
    arguments: z.array(argumentSchema).readonly(),
    polarity: z.enum(['positive', 'negative']),
    origin: z.enum(['extracted', 'refined', 'manual']),
    evidence: z.object({ holds: z.number(), of: z.number() }).readonly(),
  })
  .readonly();
export type Condition = z.infer<typeof conditionSchema>;

/** The condition as a sentence, e.g. `not: the {door} is locked`. */
export function renderCondition(condition: Condition): string {
  const body = condition.predicate.replace(/\{(\d+)\}/g, (_, index: string) => {
    const argument = condition.arguments[Number(index)];
    if (argument === undefined || argument.kind === 'any') return '…';
    return argument.kind === 'slot' ? `{${argument.name}}` : argument.value;
  });
  return condition.polarity === 'negative' ? `not: ${body}` : body;
}

/** Reads `{slot}` and `…` in a sentence as the arguments of a predicate. */
export function parseSentence(sentence: string): Pick<Condition, 'predicate' | 'arguments'> {
  const found: Argument[] = [];
  const predicate = sentence.replace(/\{([^{}]+)\}|…/g, (_, name: string | undefined) => {
    found.push(name === undefined ? { kind: 'any' } : { kind: 'slot', name: name.trim() });
    return `{${found.length - 1}}`;
  });
  return { predicate, arguments: found };
}
