import { beforeAll, describe, expect, it } from 'vitest';
import { defaultSettings, renderCondition, type Derived, type Procedure } from '../../../shared/model/index.ts';
import { times, type Told } from '../fixtures/episodes.fixture.ts';
import { learnTold } from '../fixtures/learn.fixture.ts';
import { hangErrand, look, oilErrand, take } from '../fixtures/workshop.fixture.ts';
import { renderStep } from './steps-of.ts';

const tools = ['saw 1', 'axe 2', 'plane 3'];
const good = times(12, (at) => oilErrand({ tool: tools[at % 3]!, vain: 2 + (at % 3) }));
const bad = times(10, (at) => oilErrand({ tool: tools[at % 3]!, vain: 2 + (at % 3), full: false }));
const short = times(6, (at) => hangErrand({ tool: tools[at % 3]!, vain: 2 + (at % 3) }));
const all = [...good, ...bad, ...short];

const goals = ({ procedures }: Derived) => procedures.map(({ body }) => body.goal).toSorted();
function procedure({ procedures }: Derived, begins: string): Procedure {
  const [found, other] = procedures.filter(({ body }) => body.goal.startsWith(begins));
  expect(other, `two procedures begin with ${begins}`).toBeUndefined();
  return found!;
}
const written = (conditions: Procedure['body']['preconditions']) => conditions.map(renderCondition).toSorted();

let state: Derived;
beforeAll(async () => {
  state = await learnTold(all);
});

describe('P1 and P2: segments with one aim are one procedure', () => {
  it('what completes something, and the search for what the goal names', () => {
    expect(goals(state)).toEqual([
      'find {object} (open {place})',
      'hang {object} on {object2}',
      'oil {object} with {object2}',
      'take {object} from {place}',
    ]);
  });

  it('a tail that repeats itself and never saw what the goal names is a search in vain', async () => {
    const vain: Told = { ...oilErrand(), outcome: 'failure', steps: times(5, (at) => look(at + 1)) };
    const find = procedure(await learnTold([...all, vain]), 'find');
    expect(find.executions).toBe(procedure(state, 'find').executions + 1);
    expect(find.posterior.beta).toBe(procedure(state, 'find').posterior.beta + 1);
  });

  it('another tail is assigned to nothing', async () => {
    const idle: Told = {
      ...oilErrand(),
      outcome: 'failure',
      steps: [look(9, 'saw 1'), ['whistle a tune', 'It echoes.']],
    };
    const { segments } = await learnTold([...all, idle]);
    const last = segments.find(({ trajectoryId, to }) => trajectoryId === 't0028' && to === 2);
    expect(last?.procedureId).toBeNull();
  });

  it('is kept from `minSupport` good episodes on', async () => {
    const few = await learnTold([...times(2, () => oilErrand()), ...bad, ...short]);
    expect(goals(few)).not.toContain('oil {object} with {object2}');
    const settings = { ...defaultSettings, minSupport: 13 };
    expect(goals(await learnTold(all, { settings }))).not.toContain('oil {object} with {object2}');
  });

  it('has an id that more data do not change', async () => {
    const more = await learnTold([...all, ...good, ...bad]);
    expect(more.procedures.map(({ id }) => id)).toEqual(state.procedures.map(({ id }) => id));
  });
});

describe('P3: slots are named by role', () => {
  it('`place` where things are listed, `object` for other things, numbered where two have a role', () => {
    const slots = (begins: string) => procedure(state, begins).body.slots.map(({ name, type }) => [name, type]);
    expect(slots('take')).toEqual([
      ['object', 'object'],
      ['place', 'place'],
    ]);
    expect(slots('hang')).toEqual([
      ['object', 'object'],
      ['object2', 'object'],
    ]);
  });

  it('shows what they were bound to, and from where', () => {
    const [object, place] = procedure(state, 'take').body.slots;
    expect(object?.examples.map(({ value }) => value).toSorted()).toEqual(['axe', 'plane', 'saw']);
    expect(object?.boundFrom).toEqual({ goal: 18, observation: 0, step: 0 });
    expect(place?.boundFrom).toEqual({ goal: 0, observation: 0, step: 18 });
  });

  it("a tool's own key is the name", async () => {
    const lend = (at: number): Told => ({
      goal: `lend item i-${at}`,
      outcome: 'success',
      steps: [[['lend', { item: `i-${at}`, to: `ann-${at}` }], `{"item":"i-${at}","lent":true}`]],
    });
    const tool = procedure(await learnTold(times(4, lend)), 'lend');
    expect(tool.body.goal).toBe('lend(item={item}, to={to})');
    expect(tool.body.slots.map(({ name }) => name)).toEqual(['item', 'to']);
    expect(written(tool.body.postconditions)).toContain('item is {item}');
  });

  it('arguments that a call leaves out are no argument that two calls share', async () => {
    const half = (at: number): Told => ({
      goal: 'find a film',
      outcome: 'success',
      steps: [[['search', at < 4 ? { title: `t-${at}` } : { title: `t-${at}`, year: '1999' }], '{"found":true}']],
    });
    expect(goals(await learnTold(times(8, half)))).toEqual(['search(title={title}, year={year})']);
  });
});

