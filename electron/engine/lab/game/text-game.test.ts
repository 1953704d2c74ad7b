import { describe, expect, it } from 'vitest';
import { aviary } from '../game.fixture.ts';
import { GameParser } from './text-game.ts';
import { nameObjects } from './names.ts';

const begin = (changes: Partial<typeof aviary> = {}) => new GameParser().parse({ ...aviary, ...changes });
const play = (...commands: readonly string[]): string[] => {
  const game = begin();
  game.reset();
  return commands.map((command) => game.step(command).observation);
};

describe('L1 names', () => {
  it('count down in the order of the ids, kind by kind', () => {
    const ids = ['fig_bar_1', 'fig_bar_2', 'k', 'plum_bar_1'];
    expect(nameObjects(ids, new Map())).toEqual(['fig 2', 'fig 1', 'k', 'plum 1']);
  });

  it('take what the last part of an id goes on with into the kind', () => {
    const ids = ['moor_bar_1', 'moor_bar_1_bar_pitchend', 'pitch_bar_1', 'pitch_bar_1_bar_pitchend'];
    expect(nameObjects(ids, new Map())).toEqual(['moor 1', 'moorend 1', 'pitch 1', 'pitchend 1']);
  });

  it('are what the file says, where it says it', () => {
    const game = begin({ names: { Robin_bar_plus_1: 'the redbreast' } });
    game.reset();
    for (const command of ['walk to cage 1', 'raise cage 1', 'take the redbreast off cage 1']) game.step(command);
    expect(game.step('walk to branch 2').observation).toBe('You pass cage 1. On the branch 2: a wren 1.');
  });
});

describe('L2 the opening', () => {
  it('is the intro of the grammar, with the task by itself', () => {
    const { observation, task } = begin().reset();
    expect(task).toBe('Task: a robin on a branch.');
    expect(observation).toBe(`AVIARY\n\nThere are a branch 2, a branch 1, a cage 2 and a cage 1.\n\n${task}`);
  });
});

describe('L3 lists', () => {
  it('are in the order of the ids, whatever came when', () => {
    const told = play(
      'walk to cage 1',
      'raise cage 1',
      'take robin 2 off cage 1',
      'set robin 2 on cage 1',
      'walk to cage 2',
      'walk to cage 1',
    );
    expect(told.at(-1)).toBe('You pass cage 2. On the cage 1: a robin 2 and a robin 1.');
    expect(told.at(-2)).toBe('You pass cage 1. On the cage 2: nobody.');
  });
});

describe('L4 commands', () => {
  it.each([
    'fly',
    'walk to cage 2',
    'walk to nowhere',
    'raise cage 2',
    'take wren 1 off cage 2',
    'take',
    '',
    'walk to cage 1x',
    'look '.repeat(999),
  ])('that are not admissible answer the refusal and change nothing: %s', (command) => {
    const game = begin();
    game.reset();
    const turn = game.step(command);
    expect(turn).toMatchObject({ observation: 'Nothing happens.', won: false, over: false, instance: null });
    expect(game.world.mark).toBe(0);
  });

  it('are admitted with spaces around them', () => {
    expect(play('  look \n')).toEqual(['There are a branch 2, a branch 1, a cage 2 and a cage 1.']);
  });

  it('carry the refusal of the grammar, where it has one', () => {
    const game = begin({ grammar: aviary.grammar.replace('"task":', '"refusal": [{"rhs": "No."}], "task":') });
    game.reset();
    expect(game.step('fly').observation).toBe('No.');
  });

  it('win when the goal holds, and a reset begins anew', () => {
    const game = begin();
    const opening = game.reset();
    const commands = [
      'walk to cage 1',
      'raise cage 1',
      'take robin 1 off cage 1',
      'walk to branch 1',
      'set robin 1 on branch 1',
    ];
    expect(commands.map((command) => game.step(command).won)).toEqual([false, false, false, false, true]);
    expect(game.reset()).toEqual(opening);
    expect(game.step('walk to cage 1').observation).toBe('You pass cage 2. The cage 1 is shut.');
  });
});

describe('L5 text', () => {
  it('is told of the state after the action; not_ is what an action made false', () => {
    const told = play('walk to branch 2', 'feed', 'walk to branch 1', 'walk to branch 2');
    expect(told.at(0)).toContain('a wren 1');
    expect(told.at(-1)).toBe('You pass branch 1. On the branch 2: a lively wren 1.');
  });

  it('has an aside where its first sentence speaks only of what the command does not name', () => {
    const game = begin();
    game.reset();
    expect(game.step('walk to cage 1').aside).toBe('You pass cage 2. ');
    expect(game.step('raise cage 1').aside).toBeUndefined();
    expect(game.step('look').aside).toBeUndefined();
  });
});

describe('a game with a fault', () => {
  it.each([
    ['an axiom', { domain: aviary.domain.replace('(:functions', '(:derived (x) (y)) (:functions') }, /:derived/],
    ['a number in a condition', { domain: aviary.domain.replace('(at ?k ?c) (shut ?c)', '(> (total-cost) 1)') }, />/],
    ['an open bracket', { problem: '(define (problem x) (:init (a b)' }, /brackets/],
    ['no goal', { problem: '(define (problem x) (:objects) (:init))' }, /no goal/],
    ['a name that nobody declared', { problem: aviary.problem.replace('(at K ', '(at Q ') }, /"q" is not declared/],
    ['nesting without end', { problem: '('.repeat(5000) }, /nested/],
    ['a command of a stranger', { grammar: aviary.grammar.replace('walk to {to}', 'walk to {x}') }, /no parameter/],
    ['a grammar of another kind', { grammar: 'grammar = 1' }, /cannot be read/],
  ])('is refused when it is made: %s', (_, changes, reason) => {
    expect(() => begin(changes)).toThrow(reason);
  });

  it.each([
    ['a circle', '"task": [{"rhs": "#task#"}]', /circle/],
    ['a symbol that is missing', '"task": [{"rhs": "#gone#"}]', /#gone#/],
    ['a value of another language', '"task": [{"rhs": "{open(1)}"}]', /does not know/],
    ['an attribute of another language', '"task": [{"rhs": "{p.secret | reachable(p:place)}"}]', /"secret"/],
  ])('is refused when it is told: %s', (_, task, reason) => {
    const grammar = aviary.grammar.replace('"task": [{"rhs": "Task: a robin on a branch."}]', task);
    expect(() => begin({ grammar }).reset()).toThrow(reason);
  });

  it('does not hang on a condition with too many tries', () => {
    const birds = Array.from({ length: 300 }, (_, index) => `bird_bar_${index} - bird`).join(' ');
    const problem = aviary.problem
      .replace('Robin_bar_plus_1 Robin', `${birds} Robin_bar_plus_1 Robin`)
      .replace(
        /\(:goal[\s\S]*$/,
        '(:goal (exists (?a - bird ?b - bird ?c - bird ?d - bird) (and (not (fed ?a)) (not (fed ?b)) (fed ?d) (fed ?c)))))',
      );
    const game = begin({ problem: problem.replaceAll('(fed ?d) (fed ?c)', '(or (fed ?d) (calm ?c))') });
    expect(() => game.world.isWon).toThrow(/too many tries/);
  });
});
