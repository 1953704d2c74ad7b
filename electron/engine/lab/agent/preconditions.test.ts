import { describe, expect, it } from 'vitest';
import { type Condition, defaultSettings, type ProcedureBody } from '../../../../shared/model/index.ts';
import { episodes, times, type Told } from '../../fixtures/episodes.fixture.ts';
import { learnTold } from '../../fixtures/learn.fixture.ts';
import { analyse } from '../../learning/index.ts';
import type { Choice, Execution } from '../actor.ts';
import { createAgent } from './index.ts';

/** A potter glazes what is dry and what is damp; only what is dry shines. To dry something is a goal of its own. */
const opening = 'You stand at rack 1 and rack 2, with a brush 1, a rag 1 and a vat 1.';
const grab = (urn: string, state: string) =>
  [`grab ${urn} from rack 2`, `You grab the ${urn} from the rack 2. The ${urn} is ${state}.`] as const;
const look = (urn: string) => ['walk to rack 2', `On the rack 2, you see a ${urn} and a cord 1.`] as const;
const vain = ['walk to rack 1', 'On the rack 1, you see a cord 2 and a tray 1.'] as const;
const glaze = (urn: string, isDry: boolean) =>
  [`glaze ${urn} with brush 1`, `You glaze the ${urn}. The ${urn} ${isDry ? 'shines' : 'blisters'}.`] as const;
const dip = (urn: string, isDone: boolean) =>
  [`dip ${urn} in vat 1`, `You dip the ${urn}. The ${urn} ${isDone ? 'shines' : 'cracks'}.`] as const;
const wipe = (urn: string) => [`wipe ${urn} with rag 1`, `You wipe the ${urn}. The ${urn} is dry.`] as const;

const told: readonly Told[] = [
  ...times(24, (at): Told => {
    const [urn, isDry] = [`urn ${1 + (at % 3)}`, at % 2 === 0];
    const steps = [vain, look(urn), grab(urn, isDry ? 'dry' : 'damp'), glaze(urn, isDry)];
    return { goal: 'glaze the urn', context: opening, outcome: isDry ? 'success' : 'failure', steps };
  }),
  ...times(9, (at): Told => {
    const [urn, isDone] = [`urn ${1 + (at % 3)}`, at % 3 === 0];
    const steps = [look(urn), grab(urn, at % 2 === 0 ? 'dry' : 'damp'), dip(urn, isDone)];
    return { goal: 'glaze the urn', context: opening, outcome: isDone ? 'success' : 'failure', steps };
  }),
  ...times(16, (at): Told => {
    const urn = `urn ${1 + (at % 3)}`;
    const steps = [look(urn), grab(urn, 'damp'), wipe(urn)];
    return { goal: 'dry the urn', context: opening, outcome: 'success', steps };
  }),
];

type Change = (body: ProcedureBody) => ProcedureBody;

interface Played {
  readonly commands: readonly string[];
  readonly choices: readonly Choice[];
  readonly executions: readonly Execution[];
}

/** Glazes an urn by the memory of the potter; `change` edits the procedure first. */
async function play({ state, change }: { readonly state: string; readonly change?: Change }): Promise<Played> {
  const derived = await learnTold(told);
  const procedures = derived.procedures.map((procedure) =>
    procedure.body.goal.startsWith('glaze') && change !== undefined
      ? { ...procedure, body: change(procedure.body) }
      : procedure,
  );
  const rows = episodes(told).map(analyse);
  const { actor } = createAgent({ rows, derived: { ...derived, procedures }, settings: defaultSettings }, {});
  await actor.begin({ observation: `${opening} Task: glaze the urn.`, task: 'glaze the urn' }, 1);
  let isDry = state === 'dry';
  const answers: Readonly<Record<string, string>> = {
    dip: dip('urn 1', false)[1],
    walk: look('urn 1')[1],
    grab: grab('urn 1', state)[1],
  };
  for (let step = 0; step < 6; step += 1) {
    const command = await actor.next();
    if (command === null || command === undefined) break;
    const verb = command.split(' ')[0] ?? '';
    isDry ||= verb === 'wipe';
    const observation = verb === 'wipe' ? wipe('urn 1')[1] : (answers[verb] ?? glaze('urn 1', isDry)[1]);
    const won = verb === 'glaze' && isDry;
    actor.observe({ observation, won, over: won });
    if (verb === 'glaze') break;
  }
  // What is at its end is told when the next command is asked for.
  await actor.next();
  const all = actor.choices();
  const choices = all.slice(0, 1 + all.findIndex(({ command }) => command.startsWith('glaze')));
  return { commands: choices.map(({ command }) => command), choices, executions: actor.executions() };
}

