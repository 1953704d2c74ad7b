import { expect, it } from 'vitest';
import { readFacts } from '../../abstraction/facts.ts';
import { corpusOf } from '../../fixtures/episodes.fixture.ts';
import { learnPredicates } from '../../conditions/predicates.ts';
import { listReader, readLists } from './lists.ts';

const looks = (answers: readonly string[]) =>
  corpusOf(
    answers.map((answer, at) => ({
      goal: 'find the rake',
      outcome: 'success' as const,
      steps: [[`unlock shed ${at + 1}`, answer] as const],
    })),
  );

const listsOf = (corpus: ReturnType<typeof looks>) => readLists(corpus, learnPredicates(corpus));

it('reads a list where a look showed one thing at a time, twice [A1]', () => {
  const once = looks(['In the shed 1 lies a rake 2.', 'The shed 2 creaks.']);
  expect([...listsOf(once)]).toEqual([]);
  const twice = looks(['In the shed 1 lies a rake 2.', 'In the shed 2 lies a hoe 1.']);
  expect([...listsOf(twice)]).toEqual(['in {0} lies {1}']);
});

it('knows the words of a list that says that nothing is there [A1]', () => {
  const isList = listReader(new Set(['in {0} lies {1}']));
  const told = (text: string): readonly boolean[] => readFacts(text).map(isList);
  expect(told('In the shed 1 lies a rake 2.')).toEqual([true]);
  expect(told('In the shed 1 lies nothing.')).toEqual([true]);
  expect(told('The shed 1 is shut.')).toEqual([false]);
});
