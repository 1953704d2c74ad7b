import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../../shared/model/index.ts';
import { createRandom } from '../../../../shared/numeric/index.ts';
import { embedWords, episodes, times, type Told } from '../../fixtures/episodes.fixture.ts';
import { analyse, mine } from '../../learning/index.ts';
import { type Examined, appraise, summarise } from './index.ts';
import { fitRidge, probabilityOf } from './ridge.ts';

/** A parcel is looked for on shelves and brought to a desk; where `isDamp`, it is dried first, and the errand fails half the time. */
function errand(index: number, seed: number): Told {
  const random = createRandom(seed * 1000 + index);
  const [shelf, desk, parcel] = [1 + random.whole(4), 1 + random.whole(5), 1 + random.whole(9)];
  const isDamp = index % 3 === 0;
  const isLost = isDamp && random.uniform() < 0.8;
  const looked = times(
    shelf,
    (at) =>
      [
        `visit shelf ${at + 1}`,
        at + 1 === shelf
          ? `On the shelf ${at + 1}, you see a parcel ${parcel}.`
          : `On the shelf ${at + 1}, you see nothing.`,
      ] as const,
  );
  return {
    goal: isDamp ? `dry a parcel and bring it to desk ${desk}` : `bring a parcel to desk ${desk}`,
    outcome: isLost ? 'failure' : 'success',
    context: `You see a shelf 1, a shelf 2, a shelf 3, a shelf 4, a desk 1, a desk 2, a desk 3, a desk 4, a desk 5.`,
    steps: [
      ...looked,
      [`take parcel ${parcel} from shelf ${shelf}`, `You pick up the parcel ${parcel} from the shelf ${shelf}.`],
      ...(isDamp ? [[`dry parcel ${parcel}`, `You dry the parcel ${parcel}.`] as const] : []),
      ...(isLost ? [['look around', 'You see nothing new.'] as const] : []),
      [
        `bring parcel ${parcel} to desk ${desk}`,
        isLost ? 'Nothing happens.' : `You put the parcel ${parcel} on the desk ${desk}.`,
      ],
    ],
  };
}

async function ask(known: readonly Told[], heldOut: readonly Told[]): Promise<readonly Examined[]> {
  const analyses = episodes(known).map(analyse);
  const mined = await mine({ analyses, settings: defaultSettings, embed: embedWords });
  const learned = mined.derive({ sources: [], decisions: [], settings: defaultSettings });
  const others = episodes(heldOut).map((each) => analyse({ ...each, id: `held out ${each.id}` }));
  const examined: Examined[] = [];
  const examination = { analyses, settings: defaultSettings, learned, heldOut: others, embed: embedWords };
  for await (const each of appraise(examination)) examined.push(each);
  return examined;
}

const known = times(90, (index) => errand(index, 1));
const heldOut = times(60, (index) => errand(index, 2));

describe('held-out episodes', async () => {
  const examined = await ask(known, heldOut);
  const { nextStep, baselines, outcome, outcomeAfter, coverage, notes } = summarise(examined);

  it('foretells next steps of successes better than the baselines [V2 V3 V4 V6]', () => {
    expect(nextStep.top1).toBeGreaterThan(0.75);
    expect(nextStep.top3).toBeGreaterThanOrEqual(nextStep.top1 ?? 1);
    expect(nextStep.kind.top1).toBeGreaterThanOrEqual(nextStep.top1 ?? 1);
    expect(nextStep.top1).toBeGreaterThan((baselines.nearest.top1 ?? 1) + 0.1);
    expect(nextStep.top1).toBeGreaterThan((baselines.mostFrequent.top1 ?? 1) + 0.2);
  });

  it('foretells outcomes from the start, as far as the goal tells, and only of episodes that go on [V5]', () => {
    expect(outcome).toMatchObject({ steps: 0, episodes: 60 });
    expect(outcome?.brierSkill).toBeGreaterThan(0.2);
    expect(outcome?.auc).toBeGreaterThan(0.8);
    expect(outcome?.reliability.reduce((sum, bin) => sum + bin.episodes, 0)).toBe(60);
    expect(outcome?.brierSkill).toBeGreaterThan(outcome?.baselines.mostFrequent.brierSkill ?? 1);
    const last = outcomeAfter.at(-1);
    expect(last?.episodes).toBe(heldOut.filter(({ steps }) => steps.length > (last?.steps ?? 0)).length);
    expect(notes.join(' ')).toMatch(/Few outcomes/);
  });

  it('says which steps lie in procedures that the memory has [V7]', () => {
    expect(coverage).toBeGreaterThan(0.8);
    expect(examined.filter((each) => each.outcome === 'failure').every((each) => each.coverage === null)).toBe(true);
  });

  it('gives the same each time, whatever else is asked about [V1]', async () => {
    const [first] = await ask(known, heldOut.slice(0, 1));
    expect(first).toEqual(examined[0]);
  });
});

it('comes down to the base rate where nothing tells [V5]', async () => {
  const told = (count: number, seed: number): readonly Told[] => {
    const random = createRandom(seed);
    return times(count, () => ({
      ...errand(1, random.whole(1000)),
      outcome: random.uniform() < 0.5 ? 'success' : 'failure',
    }));
  };
  const examined = await ask(told(80, 3), told(20, 4));
  const first = examined.map(({ expected }) => expected[0]);
  expect(first.every((each) => Math.abs((each?.memory ?? 0) - (each?.baseRate ?? 1)) < 0.02)).toBe(true);
});

it('foretells no outcome where the memory knows one alone', async () => {
  const good = known.filter(({ outcome }) => outcome === 'success');
  const { outcome, notes, steps } = summarise(
    await ask(
      good,
      heldOut.filter((each) => each.outcome === 'failure'),
    ),
  );
  expect({ outcome, steps }).toEqual({ outcome: null, steps: 0 });
  expect(notes).toHaveLength(2);
});

it('fits a penalised logistic regression: its gradient is zero', () => {
  const random = createRandom(5);
  const x = times(200, () => [random.normal(), random.normal()]);
  const y = x.map(([first = 0]) => (random.uniform() < 1 / (1 + Math.exp(-2 * first)) ? 1 : 0));
  const fitted = fitRidge(x, y, 3);
  const rest = x.map((row, at) => (y[at] ?? 0) - probabilityOf(fitted, row));
  const gradient = [0, 1].map(
    (column) =>
      x.reduce((sum, row, at) => sum + (rest[at] ?? 0) * (row[column] ?? 0), 0) - 3 * (fitted.weights[column] ?? 0),
  );
  expect(Math.max(...gradient.map(Math.abs), Math.abs(rest.reduce((sum, value) => sum + value, 0)))).toBeLessThan(1e-5);
  expect(fitted.weights[0]).toBeGreaterThan(1);
});
