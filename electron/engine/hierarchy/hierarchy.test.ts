import { describe, expect, it } from 'vitest';
import { defaultSettings, type Derived } from '../../../shared/model/index.ts';
import { times, type Told } from '../fixtures/episodes.fixture.ts';
import { learnTold } from '../fixtures/learn.fixture.ts';
import { hangErrand, oilErrand, take } from '../fixtures/workshop.fixture.ts';

const good = times(12, (at) => oilErrand({ vain: 2 + (at % 3) }));
const bad = times(6, (at) => oilErrand({ vain: 2 + (at % 3), full: false }));
const short = times(6, (at) => hangErrand({ vain: 2 + (at % 3) }));

const verbs = ({ procedures }: Derived, sequence: readonly string[]) =>
  sequence.map((id) => procedures.find((procedure) => procedure.id === id)?.body.goal.split(' ')[0]);
const metas = (state: Derived) =>
  state.metaProcedures.map(({ goal, sequence, posterior, policy }) => ({
    goal,
    verbs: verbs(state, sequence),
    posterior,
    policy,
  }));

describe('H1: meta-procedures', () => {
  it('the course that successes of one kind of goal took, its goal named after slots [A10]', async () => {
    const found = metas(await learnTold([...good, ...bad, ...short]));
    expect(found.map(({ goal, verbs: own }) => [goal, ...own]).toSorted()).toEqual([
      ['oil the {object} and hang it up', 'find', 'take', 'oil', 'hang'],
      ['put the {object} away', 'find', 'take', 'hang'],
    ]);
  });

  it('at least `metaEpisodes` of them and `metaShare` of the kind', async () => {
    const episodes = { ...defaultSettings, metaEpisodes: 13 };
    expect((await learnTold([...good, ...bad, ...short], { settings: episodes })).metaProcedures).toEqual([]);
    const rare = oilErrand();
    const other = times(3, (): Told => ({ ...rare, steps: rare.steps.filter(([did]) => did !== take('saw 1')[0]) }));
    const settings = { ...defaultSettings, metaShare: 0.5 };
    const own = metas(await learnTold([...good, ...other, ...short], { settings }));
    expect(own.filter(({ goal }) => goal.startsWith('oil')).length).toBe(1);
  });

  it('a usual course that leaves a procedure out is a variant, not another composition', async () => {
    const found = metas(await learnTold([...good, ...bad, ...short, ...skipping(4)]));
    const oil = found.filter(({ goal }) => goal.startsWith('oil'));
    expect(oil.map(({ verbs: own }) => own)).toEqual([['find', 'take', 'oil', 'hang']]);
    expect(oil[0]?.posterior.alpha).toBe(17);
  });

  it('where no course recurs: the longest that so many contain in order', async () => {
    const bells = ['ring bell 1', 'blow horn 2', 'beat drum 3', 'wave flag 4'];
    const wander = good.slice(0, 8).map((told, at): Told => {
      const odd = [...bells.slice(at % 4), ...bells.slice(0, at % 4)].slice(0, 1 + (at % 3));
      return { ...told, steps: [...odd.map((did) => [did, 'It can be heard far away.'] as const), ...told.steps] };
    });
    const found = metas(await learnTold([...wander, ...bad]));
    expect(found.some(({ verbs: own }) => own.includes('oil') && own.includes('hang'))).toBe(true);
  });
});

/** Errands in which the can was never touched. */
const skipping = (count: number) =>
  times(count, (): Told => {
    const told = oilErrand();
    return { ...told, steps: told.steps.filter(([did]) => !/^(?:oil|shake)/.test(String(did))) };
  });
/** Errands that end with the tool in the hand. */
const stopped = times(5, (): Told => ({ ...oilErrand({ outcome: 'failure' }), steps: oilErrand().steps.slice(0, 4) }));

describe('H2: the policy', () => {
  const policyOf = async (told: readonly Told[]) =>
    metas(await learnTold(told)).find(({ goal }) => goal.startsWith('oil'))!.policy;

  it('counts at each position who went on, and which failures ended there', async () => {
    const policy = await policyOf([...good, ...short, ...stopped]);
    expect(policy.map((rule) => rule.continue)).toEqual([17, 17, 12, 12]);
    expect(policy.map(({ abort }) => abort)).toEqual([0, 0, 5, 0]);
    expect(policy.map(({ skip }) => skip)).toEqual([0, 0, 0, 0]);
  });

  it('counts who left a position out and met a later one', async () => {
    const policy = await policyOf([...good, ...bad, ...short, ...skipping(4), ...stopped]);
    expect(policy.map((rule) => rule.continue)).toEqual([27, 27, 12, 22]);
    expect(policy.map(({ skip }) => skip)).toEqual([0, 0, 10, 0]);
    expect(policy.map(({ abort }) => abort)).toEqual([0, 0, 0, 5]);
  });

  it('counts repeats in a row, and their bound in a success', async () => {
    const twice = times(3, (): Told => {
      const told = oilErrand();
      const again = told.steps.slice(-3, -2);
      return { ...told, steps: [...told.steps.slice(0, -2), ...again, ...again, ...told.steps.slice(-2)] };
    });
    const [, , oil] = await policyOf([...good, ...short, ...twice]);
    expect(oil).toMatchObject({ continue: 15, repeat: 3, maxRepeats: 3 });
  });

  it('skips by what the procedure there would reach', async () => {
    const state = await learnTold([...good, ...bad, ...short]);
    for (const { sequence, policy } of state.metaProcedures) {
      const effects = sequence.map((id) => state.procedures.find((one) => one.id === id)?.body.postconditions);
      expect(policy.map(({ skipWhen }) => skipWhen)).toEqual(effects);
    }
  });
});

describe('H3: runs', () => {
  it('a success that met every position, a failure that met some; each episode once', async () => {
    const state = await learnTold([...good, ...bad, ...short]);
    const own = metas(state).find(({ goal }) => goal.startsWith('oil'))!;
    expect(own.posterior).toMatchObject({ alpha: 13, beta: 7 });
    const rows = state.evidence.filter(({ itemId }) => itemId.startsWith('m-'));
    expect(new Set(rows.map(({ trajectoryId }) => trajectoryId)).size).toBe(rows.length);
  });
});