describe('P4: steps are what good executions do in common', () => {
  it('required, optional and repeating', () => {
    const steps = procedure(state, 'find').body.steps;
    expect(steps.map(({ template, optional, repeats }) => [template, optional, repeats])).toEqual([
      ['open {place}', false, true],
    ]);
  });

  it('a step that most but not nearly all have is optional; one that few have is left out', async () => {
    const wipe: Told['steps'][number] = ['wipe can 1', 'The can 1 is clean.'];
    const steps = (count: number) =>
      good.map((told, at) =>
        at < count ? { ...told, steps: [...told.steps.slice(0, -3), wipe, ...told.steps.slice(-3)] } : told,
      );
    const stepsOf = (derived: Derived) =>
      procedure(derived, 'oil').body.steps.map(({ template, optional }) => [template, optional]);
    const some = stepsOf(await learnTold([...steps(5), ...bad]));
    expect(some).toContainEqual(['wipe {object2}', true]);
    expect(some.at(-1)).toEqual(['oil {object} with {object2}', false]);
    const few = stepsOf(await learnTold([...steps(2), ...bad]));
    expect(few.map(([template]) => template)).not.toContain('wipe {object2}');
  });

  it('the step that all end with comes last, though it is done before too', async () => {
    const stubborn = good.map((told) => ({
      ...told,
      steps: told.steps.flatMap((step): Told['steps'] => {
        if (!String(step[0]).startsWith('oil')) return [step];
        return [[step[0], 'The saw 1 is dull.'], ['shake can 1', 'The can 1 is full.'], step];
      }),
    }));
    const { body } = procedure(await learnTold([...stubborn, ...bad]), 'oil');
    expect(body.steps.at(-1)?.template).toBe(body.goal);
  });

  it('values of one step that no slot names have names of their own', () => {
    const render = (pattern: readonly (number | null)[], slots: readonly string[]): string =>
      renderStep({ pattern }, { template: 'tie {0} and {1} to {2}', roles: ['object', 'object', 'object'], slots });
    expect(render([0, null, null], ['object'])).toBe('tie {object} and {other_object} to {other_object2}');
    expect(render([null, null, 0], ['place'])).toBe('tie {object} and {object2} to {place}');
    expect(render([0, 1, 0], ['object', 'object2'])).toBe('tie {object} and {object2} to {object}');
    expect(render([1, null, null], ['place', 'object2'])).toBe('tie {object2} and {object} to {object3}');
  });

  it('refused steps do not count', async () => {
    const no = 'That is of no use.';
    const clumsy = good.map((told) => ({
      ...told,
      steps: [...told.steps.slice(0, -4), ['shake hook 1', no] as const, ...told.steps.slice(-4)],
    }));
    const templates = procedure(await learnTold([...clumsy, ...bad]), 'oil').body.steps.map(({ template }) => template);
    expect(templates).toEqual(['shake {object2}', 'oil {object} with {object2}']);
  });
});

describe('P6: preconditions', () => {
  it('hold at the start of nearly all good executions and are about the arguments', () => {
    expect(written(procedure(state, 'oil').body.preconditions)).toEqual([
      'in … lie {object}',
      'the goal names {object}',
      'you hold {object} now',
    ]);
  });

  it('what holds in most segments anyway is no condition of one', () => {
    const everything = state.procedures.flatMap(({ body }) => written(body.preconditions));
    expect(everything).not.toContain('you stand among chests');
  });

  it('what another condition implies is left out', () => {
    const conditions = written(procedure(state, 'take').body.preconditions);
    expect(conditions).toContain('in {place} lie {object}');
    expect(conditions).not.toContain('{object} is in sight');
  });

  it('`conditionSupport` says how nearly all', async () => {
    const odd = good.map((told, at) =>
      at < 2 ? { ...told, steps: told.steps.filter(([did]) => !String(did).startsWith('take')) } : told,
    );
    const conditions = async (conditionSupport: number) => {
      const derived = await learnTold([...odd, ...bad], { settings: { ...defaultSettings, conditionSupport } });
      return written(procedure(derived, 'hang').body.preconditions);
    };
    expect(await conditions(0.9)).not.toContain('you hold {object} now');
    expect(await conditions(0.8)).toContain('you hold {object} now');
  });
});

describe('P7: postconditions', () => {
  it('what the last observation told of the arguments in good executions', () => {
    expect(written(procedure(state, 'oil').body.postconditions)).toEqual(['{object} is bright']);
    expect(written(procedure(state, 'find').body.postconditions)).toEqual(['{object} is in sight']);
  });
});

