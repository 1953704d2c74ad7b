import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../shared/numeric/index.ts';
import type { DescribedSpan, ProcedureBody, SkillVoice } from '../../../shared/model/index.ts';
import { attributed, attributeQuestion, coverSteps, factsQuestion, gatherVoices, segmentQuestion } from './index.ts';
import type { ActiveSpan } from './index.ts';

const span = (from: number, to: number, description = `${from}`): DescribedSpan => ({ from, to, description });

describe('segments that cover an episode [Y11]', () => {
  it.each<[string, readonly DescribedSpan[], readonly [number, number][], number]>([
    [
      'are kept as they are',
      [span(0, 3), span(3, 5)],
      [
        [0, 3],
        [3, 5],
      ],
      0,
    ],
    [
      'are put in order',
      [span(3, 5), span(0, 3)],
      [
        [0, 3],
        [3, 5],
      ],
      0,
    ],
    [
      'are cut off at the end',
      [span(0, 3), span(3, 99)],
      [
        [0, 3],
        [3, 5],
      ],
      0,
    ],
    [
      'give what overlaps to the earlier',
      [span(0, 4), span(2, 5)],
      [
        [0, 4],
        [4, 5],
      ],
      2,
    ],
    [
      'give a gap to the one before',
      [span(0, 2), span(4, 5)],
      [
        [0, 4],
        [4, 5],
      ],
      2,
    ],
    ['begin at the first step', [span(1, 5)], [[0, 5]], 1],
    [
      'mean one step where they have none',
      [span(0, 0), span(1, 5)],
      [
        [0, 1],
        [1, 5],
      ],
      0,
    ],
    ['may be all out of range', [span(7, 9)], [[0, 5]], 5],
    ['may be none', [], [[0, 5]], 5],
  ])('%s', (_, given, wanted, moved) => {
    const covered = coverSteps(given, 5);
    expect(covered.segments.map(({ from, to }) => [from, to])).toEqual(wanted);
    expect(covered.moved).toBe(moved);
  });

  it('cover every step once, whatever was given', () => {
    const random = createRandom(4);
    for (let round = 0; round < 300; round += 1) {
      const steps = 1 + random.whole(12);
      const any = (): number => random.whole(16);
      const given = Array.from({ length: any() }, () => span(any(), any()));
      const { segments, moved } = coverSteps(given, steps);
      expect(segments.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at))).toEqual(
        Array.from({ length: steps }, (_, at) => at),
      );
      expect(moved).toBeLessThanOrEqual(steps);
    }
    expect(coverSteps([span(0, 1)], 0)).toEqual({ segments: [], moved: 0 });
  });

  it('are asked for again when they leave out most of it, or do not say what they are', () => {
    const steps = Array.from({ length: 6 }, (_, index) => ({ index, action: `do ${index}`, observation: '' }));
    const { fault } = segmentQuestion({ goal: 'do all', steps, byRules: [span(0, 6)] });
    const faultOf = (...segments: readonly DescribedSpan[]): string | null =>
      fault?.({ segments, because: '' }) ?? null;
    expect(faultOf(span(0, 2), span(2, 6))).toBeNull();
    expect(faultOf(span(0, 3))).toBeNull();
    expect(faultOf(span(0, 2))).toContain('4 of its 6 steps, 0 to 5');
    expect(faultOf(span(0, 6, ''))).toContain('no description');
  });
});

describe('facts of a task [Y13]', () => {
  const question = factsQuestion({
    goal: 'Bring two saws  to Mia, key sk-proj-abcdefghijklmnopqrstuvwx1234',
    known: [{ tool: 'saw' }, { tool: 'axe', person: 'tom' }, { tool: 'axe' }],
    byRules: { tool: 'saw' },
  });
  const faultOf = (...facts: readonly { key: string; value: string; quote: string }[]): string | null =>
    question.fault?.({ facts, because: '' }) ?? null;

  it('are backed by words of the task, but for case and spaces', () => {
    expect(faultOf({ key: 'tool', value: 'saws', quote: 'two saws to mia' })).toBeNull();
    expect(faultOf()).toBeNull();
    expect(faultOf({ key: 'tool', value: 'axe', quote: 'an axe' })).toContain('does not stand in the task');
    expect(faultOf({ key: 'tool', value: 'axe', quote: 'two saws' })).toContain('does not stand in its quote');
    expect(faultOf({ key: 'tool', value: 'saws', quote: '' })).toContain('does not stand in the task');
    const saws = { key: 'Tool', value: 'saws', quote: 'saws' };
    expect(faultOf(saws, { ...saws, key: 'tool' })).toContain('comes twice');
  });

  it('are asked for with the keys that entries have, without secrets', () => {
    expect(question.material).toMatchObject({
      keys: [
        { key: 'tool', examples: ['axe', 'saw'] },
        { key: 'person', examples: ['tom'] },
      ],
      factsByRules: { tool: 'saw' },
    });
    expect(JSON.stringify(question.material)).not.toContain('sk-proj');
    expect(question.byRules.facts).toEqual([{ key: 'tool', value: 'saw', quote: 'saw' }]);
  });
});

