import { describe, expect, it } from 'vitest';
import type { Condition, ProcedureBody, ProcedureStep } from '../../shared/model/index.ts';
import { createRandom, type Random } from '../../shared/numeric/index.ts';
import { bodyLines, textLines } from './body-text.ts';
import { wordsOf } from './diff-rows.ts';

const texts = ['lift {thing}', 'warm {thing} over {place}', 'wait', 'close(case={case})', 'find the {thing}', 'go'];

function bodyOf(random: Random): ProcedureBody {
  const some = <T>(make: (index: number) => T): T[] =>
    Array.from({ length: random.whole(5) }, (_, index) => make(index));
  const pick = (): string => texts[random.whole(texts.length)] ?? '';
  const condition = (index: number): Condition => ({
    id: `c${index}`,
    predicate: pick().replaceAll(/\{\w+\}/g, '{0}'),
    arguments: [{ kind: 'slot', name: 'thing' }],
    polarity: random.uniform() < 0.5 ? 'positive' : 'negative',
    origin: 'extracted',
    evidence: { holds: random.whole(9), of: 9 },
  });
  const step = (index: number): ProcedureStep => ({
    id: `s${index}`,
    template: pick(),
    kind: 'text',
    optional: random.uniform() < 0.3,
    repeats: random.uniform() < 0.3,
    evidence: { present: random.whole(9), of: 9 },
  });
  return {
    goal: pick(),
    slots: some((index) => ({
      name: `slot${index}`,
      type: pick(),
      examples: [{ value: pick(), count: random.whole(4) }],
      boundFrom: { goal: random.whole(3), observation: random.whole(3), step: 0 },
    })),
    preconditions: some(condition),
    steps: some(step),
    postconditions: some(condition),
  };
}

describe('the difference as text', () => {
  it('applied to the old gives the new, and the other way round, for 300 pairs', () => {
    const random = createRandom(7);
    for (let round = 0; round < 300; round += 1) {
      const [before, after] = [bodyOf(random), bodyOf(random)];
      const lines = textLines(bodyLines(before), bodyLines(after));
      const side = (kind: 'added' | 'removed'): readonly string[] =>
        lines.filter((line) => line.kind === 'same' || line.kind === kind).map(({ text }) => text);
      expect(side('added')).toEqual(bodyLines(after));
      expect(side('removed')).toEqual(bodyLines(before));
    }
  });

  it('is never empty when the revisions differ in anything that a person can read', () => {
    const random = createRandom(11);
    const body = {
      ...bodyOf(random),
      steps: [{ ...bodyOf(random).steps[0], id: 's', template: 'go' }],
    } as ProcedureBody;
    const changed: readonly ProcedureBody[] = [
      { ...body, goal: `${body.goal} now` },
      { ...body, steps: [...body.steps, ...body.steps] },
      { ...body, steps: body.steps.map((step) => ({ ...step, optional: !step.optional })) },
      { ...body, preconditions: [] },
      { ...body, slots: [] },
    ];
    for (const after of changed) {
      if (JSON.stringify(after) === JSON.stringify(body)) continue;
      expect(textLines(bodyLines(body), bodyLines(after)).some(({ kind }) => kind !== 'same')).toBe(true);
    }
  });

  it('marks words that give back both lines', () => {
    const words = wordsOf('warm {thing} over fire', 'warm {thing} well');
    const side = (kind: 'added' | 'removed'): string =>
      words.flatMap((word) => (word.kind === 'same' || word.kind === kind ? [word.text] : [])).join('');
    expect(side('removed')).toBe('warm {thing} over fire');
    expect(side('added')).toBe('warm {thing} well');
  });
});
