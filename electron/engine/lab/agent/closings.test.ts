import { describe, expect, it } from 'vitest';
import type { Corpus, CorpusStep } from '../../abstraction/corpus.ts';
import { learnClosings, noteClosing } from './closings.ts';
import { freshProgress } from './progress.ts';

const [hold, drop, oil] = [0, 1, 2];

function episodes(...all: readonly (readonly (readonly [number, string])[])[]): Corpus {
  const steps = (one: (typeof all)[number]): readonly CorpusStep[] =>
    one.map(([template, text]) => ({ template, args: [{ text }], refused: false, facts: [] }) as unknown as CorpusStep); // what is read
  return { episodes: all.map((one) => ({ steps: steps(one) })) } as unknown as Corpus; // what is read
}

describe('what must be closed before it is opened again [A8]', () => {
  const twice = [
    [hold, 'rake 1'],
    [oil, 'rake 1'],
    [drop, 'rake 1'],
    [hold, 'hoe 1'],
    [drop, 'hoe 1'],
  ] as const;

  it('is what always came between, on the same thing', () => {
    expect([...learnClosings(episodes(twice, twice), () => true)]).toEqual([[hold, drop]]);
  });

  it('is not supposed from one time, nor where it was done otherwise', () => {
    expect(learnClosings(episodes(twice), () => true).size).toBe(0);
    const other = [
      [hold, 'rake 1'],
      [hold, 'hoe 1'],
    ] as const;
    expect(learnClosings(episodes(twice, twice, other), () => true).size).toBe(0);
  });

  it('undoes what was reached with the same thing', () => {
    const progress = freshProgress();
    const parts = {
      closings: new Map([[hold, drop]]),
      procedureOf: (key: string) => [key.startsWith('h') ? hold : drop],
    };
    noteClosing(progress, { template: hold, args: ['rake 1'] }, parts);
    progress.achieved.add('h\nthing\nrake 1').add('h\nthing\nhoe 1');
    expect(progress.open.get(hold)).toEqual(['rake 1']);
    noteClosing(progress, { template: drop, args: ['rake 1', 'shed 1'] }, parts);
    expect(progress.open.size).toBe(0);
    expect([...progress.achieved]).toEqual(['h\nthing\nhoe 1']);
  });
});