describe('P8: duplicates', () => {
  /** Two tools of one kind under names that share most of their words. */
  const call = (name: string, at: number): Told => ({
    goal: `send the parcel p-${at}`,
    outcome: 'success',
    steps: [[[name, { parcel: `p-${at}` }], `{"parcel":"p-${at}","state":"sent"}`]],
  });
  const both = [
    ...times(6, (at) => call('send parcel by rail now', at)),
    ...times(4, (at) => call('send parcel by road now', at)),
  ];

  it('alike in words and in steps: the one with more executions keeps its name, executions are pooled', async () => {
    const settings = { ...defaultSettings, duplicateCosine: 0.6 };
    const [one, two] = (await learnTold(both, { settings })).procedures;
    expect(two).toBeUndefined();
    expect(one).toMatchObject({ executions: 10, episodes: 10 });
    expect(one?.body.goal).toContain('rail');
    expect(one?.posterior).toMatchObject({ alpha: 11, beta: 1 });
  });

  it('tells what was merged, and a pattern that is kept apart is not', async () => {
    const settings = { ...defaultSettings, duplicateCosine: 0.6 };
    const merged = await learnTold(both, { settings });
    const [one] = merged.merges ?? [];
    expect(merged.merges).toHaveLength(1);
    expect(one).toMatchObject({ into: merged.procedures[0]?.id, executions: 4, alignment: 1 });
    expect(one?.goal).toContain('road');
    expect(one?.cosine).toBeGreaterThan(0.6);
    const apart = await learnTold(both, { settings: { ...settings, keptApart: one?.id ?? '' } });
    expect(apart.merges).toBeUndefined();
    expect(apart.procedures.map(({ id, executions }) => [id, executions])).toContainEqual([one?.id, 4]);
  });

  it('below the cosine they stay apart', async () => {
    const settings = { ...defaultSettings, duplicateCosine: 1 };
    expect((await learnTold(both, { settings })).procedures.length).toBe(2);
  });

  it('with other steps they stay apart, however alike the words around are', async () => {
    const other = [...times(6, (at) => call('post', at)), ...times(4, (at) => call('burn', at))];
    const settings = { ...defaultSettings, duplicateCosine: 0.1 };
    expect((await learnTold(other, { settings })).procedures.length).toBe(2);
  });
});

describe('P9: whether an execution reached Phi', () => {
  const phiOf = ({ evidence, procedures }: Derived, begins: string) => {
    const id = procedures.find(({ body }) => body.goal.startsWith(begins))?.id;
    return evidence.filter(({ itemId }) => itemId === id).map(({ phi }) => phi);
  };

  it('true where an effect was told, false where another state was', () => {
    const phi = phiOf(state, 'oil');
    expect(phi.filter((truth) => truth === 'true').length).toBe(12);
    expect(phi.filter((truth) => truth === 'false').length).toBe(10);
  });

  it('leave one out: an effect that one execution alone showed does not judge itself', async () => {
    const strange: Told = {
      ...oilErrand(),
      steps: oilErrand().steps.map((step) =>
        String(step[0]).startsWith('oil') ? ([step[0], 'The saw 1 is purple.'] as const) : step,
      ),
    };
    expect(phiOf(await learnTold([...all, strange]), 'oil').filter((truth) => truth === 'false').length).toBe(11);
  });

  it('where nothing was told: true in a success, no evidence in a failure', async () => {
    const silent = (outcome: 'success' | 'failure'): Told => ({
      ...oilErrand({ outcome }),
      steps: oilErrand().steps.map((step) => (String(step[0]).startsWith('oil') ? ([step[0], ''] as const) : step)),
    });
    const phi = phiOf(await learnTold([...all, silent('success'), silent('failure')]), 'oil');
    expect(phi.filter((truth) => truth === 'true').length).toBe(13);
    expect(phi.length).toBe(23);
  });
});

describe('P10: a revision is what it says', () => {
  it('more evidence of the same makes no other revision', async () => {
    const more = await learnTold([...all, ...all]);
    expect(more.procedures.map(({ revision }) => revision)).toEqual(state.procedures.map(({ revision }) => revision));
    expect(procedure(more, 'oil').posterior.alpha).toBe(25);
  });

  it('another condition makes another', async () => {
    const named = good.map((told) => ({
      ...told,
      steps: told.steps.map((step) =>
        step[0] === take('saw 1')[0] ? ([step[0], 'You hold saw 1 now. The saw 1 is heavy.'] as const) : step,
      ),
    }));
    const other = await learnTold([...named.filter((_, at) => at % 3 === 0), ...bad]);
    expect(procedure(other, 'oil').revision).not.toBe(procedure(state, 'oil').revision);
  });
});
