import { describe, expect, it } from 'vitest';
import { corpusOf, episodes, times, type Did } from '../fixtures/episodes.fixture.ts';
import { analyse } from './analysis.ts';
import { buildCorpus } from './corpus.ts';

/** One step an episode. */
const steps = (list: readonly (readonly [Did, string])[]) =>
  list.map((step) => ({ goal: 'tidy up', outcome: 'success' as const, steps: [step] }));
const templatesOf = (list: readonly (readonly [Did, string])[]) =>
  corpusOf(steps(list)).templates.map(({ text }) => text);

describe('A4: the analysis is a function of the content', () => {
  it('gives the same row for the same trajectory', () => {
    const [one] = episodes(steps([['hang rake 2', 'Done.']]));
    expect(analyse(one!)).toEqual(analyse(structuredClone(one!)));
  });

  it('loses nothing that the corpus needs', () => {
    const corpus = corpusOf([
      {
        goal: 'hang the rake',
        outcome: 'failure',
        context: 'The shed 1 is shut.',
        truncated: true,
        source: 'north',
        steps: [['hang rake 2 on hook 1', 'The hook 1 is full.']],
      },
    ]);
    expect(corpus.episodes[0]).toMatchObject({
      sourceId: 'north',
      outcome: 'failure',
      truncated: true,
      goal: 'hang the rake',
      context: [{ predicate: '{0} is shut', args: ['shed 1'] }],
      steps: [{ facts: [{ predicate: '{0} is full', args: ['hook 1'] }] }],
    });
    expect(corpus.episodes[0]?.steps[0]?.args.map(({ text }) => text)).toEqual(['rake 2', 'hook 1']);
  });

  it('does not depend on the order in which rows come', () => {
    const rows = episodes(steps(times(6, (at) => [`hang rake ${at}`, 'Done.'] as const))).map(analyse);
    expect(buildCorpus(rows.toReversed())).toEqual(buildCorpus(rows));
  });
});

describe('A5: templates are mined from the corpus', () => {
  it('a position where named things stand is an argument', () => {
    expect(templatesOf(times(4, (at) => [`hang rake ${at} on hook 1`, ''] as const))).toEqual(['hang {0} on {1}']);
  });

  it('a word that varies is an argument, one that does not is a word', () => {
    const colours = ['red', 'blue', 'green', 'white', 'black', 'grey', 'brown', 'pink', 'gold'];
    expect(templatesOf(colours.map((colour) => [`paint fence ${colour}`, ''] as const))).toEqual(['paint fence {0}']);
    expect(templatesOf(times(9, (at) => [at % 2 ? 'paint fence red' : 'paint fence blue', ''] as const)).length).toBe(
      2,
    );
  });

  it('commands of another length are another template', () => {
    const list = times(4, (at) => [at % 2 ? 'hang rake 1' : 'hang rake 1 quickly', ''] as const);
    expect(templatesOf(list)).toEqual(['hang {0} quickly', 'hang {0}']);
  });

  it('a head with nearly as many templates as texts takes its rest as one argument', () => {
    const free = times(12, (at) => [`note ${'again '.repeat(at + 1)}`, ''] as const);
    expect(templatesOf(free)).toEqual(['note {0}']);
  });

  it('a tool has the keys that half of its calls give', () => {
    const calls = times(6, (at) => [
      ['lend', { item: `i-${at}`, to: 'ann', ...(at === 0 ? { remark: 'careful' } : {}) }] as const,
      '',
    ]) as readonly (readonly [Did, string])[];
    expect(templatesOf(calls)).toEqual(['lend(item={0}, to={1})']);
  });
});

describe('A6: a field with few values is a state', () => {
  const predicates = (values: readonly string[]) => {
    const told = values.map((value) => [['look', {}], JSON.stringify({ field: value })] as const);
    return [...new Set(corpusOf(steps(told)).episodes.map((episode) => episode.steps[0]?.facts[0]?.predicate))];
  };
  const often = (values: readonly string[]) => values.flatMap((value) => [value, value, value]);

  it('each value at least 3 times, at most 8 values: the value joins the predicate', () => {
    expect(predicates(often(['open', 'shut']))).toEqual(['field is open', 'field is shut']);
  });

  it('a value that was told twice leaves it a field', () => {
    expect(predicates([...often(['open']), 'shut', 'shut'])).toEqual(['field is {0}']);
  });

  it('nine values leave it a field', () => {
    expect(predicates(often(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((letter) => letter.repeat(3))))).toEqual([
      'field is {0}',
    ]);
  });

  it.each(['7', 'o-17', '/etc/hosts', 'rake 2'])('%s names something and is never a state', (name) => {
    expect(predicates(often([name]))).toEqual(['field is {0}']);
  });
});

describe('A7: refusals', () => {
  const verbs = ['lift', 'oil', 'hang'];
  const refused = (list: readonly (readonly [Did, string])[]) =>
    corpusOf(steps(list)).episodes.map((episode) => episode.steps[0]?.refused);
  const done = verbs.flatMap((verb) => times(4, (at) => [`${verb} rake ${at}`, `You ${verb} rake ${at}.`] as const));
  const no = (verb: string, count: number) => times(count, () => [`${verb} rake 9`, 'That does not work.'] as const);

  it('one answer after three kinds of action, that names nothing and is the exception, refuses', () => {
    const list = [...done, ...verbs.flatMap((verb) => no(verb, 3))];
    expect(refused(list)).toEqual(list.map(([, answer]) => answer.startsWith('That')));
  });

  it('an answer that is the rule refuses nothing', () => {
    const list = [...done, ...verbs.flatMap((verb) => no(verb, 9))];
    expect(refused(list)).not.toContain(true);
  });

  it('an answer that names the value refuses nothing', () => {
    const list = [
      ...done,
      ...verbs.flatMap((verb) => times(3, () => [`${verb} rake 9`, 'The rake 9 is heavy.'] as const)),
    ];
    expect(refused(list)).not.toContain(true);
  });

  it('after one kind of action alone: where nearly all other answers name what was acted on', () => {
    const list = [...done, ...no('oil', 3)];
    expect(refused(list).filter(Boolean).length).toBe(3);
    expect(refused([...done, ...no('oil', 2)])).not.toContain(true);
  });

  it('a long answer is no refusal', () => {
    const long = 'That does not work. It never did. The wind blows. The rain falls. The sun is away.';
    const list = [...done, ...verbs.flatMap((verb) => times(3, () => [`${verb} rake 9`, long] as const))];
    expect(refused(list)).not.toContain(true);
  });
});
