import type { StepCounts } from './analysis.ts';
import type { Fact } from './facts.ts';
import type { Shape } from './lex-action.ts';

/** A longer answer is no refusal. */
const maxPredicates = 3;

/** The predicates of an observation as one text: what was said, without the values; '' for a long one. */
function signatureOf(facts: readonly Fact[]): string {
  if (facts.length === 1) return facts[0]?.predicate ?? '';
  if (facts.length > maxPredicates) return '';
  return [...new Set(facts.map((fact) => fact.predicate))].sort().join(' | ');
}

const minTemplates = 3;
const minCount = 3;
const maxShare = 0.5;
const maxNamed = 0.1;

/** Answers of one template: all, those that name a value of their action, and the short ones by what they say. */
interface Answers {
  all: number;
  named: number;
  readonly short: Map<string, { count: number; named: number }>;
}

/** Whether an answer to a template says that nothing was done. */
export type IsRefusal = (template: number, facts: readonly Fact[]) => boolean;

/**
 * Finds how this world says that nothing was done: a short answer without any value of the action in it, that is the
 * exception (less than half of the answers) either after at least three kinds of action, or after one whose answers
 * otherwise name a value of it.
 */
export function findRefusals(taken: StepCounts, templateOf: (shape: Shape) => number): IsRefusal {
  const answers = collectAnswers(taken, templateOf);
  const everywhere = commonRefusals(answers);
  return (template, facts) => {
    const signature = signatureOf(facts);
    if (signature === '') return false;
    return everywhere.has(signature) || isOddOne(answers.get(template), signature);
  };
}

function collectAnswers(taken: StepCounts, templateOf: (shape: Shape) => number): ReadonlyMap<number, Answers> {
  const answers = new Map<number, Answers>();
  for (const [{ shape, facts }, times] of taken) {
    const template = templateOf(shape);
    const own = answers.get(template) ?? { all: 0, named: 0, short: new Map() };
    answers.set(template, own);
    const named = namesArgument(facts, shape) ? times : 0;
    own.all += times;
    own.named += named;
    const signature = signatureOf(facts);
    if (signature === '') continue;
    const entry = own.short.get(signature) ?? { count: 0, named: 0 };
    own.short.set(signature, { count: entry.count + times, named: entry.named + named });
  }
  return answers;
}

function commonRefusals(answers: ReadonlyMap<number, Answers>): ReadonlySet<string> {
  const tally = new Map<string, { templates: number; of: number; count: number; named: number }>();
  for (const { all, short } of answers.values()) {
    for (const [signature, { count, named }] of short) {
      const entry = tally.get(signature) ?? { templates: 0, of: 0, count: 0, named: 0 };
      const usual = count >= minCount;
      tally.set(signature, {
        templates: entry.templates + (usual ? 1 : 0),
        of: entry.of + (usual ? all : 0),
        count: entry.count + count,
        named: entry.named + named,
      });
    }
  }
  const refusals = [...tally].filter(
    ([, { templates, of, count, named }]) =>
      templates >= minTemplates && named < count * maxNamed && count < of * maxShare,
  );
  return new Set(refusals.map(([signature]) => signature));
}

/** The answer that names nothing, where most of the others name what was acted on. */
function isOddOne(answers: Answers | undefined, signature: string): boolean {
  const entry = answers?.short.get(signature);
  if (answers === undefined || entry === undefined || entry.count < minCount) return false;
  const others = answers.all - entry.count;
  return (
    entry.named < entry.count * maxNamed && entry.count < others && answers.named - entry.named >= others * commonShare
  );
}

const commonShare = 0.9;

function namesArgument(facts: readonly Fact[], shape: Shape): boolean {
  return shape.args.some(({ value }) => facts.some((fact) => fact.args.includes(value.text)));
}
