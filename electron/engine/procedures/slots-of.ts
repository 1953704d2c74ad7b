import type { Slot } from '../../../shared/model/index.ts';
import { kindOf } from '../abstraction/values.ts';
import type { Corpus } from '../abstraction/corpus.ts';
import type { GoalCategories } from '../abstraction/goals.ts';
import type { Attempt } from './executions.ts';

const maxExamples = 6;

/** The slots of a procedure with what they were bound to, and from where: the goal, an earlier step, or an observation. */
export function describeSlots(
  names: readonly string[],
  attempts: readonly Attempt[],
  {
    corpus,
    categories,
    roles,
  }: { readonly corpus: Corpus; readonly categories: GoalCategories; readonly roles: readonly string[] },
): readonly Slot[] {
  return names.map((name, index) => {
    const examples = new Map<string, number>();
    const boundFrom = { goal: 0, observation: 0, step: 0 };
    for (const attempt of attempts) {
      const value = attempt.primary[index];
      if (value === undefined || value === '') continue;
      const kind = kindOf(value);
      examples.set(kind, (examples.get(kind) ?? 0) + 1);
      boundFrom[sourceOf(value, attempt, { corpus, categories })] += 1;
    }
    const common = [...examples].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, maxExamples);
    return {
      name,
      type: roles[index] ?? 'value',
      examples: common.map(([value, count]) => ({ value, count })),
      boundFrom,
    };
  });
}

function sourceOf(
  value: string,
  attempt: Attempt,
  { corpus, categories }: { readonly corpus: Corpus; readonly categories: GoalCategories },
): 'goal' | 'step' | 'observation' {
  const goal = categories.goals[attempt.episode]?.values ?? [];
  if (goal.includes(value) || goal.includes(kindOf(value))) return 'goal';
  const steps = corpus.episodes[attempt.episode]?.steps ?? [];
  for (let at = 0; at < attempt.span.from; at += 1)
    for (const { text } of steps[at]?.args ?? []) if (text === value) return 'step';
  return 'observation';
}
