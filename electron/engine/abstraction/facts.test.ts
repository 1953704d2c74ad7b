import { describe, expect, it } from 'vitest';
import { readFacts } from './facts.ts';

const told = (observation: string) => readFacts(observation).map(({ predicate, args }) => [predicate, ...args]);

describe('A3: an observation is read into facts', () => {
  it('gives one fact a sentence, values replaced by places', () => {
    expect(told('You hang rake 2 on hook 1. The bell is silent.')).toEqual([
      ['you hang {0} on {1}', 'rake 2', 'hook 1'],
      ['the bell is silent'],
    ]);
  });

  it('gives one fact an item of a list of things', () => {
    expect(told('On the bench 1, you find a rake 2, a spade 1, and a hoe 3.')).toEqual([
      ['on {0}, you find {1}', 'bench 1', 'rake 2'],
      ['on {0}, you find {1}', 'bench 1', 'spade 1'],
      ['on {0}, you find {1}', 'bench 1', 'hoe 3'],
    ]);
  });

  it('takes `it` for the thing named last', () => {
    expect(told('You see shed 1. It is shut.')).toEqual([
      ['you see {0}', 'shed 1'],
      ['{0} is shut', 'shed 1'],
    ]);
  });

  it('names what `it` stands for first, wherever the word stands', () => {
    expect(told('Shed-1 is open! Rake-2 + hoe-1 are in it.').slice(1)).toEqual([
      ['{1} are in {0}', 'shed-1', 'rake-2'],
      ['{1} are in {0}', 'shed-1', 'hoe-1'],
    ]);
  });

  it('leaves `it` alone where nothing was named', () => {
    expect(told('It rains.')).toEqual([['it rains']]);
  });

  it('gives one fact a leaf of JSON; truth values, null and empty lists are part of what is said', () => {
    expect(told('{"bed":{"id":"b-4","wet":true,"plants":[]},"owner":null}')).toEqual([
      ['bed.id is {0}', 'b-4'],
      ['bed.wet is true'],
      ['bed.plants is empty'],
      ['owner is null'],
    ]);
  });

  it('takes the keys of an object of objects for values where every key has a digit', () => {
    expect(told('{"beds":{"b-4":{"wet":true},"b-5":{"wet":false}}}')).toEqual([
      ['beds[] is {0}', 'b-4'],
      ['beds[].wet is true'],
      ['beds[] is {0}', 'b-5'],
      ['beds[].wet is false'],
    ]);
    expect(told('{"address1":"Mill Lane","address2":"2nd floor"}').map(([predicate]) => predicate)).toEqual([
      'address1 is {0}',
      'address2 is {0}',
    ]);
  });

  it('reads broken JSON as text', () => {
    expect(told('{"bed": the green one').length).toBe(1);
  });

  it('says nothing of what has no words', () => {
    expect(told('42.0')).toEqual([]);
    expect(told('')).toEqual([]);
  });

  it('keeps its bounds: 60 sentences, 60 fields, and a deep nesting', () => {
    expect(readFacts('The bell rings. '.repeat(300)).length).toBeLessThanOrEqual(60);
    const wide = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`key${at}`, at]));
    expect(readFacts(JSON.stringify(wide)).length).toBeLessThanOrEqual(60);
    expect(readFacts(`${'['.repeat(400)}${']'.repeat(400)}`).length).toBeLessThanOrEqual(60);
  });
});
