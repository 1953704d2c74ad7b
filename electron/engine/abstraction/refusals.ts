import type { Analysis } from './analysis.ts';
import type { Fact } from './facts.ts';
import type { Shape } from './lex-action.ts';

/** A longer answer is no refusal. */
const maxPredicates = 3;

/** The predicates of an observation as one text: what was said, without the values; '' for a long one. */
export function signatureOf(facts: readonly Fact[]): string {
  if (facts.length === 1) return facts[0]?.predicate ?? '';
  if (facts.length > maxPredicates) return '';
  return [...new Set(facts.map((fact) => fact.predicate))].sort().join(' | ');
}

const minTemplates = 3;
const minCount = 3;
const maxShare = 0.5;

/**
 * Finds how this world says that nothing was done: an answer without any value of the action in it, that follows
 * at least three different kinds of action, and is the exception after them (less than half of their answers).
 */
export function findRefusals(analyses: readonly Analysis[], templateOf: (shape: Shape) => number): ReadonlySet<string> {
  const byTemplate = new Map<number, number>();
  const bySignature = new Map<string, { templates: Map<number, number>; named: number; count: number }>();
  for (const { steps } of analyses) {
    for (const step of steps) {
      const template = templateOf(step.shape);
      byTemplate.set(template, (byTemplate.get(template) ?? 0) + 1);
      if (step.facts.length === 0 || step.facts.length > maxPredicates) continue;
      const signature = signatureOf(step.facts);
      const entry = bySignature.get(signature) ?? { templates: new Map<number, number>(), named: 0, count: 0 };
      entry.templates.set(template, (entry.templates.get(template) ?? 0) + 1);
      entry.count += 1;
      if (namesArgument(step.facts, step.shape)) entry.named += 1;
      bySignature.set(signature, entry);
    }
  }
  const refusals = new Set<string>();
  for (const [signature, { templates, named, count }] of bySignature) {
    const usual = [...templates].filter(([, times]) => times >= minCount);
    const all = usual.reduce((sum, [template]) => sum + (byTemplate.get(template) ?? 0), 0);
    if (usual.length >= minTemplates && named < count / 10 && count < all * maxShare) refusals.add(signature);
  }
  return refusals;
}

function namesArgument(facts: readonly Fact[], shape: Shape): boolean {
  return shape.args.some(({ value }) => facts.some((fact) => fact.args.includes(value.text)));
}
