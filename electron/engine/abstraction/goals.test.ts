import { describe, expect, it } from 'vitest';
import { corpusOf, times, type Told } from '../fixtures/episodes.fixture.ts';
import { wordingReader, findGoalCategories } from './goals.ts';

/** An episode that asks for something and does some verbs to a numbered tool. */
const ask = (goal: string, verbs: readonly string[], outcome: Told['outcome'] = 'success'): Told => ({
  goal,
  outcome,
  steps: verbs.map((verb) => [`${verb} rake 1`, `You ${verb} rake 1.`]),
});
const categoriesOf = async (told: readonly Told[]) => {
  const { templates, goals } = findGoalCategories(corpusOf(told));
  return goals.map(({ category }) => templates[category]);
};

describe('A8: goal categories', () => {
  it('words that are things in actions, numbers, ids and quoted texts are arguments', async () => {
    const told = times(3, (at) => ask(`oil the rake for order o-${at} "now" in ${at} days`, ['lift', 'oil']));
    const { templates, goals } = findGoalCategories(corpusOf(told));
    expect(templates).toEqual(['oil the {0} for order {1} {2} in {3} days']);
    expect(goals[2]?.values).toEqual(['rake', 'o-2', 'now', '2']);
  });

  it('a word that is a thing in one episode alone is an argument of the goal that names it', async () => {
    const { templates } = findGoalCategories(corpusOf([ask('oil the rake', ['oil'])]));
    expect(templates).toEqual(['oil the {0}']);
  });

  it('reads a goal that is a known wording with other words', () => {
    const read = wordingReader(corpusOf([ask('oil the rake', ['oil']), ask('oil the rake now', ['oil'])]));
    expect(read('Oil  the hoe.')).toEqual({ template: 'oil the hoe.', values: [] });
    expect(read('oil the hoe now')).toEqual({ template: 'oil the {0} now', values: ['hoe'] });
  });

  it('two wordings whose good episodes do the same are one category, named by the commoner', async () => {
    const told = [
      ...times(4, () => ask('make the rake shine', ['lift', 'oil', 'hang'])),
      ...times(3, () => ask('a bright rake, please', ['lift', 'oil', 'hang'])),
      ...times(4, () => ask('throw the rake out', ['lift', 'burn'])),
    ];
    expect(new Set(await categoriesOf(told))).toEqual(new Set(['make the {0} shine', 'throw the {0} out']));
  });

  it('failures say nothing about what a wording asks for', async () => {
    const told = [
      ...times(4, () => ask('make the rake shine', ['lift', 'oil', 'hang'])),
      ...times(4, () => ask('throw the rake out', ['lift', 'burn'])),
      ...times(4, () => ask('throw the rake out', ['lift', 'oil', 'hang'], 'failure')),
    ];
    expect(new Set(await categoriesOf(told)).size).toBe(2);
  });

  it('a wording without a good episode joins the nearest in words, or stays for itself', async () => {
    const told = [
      ...times(4, () => ask('make the rake shine in the shed', ['lift', 'oil', 'hang'])),
      ask('now make the rake shine in the shed', ['wait'], 'failure'),
      ask('count all clouds', ['wait'], 'failure'),
    ];
    const categories = await categoriesOf(told);
    expect(categories[4]).toBe(categories[0]);
    expect(categories[5]).toBe('count all clouds');
  });

  it('the word that few categories have decides, not how alike two wordings are put', async () => {
    const told = [
      ...times(4, () => ask('hang a rake in the shed', ['lift', 'hang'])),
      ...times(4, () => ask('hang a dry rake in the shed', ['lift', 'wipe', 'hang'])),
      ...times(4, () => ask('clean some rake and hang it in the shed', ['lift', 'clean', 'hang'])),
      ...times(4, () => ask('grind some rake and hang it in the shed', ['lift', 'grind', 'hang'])),
      ask('hang a clean rake in the shed', ['wait'], 'failure'),
    ];
    expect((await categoriesOf(told)).at(-1)).toBe('clean some {0} and hang it in the shed');
  });
});
