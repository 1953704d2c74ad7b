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
  it('the course that successes of one kind of goal took', async () => {
    const found = metas(await learnTold([...good, ...bad, ...short]));
    expect(found.map(({ goal, verbs: own }) => [goal, ...own]).toSorted()).toEqual([
      ['oil the {0} and hang it up', 'find', 'take', 'oil', 'hang'],
      ['put the {0} away', 'find', 'take', 'hang'],
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

describe('H2: the policy', () => {
  it('counts at each position: continue, skip, repeat, abort', async () => {
    const skipping = times(2, (): Told => {
      const told = oilErrand();
      return { ...told, steps: told.steps.filter(([did]) => !/^(?:oil|shake)/.test(String(did))) };
    });
    const found = metas(await learnTold([...good, ...bad, ...short, ...skipping]));
    const policy = found.find(({ goal }) => goal.startsWith('oil'))!.policy;
    expect(policy.map((rule) => rule.continue)).toEqual([18, 18, 12, 18]);
    expect(policy.map(({ skip }) => skip)).toEqual([0, 0, 2, 0]);
    expect(policy.map(({ abort }) => abort)).toEqual([0, 0, 6, 0]);
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

  it('the longer of two ways that a success met in full is credited', async () => {
    const polish: Told['steps'][number] = ['polish saw 1 at wheel 1', 'The saw 1 is smooth.'];
    const more = times(6, (at): Told => {
      const told = oilErrand({ vain: 2 + (at % 3) });
      return {
        ...told,
        steps: [...told.steps.slice(0, -2), ['go to wheel 1', 'The wheel 1 turns.'], polish, ...told.steps.slice(-2)],
      };
    });
    const ways = metas(await learnTold([...good, ...more, ...bad])).filter(({ goal }) => goal.startsWith('oil'));
    const longer = ways.find(({ verbs: own }) => own.includes('polish'));
    expect(longer?.posterior.alpha).toBe(7);
  });
});
