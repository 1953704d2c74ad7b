import { describe, expect, it } from 'vitest';
import type { Pattern } from '../conditions/patterns.ts';
import { findEffects } from './effects.ts';
import type { Observed } from './observe.ts';

const holds: Pattern = { predicate: 'you hold it over the fire', args: [] };
const warm: Pattern = { predicate: '{0} is warm', args: [0] };
const mild: Pattern = { predicate: '{0} is mild', args: [0] };

/** Only what was told matters here. */
function ended(count: number, after: readonly Pattern[]): readonly Observed[] {
  const span = { from: 0, to: 1, reasons: ['end'], found: null } as const;
  const attempt = {
    episode: 0,
    position: 0,
    span,
    key: 'k',
    aim: 'effect',
    primary: [],
    refused: false,
    last: true,
  } as const;
  return Array.from({ length: count }, () => ({
    attempt,
    before: [],
    ready: [],
    after,
    nothingTold: after.length === 0,
  }));
}

const predicates = (good: readonly Observed[], failed: readonly Observed[]): readonly string[] =>
  findEffects(good, failed).map(({ pattern }) => pattern.predicate);

describe('P7: what decides', () => {
  it('an answer that failed episodes give as well is no effect, where another tells them apart', () => {
    expect(predicates(ended(20, [holds, warm]), ended(15, [holds, mild]))).toEqual([warm.predicate]);
  });

  it('where nothing tells them apart, all that is told is the effect', () => {
    expect(predicates(ended(20, [holds, warm]), ended(15, [holds, warm]))).toEqual([holds.predicate, warm.predicate]);
  });

  it('two failed executions do not decide', () => {
    expect(predicates(ended(20, [holds, warm]), ended(2, [holds, mild]))).toEqual([holds.predicate, warm.predicate]);
  });

  it('what a fifth of the good executions lack does not decide', () => {
    const good = [...ended(14, [holds, warm]), ...ended(6, [holds])];
    expect(predicates(good, ended(15, [holds]))).toEqual([holds.predicate, warm.predicate]);
  });

  it('executions that were told nothing count on neither side', () => {
    expect(predicates([...ended(20, [holds, warm]), ...ended(30, [])], ended(15, [holds, mild]))).toEqual([
      warm.predicate,
    ]);
  });
});
