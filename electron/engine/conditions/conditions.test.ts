import { describe, expect, it } from 'vitest';
import { corpusOf, times } from '../fixtures/episodes.fixture.ts';
import { Belief } from './belief.ts';
import { patternKey, patternsOf, PatternTable } from './patterns.ts';
import { learnPredicates } from './predicates.ts';

/** Three episodes in each of which a gate is told open, then shut, and a shelf lists two things. */
const corpus = corpusOf(
  times(3, () => ({
    goal: 'look around',
    outcome: 'success',
    steps: [
      ['push gate 1', 'The gate 1 is open.'],
      ['pull gate 1', 'The gate 1 is shut.'],
      ['visit shelf 1', 'On shelf 1 stand rake 1, hoe 2 and spade 3.'],
      ['visit shelf 1', 'On shelf 1 stand rake 1 and spade 3.'],
      ['watch gate 1', 'The gate 1 is tall. The gate 1 is green.'],
    ],
  })),
);
const model = learnPredicates(corpus);
const told = (at: number) => corpus.episodes[0]?.steps[at]?.facts ?? [];
const believed = (belief: Belief, value: string) =>
  [...belief.about([value])].map(({ predicate, args }) => [predicate, ...args].join(' ')).toSorted();

describe('A9: what the corpus says about predicates', () => {
  it('two that differ in a word, told of one thing and never at once, are opposite states', () => {
    const belief = new Belief(model);
    belief.observe(told(0));
    belief.observe(told(1));
    expect(believed(belief, 'gate 1')).toEqual(['{0} is shut gate 1']);
  });

  it('so are two that name nothing: the field of a record that was read last counts', () => {
    const read = (state: string) => [['read', {}], JSON.stringify({ state })] as const;
    const records = corpusOf(
      times(3, () => ({ goal: 'look around', outcome: 'success', steps: [read('new'), read('old')] })),
    );
    const belief = new Belief(learnPredicates(records));
    for (const { facts } of records.episodes[0]?.steps ?? []) belief.observe(facts);
    expect(believed(belief, 'anything').map((text) => text.trim())).toEqual(['state is old']);
  });

  it('two that are told at once are not', () => {
    const belief = new Belief(model);
    belief.observe(told(4));
    expect(believed(belief, 'gate 1').length).toBe(2);
  });

  it('one that names several things of one place is a list, and the kind of the place is a place', () => {
    expect([...model.lists]).toEqual(['on {0} stand {1}']);
    expect([...model.places]).toEqual(['shelf']);
  });
});

describe('P5: belief along an episode', () => {
  it('what was told last holds: a place listed again without a thing no longer has it', () => {
    const belief = new Belief(model);
    belief.observe(told(2));
    expect(believed(belief, 'hoe 2')).toEqual(['on {0} stand {1} shelf 1 hoe 2']);
    belief.observe(told(3));
    expect(believed(belief, 'hoe 2')).toEqual([]);
    expect(believed(belief, 'rake 1').length).toBe(1);
  });

  it('a thing that was named once stays known', () => {
    const belief = new Belief(model);
    belief.observe(told(2));
    belief.observe(told(3));
    expect(belief.sees('hoe 2')).toBe(true);
    expect(belief.sees('hoe 9')).toBe(false);
  });
});

describe('P6: atoms over the primary arguments', () => {
  it('what is told of two of them is told of each, with any value for the other', () => {
    const belief = new Belief(model);
    belief.observe(told(2));
    const held = (primary: readonly string[]) =>
      patternsOf(belief, primary, { goal: [], ignore: new Set(['{0} is in sight']), table: new PatternTable() })
        .map((pattern) => patternKey(pattern).replaceAll('\u0001', ' '))
        .filter((text) => text.startsWith('on'))
        .toSorted();
    expect(held(['rake 1', 'barn 1'])).toEqual(['on {0} stand {1} * 0']);
    expect(held(['rake 1', 'shelf 1'])).toEqual([
      'on {0} stand {1} * 0',
      'on {0} stand {1} 1 *',
      'on {0} stand {1} 1 0',
    ]);
  });
});
