import { beforeAll, describe, expect, it } from 'vitest';
import { defaultSettings, type Derived } from '../../../../shared/model/index.ts';
import { episodes, type Told } from '../../fixtures/episodes.fixture.ts';
import { learn } from '../../fixtures/learn.fixture.ts';
import { analyse } from '../../learning/index.ts';
import { readWordings, type Wording } from './courses.ts';
import { buildKnowledge } from './knowledge.ts';

const prior = { alpha: defaultSettings.priorAlpha, beta: defaultSettings.priorBeta };

/** A tool is taken off a shelf and hung on a hook; `done` says how far it comes. */
function hanging(goal: string, [tool, shelf, hook]: readonly [string, string, string], done = true): Told {
  const steps: [string, string][] = [
    [`walk to ${shelf}`, `You are at the ${shelf}. On the ${shelf} there is a ${tool}, and a jar 1.`],
    [`take ${tool} off ${shelf}`, `You hold the ${tool}.`],
    [`walk to ${hook}`, `You are at the ${hook}. On the ${hook} there is nothing.`],
    [`hang ${tool} on ${hook}`, `The ${tool} hangs on the ${hook}.`],
  ];
  return { goal, outcome: done ? 'success' : 'failure', steps: done ? steps : steps.slice(0, 2) };
}

const things = [
  ['rake 1', 'shelf 1', 'hook 1'],
  ['saw 2', 'shelf 2', 'hook 1'],
  ['hoe 1', 'shelf 1', 'hook 2'],
  ['axe 3', 'shelf 2', 'hook 2'],
] as const;
const toolOf = ([tool]: readonly [string, string, string]): string => tool.split(' ')[0] ?? '';

const told = [
  ...things.map((named) => hanging(`hang the ${toolOf(named)} on a hook`, named)),
  ...things.map((named) => hanging(`a hook waits for the ${toolOf(named)}`, named)),
  hanging('hang the rake on a hook', things[0], false),
];

let derived: Derived;
let whole: readonly Wording[];
let single: readonly Wording[];

beforeAll(async () => {
  const trajectories = episodes(told);
  derived = await learn({ trajectories, sources: [] }, { model: 'hashed:words' });
  const knowledge = buildKnowledge({ rows: trajectories.map(analyse), derived, hasContrast: true, hasOntology: true });
  whole = readWordings({ knowledge, derived, prior, hasMetas: true });
  single = readWordings({ knowledge, derived, prior, hasMetas: false });
});

describe('ways to goals of a wording [A2]', () => {
  it('a mined one carries the posterior of the library, and beside it what is of the wording', () => {
    const [meta] = derived.metaProcedures;
    expect(whole).toHaveLength(2);
    for (const { ways } of whole) {
      const mined = ways.filter(({ way }) => way.metaId !== null);
      expect(mined.map(({ way }) => way.metaId)).toEqual([meta?.id]);
      expect(mined[0]?.posterior).toEqual(meta?.posterior);
      expect(mined[0]?.asWorded.n).toBeLessThan(meta?.posterior.n ?? 0);
    }
    expect(whole.reduce((sum, { ways }) => sum + (ways[0]?.asWorded.n ?? 0), 0)).toBe(meta?.posterior.n);
  });

  it('is learnt from all wordings: each names the tool where it says it', () => {
    const goals = whole.map(({ ways }) =>
      ways[0]?.way.positions.flatMap(({ links }) =>
        [...links].flatMap(([slot, { source }]) => (source.kind === 'goal' ? [[slot, source.index]] : [])),
      ),
    );
    expect(goals[0]?.length).toBeGreaterThan(0);
    expect(whole[0]?.ways[0]?.way.plays).toBe(8);
    whole.forEach(({ text }, at) => {
      const placeOfTool = (text.match(/\{\d\}/g) ?? []).length - 1;
      const tool = text.startsWith('hang') ? 0 : placeOfTool;
      expect(goals[at]?.map(([, index]) => index)).toContain(tool);
    });
  });

  it('single courses stand by themselves, each with its one episode, also where it failed', () => {
    for (const { ways } of single) {
      expect(ways.map(({ way, posterior }) => [way.metaId, way.plays, posterior.n])).toEqual(
        ways.map(() => [null, 1, 1]),
      );
    }
    const means = single.flatMap(({ ways }) => ways.map(({ posterior }) => posterior.mean)).sort();
    expect(means).toHaveLength(told.length);
    expect(means[0]).toBeCloseTo(1 / 3);
  });
});