const withConditions =
  (conditions: (own: readonly Condition[]) => readonly Condition[]): Change =>
  (body) => ({ ...body, preconditions: conditions(body.preconditions) });
const isDry = ({ predicate }: Condition): boolean => predicate === '{0} is dry';
const asRefined = withConditions((own) => own.map((one) => ({ ...one, origin: 'refined' as const })));
const forgotten = withConditions((own) => own.filter((one) => !isDry(one)));
const negated = withConditions((own) =>
  own.map((one) =>
    isDry(one) ? { ...one, predicate: '{0} is damp', polarity: 'negative' as const, origin: 'manual' as const } : one,
  ),
);

describe('preconditions of what is executed [A11]', () => {
  it.each([
    ['that held along', {}],
    ['that evidence asks for', { change: asRefined }],
    ['that a person denies', { change: negated }],
  ])('what is known to be otherwise is brought about by what is known to do so: a condition %s', async (_, options) => {
    const { commands, choices } = await play({ state: 'damp', ...options });
    expect(commands.slice(-3)).toEqual(['grab urn 1 from rack 2', 'wipe urn 1 with rag 1', 'glaze urn 1 with brush 1']);
    expect(choices.at(-2)?.reason).toMatch(/First: (urn 1 is dry|not: urn 1 is damp)\.$/);
    expect(choices.at(-1)?.reason).not.toContain('First:');
  });

  it('nothing is done for what holds, or for what no condition asks', async () => {
    expect((await play({ state: 'dry', change: asRefined })).commands).not.toContain('wipe urn 1 with rag 1');
    expect((await play({ state: 'damp', change: forgotten })).commands).not.toContain('wipe urn 1 with rag 1');
  });

  it('what is not known is brought about where evidence asks for it, not where it only held along', async () => {
    const unknown = { state: 'heavy' };
    expect((await play({ ...unknown, change: asRefined })).commands).toContain('wipe urn 1 with rag 1');
    expect((await play(unknown)).commands).not.toContain('wipe urn 1 with rag 1');
  });

  it('a condition that no answer could tell stands against nothing', async () => {
    const odd = withConditions((own) => own.map((one) => ({ ...one, predicate: '{0} is blessed', origin: 'manual' })));
    expect((await play({ state: 'damp', change: odd })).commands.at(-1)).toBe('glaze urn 1 with brush 1');
  });

  it('a way is put behind others where a condition does not hold that nothing is known to bring about', async () => {
    const wet = withConditions((own) =>
      own.map((one) => (isDry(one) ? { ...one, predicate: '{0} is damp', origin: 'refined' } : one)),
    );
    const { choices } = await play({ state: 'dry', change: wet });
    expect(choices.map(({ command }) => command).slice(-2)).toEqual(['dip urn 1 in vat 1', 'glaze urn 1 with brush 1']);
    expect(choices.at(-1)?.reason).toMatch(/Put behind others, as this does not hold: urn 1 is damp\.$/);
  });

  it('the execution succeeded when its postcondition was told', async () => {
    const done = async (change: Change): Promise<boolean | undefined> => {
      const { executions, choices } = await play({ state: 'damp', change });
      expect(choices.at(-1)?.command).toMatch(/^glaze/);
      return executions.at(-1)?.succeeded;
    };
    expect(await done(asRefined)).toBe(true);
    expect(await done(forgotten)).toBe(false);
  });
});
