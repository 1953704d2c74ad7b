import { beforeAll, expect, it } from 'vitest';
import { defaultSettings } from '../../../../shared/model/index.ts';
import { episodes } from '../../fixtures/episodes.fixture.ts';
import { learn } from '../../fixtures/learn.fixture.ts';
import { analyse } from '../../learning/index.ts';
import { readWordings, type Wording } from './courses.ts';
import { DeedWords } from './deed-words.ts';
import { buildKnowledge, type Knowledge } from './knowledge.ts';

let knowledge: Knowledge;
let wordings: readonly Wording[];

/** Three times each: what is done to a thing is said in the goal, in two kinds of sentence. */
beforeAll(async () => {
  const told = ['oil', 'paint', 'sand'].flatMap((verb) =>
    ['rake', 'hoe', 'saw'].map((thing, at) => ({
      goal: verb === 'paint' ? `please have some ${thing} to paint` : `${verb} the ${thing}`,
      outcome: 'success' as const,
      steps: [
        [`fetch ${thing} ${at + 1}`, `You hold the ${thing} ${at + 1}.`],
        [`${verb} ${thing} ${at + 1}`, `The ${thing} ${at + 1} is done.`],
      ] as const,
    })),
  );
  const trajectories = episodes(told);
  const derived = await learn({ trajectories, sources: [] }, { model: 'hashed:words' });
  knowledge = buildKnowledge({ rows: trajectories.map(analyse), derived, hasContrast: true, hasOntology: true });
  const prior = { alpha: defaultSettings.priorAlpha, beta: defaultSettings.priorBeta };
  wordings = readWordings({ knowledge, derived, prior, hasMetas: true });
});

it('a goal in the words of the commands fits the way that does them, whatever else it says [A3]', () => {
  const fit = new DeedWords(knowledge, wordings).fit('would you paint the ladder', wordings);
  const best = fit.indexOf(Math.max(...fit));
  expect(fit[best]).toBe(1);
  expect(wordings[best]?.text).toContain('paint');
  expect(fit.filter((one) => one > 0.99)).toHaveLength(1);
});

it('says nothing where no word of a command is said: all ways fit alike [A3]', () => {
  const fit = new DeedWords(knowledge, wordings).fit('mend it', wordings);
  expect(Math.max(...fit) - Math.min(...fit)).toBeLessThan(0.2);
});