const step = (template: string, optional = false): ProcedureBody['steps'][number] => {
  return { id: template, template, kind: 'text', optional, repeats: false, evidence: { present: 2, of: 2 } };
};
const body: ProcedureBody = {
  goal: 'oil {tool}',
  slots: [{ name: 'tool', type: 'tool', examples: [], boundFrom: { goal: 1, observation: 0, step: 0 } }],
  preconditions: [],
  steps: [step('take {tool}'), step('shake can', true), step('oil {tool}')],
  postconditions: [],
};
const active = (place: number, side: ActiveSpan['side'], told: string): ActiveSpan => ({
  trajectoryId: `t${place}`,
  from: 0,
  to: 2,
  side,
  goal: 'oil the saw',
  steps: [
    { index: 0, action: 'shake can', observation: told },
    { index: 1, action: 'warm the saw', observation: 'It is warm.' },
  ],
});
const spans = [active(1, 'worst', 'The can is empty.'), active(2, 'best', 'The can is full.')];

describe('what episodes blame of a skill [Y12]', () => {
  const question = attributeQuestion({ body, spans, byRules: [] });
  const voice = (more: Partial<SkillVoice> = {}): SkillVoice => ({
    episode: 'e1',
    field: 'activation',
    kind: 'add',
    text: 'the can is full',
    quote: 'the can is empty',
    ...more,
  });
  const faultOf = (...voices: readonly SkillVoice[]): string | null =>
    question.fault?.({ voices, because: '' }) ?? null;

  it('rests on words of the episode that were shown', () => {
    expect(faultOf(voice(), voice({ episode: 'e2', quote: 'The can is  FULL' }))).toBeNull();
    expect(faultOf(voice({ episode: 'e9' }))).toContain('no episode "e9"');
    expect(faultOf(voice({ quote: 'the can is full' }))).toContain('does not stand in e1');
    expect(faultOf(voice({ quote: '' }))).toContain('does not stand in e1');
  });

  it('names slots and lines that the skill has, and steps that were done', () => {
    expect(faultOf(voice({ text: 'the {can} is full' }))).toContain('{can}');
    expect(faultOf(voice({ field: 'execution', text: 'warm {tool}', quote: 'warm the saw' }))).toBeNull();
    expect(faultOf(voice({ field: 'execution', text: 'burn {tool}', quote: 'warm the saw' }))).toContain(
      'not that of its quote',
    );
    expect(faultOf(voice({ text: 'not: the can is empty' }))).toBeNull();
    expect(faultOf(voice({ text: 'the can is heavy' }))).toContain('told in none of the episodes');
    expect(faultOf(voice({ text: '{tool}' }))).toContain('says nothing');
    expect(faultOf(voice({ field: 'execution', text: 'shake can', quote: 'shake can' }))).toContain('already');
    expect(faultOf(voice({ field: 'execution', kind: 'remove', text: 'sing' }))).toContain('no line of execution');
    expect(faultOf(voice({ field: 'execution', kind: 'remove', text: 'oil {tool}' }))).toContain('it stays');
    expect(faultOf(voice({ field: 'execution', kind: 'require', text: 'shake can' }))).toBeNull();
    expect(faultOf(voice({ kind: 'remove' }))).toContain('no line of activation');
  });

  it('is proposed where half of the episodes, and more than one, say it; the two loudest together [M6, M7]', () => {
    const wants = voice({ field: 'execution', kind: 'require', text: 'shake can' });
    const said = [
      ...[1, 2, 3].map((at) => voice({ episode: `e${at}` })),
      ...[1, 2].map((at) => ({ ...wants, episode: `e${at}` })),
      ...[3, 4].map((at) => voice({ episode: `e${at}`, field: 'execution', text: 'warm {tool}' })),
      voice({ episode: 'e4', text: 'the saw is dull' }),
    ];
    const edits = gatherVoices(said, 4);
    expect(edits.map(({ text, voices }) => [text, voices])).toEqual([
      ['the can is full', 3],
      ['warm {tool}', 2],
      ['shake can', 2],
    ]);
    expect(gatherVoices([voice(), voice()], 1)).toEqual([]);
    const { body: after, edits: made } = attributed(body, edits);
    expect(made).toHaveLength(2);
    expect(after.preconditions).toMatchObject([
      { predicate: 'the can is full', polarity: 'positive', origin: 'refined' },
    ]);
    expect(after.steps.map(({ template }) => template)).toEqual([
      'take {tool}',
      'shake can',
      'warm {tool}',
      'oil {tool}',
    ]);
    const third = attributed(body, edits.slice(2));
    expect(third.body.steps.map(({ optional }) => optional)).toEqual([false, false, false]);
    const not = attributed(body, [{ field: 'activation', kind: 'add', text: 'not: the {tool} is wet', voices: 2 }]);
    expect(not.body.preconditions).toMatchObject([
      { predicate: 'the {0} is wet', arguments: [{ kind: 'slot', name: 'tool' }], polarity: 'negative' },
    ]);
    const without = attributed(not.body, [
      { field: 'activation', kind: 'remove', text: 'not: the {tool} is wet', voices: 2 },
    ]);
    expect(without.body).toEqual(body);
  });
});
