import { describe, expect, it } from 'vitest';
import type { Step } from '../../../shared/model/index.ts';
import { actionText, failedStarts, filterSteps, findInSteps, spanOfSteps, turnTo, type SpanOf } from './steps.ts';

const step = (text: string, observation = ''): Step => ({ action: { kind: 'text', text }, observation });
const span = (from: number, to: number, outcome: 'success' | 'failure' | null = null): SpanOf => ({
  segment: {
    id: `${from}`,
    trajectoryId: 't',
    from,
    to,
    description: '',
    procedureId: null,
    reasons: [],
    bindings: {},
    evidenceId: null,
  },
  procedure: null,
  evidence:
    outcome === null
      ? null
      : {
          id: `e${from}`,
          itemId: 'p',
          revision: 'r',
          trajectoryId: 't',
          sourceId: 's',
          from,
          to,
          outcome,
          rule: 'blended',
          phi: 'true',
          episode: 'success',
          wentOn: true,
          explained: false,
        },
});

describe('steps of a trajectory', () => {
  it('finds text in thought, action, arguments and observation', () => {
    const steps: Step[] = [
      { ...step('look'), thought: 'Where is the Lantern?' },
      { action: { kind: 'tool', name: 'get_order', arguments: { id: 'A-7' } }, observation: '' },
      step('wait', 'A lantern burns.'),
    ];
    expect(findInSteps(steps, 'lantern')).toEqual([0, 2]);
    expect(findInSteps(steps, 'a-7')).toEqual([1]);
    expect(findInSteps(steps, '  ')).toEqual([]);
    expect(actionText({ kind: 'tool', name: 'close', arguments: {} })).toBe('close');
  });

  it('knows the span of each step', () => {
    const spans = [span(0, 2), span(3, 9)];
    expect(spanOfSteps(5, spans).map((place) => place?.segment.from ?? null)).toEqual([0, 0, null, 3, 3]);
  });

  it('shows the steps of spans that ended as is wanted, and those of none', () => {
    const spans = spanOfSteps(6, [span(0, 2, 'failure'), span(2, 3, 'success'), span(4, 5)]);
    const shown = (['all', 'failed', 'succeeded', 'uncounted', 'outside'] as const).map((filter) =>
      filterSteps(spans, filter),
    );
    expect(shown).toEqual([null, [0, 1], [2], [4], [3, 5]]);
  });

  it('goes round the failures', () => {
    const places = failedStarts([span(7, 9, 'failure'), span(0, 2, 'success'), span(2, 4, 'failure')]);
    expect(places).toEqual([2, 7]);
    expect(turnTo(places, -1, 1)).toBe(2);
    expect(turnTo(places, 2, 1)).toBe(7);
    expect(turnTo(places, 7, 1)).toBe(2);
    expect(turnTo(places, 2, -1)).toBe(7);
    expect(turnTo([], 2, -1)).toBeNull();
  });
});
