import { describe, expect, it } from 'vitest';
import {
  defaultSettings,
  type Derived,
  type ProcedureBody,
  type Proposal,
  renderCondition,
} from '../../../shared/model/index.ts';
import { times, type Told } from '../fixtures/episodes.fixture.ts';
import { learnTold } from '../fixtures/learn.fixture.ts';
import { proposeRefinement } from './propose.ts';
import { hangErrand, oilErrand } from '../fixtures/workshop.fixture.ts';

const good = (count: number) => times(count, (at) => oilErrand({ vain: 2 + (at % 3) }));
const bad = (count: number) => times(count, (at) => oilErrand({ vain: 2 + (at % 3), full: false }));
const short = times(6, (at) => hangErrand({ vain: 2 + (at % 3) }));

function proposalFor({ procedures, proposals }: Derived, begins: string): Proposal | undefined {
  const id = procedures.find(({ body }) => body.goal.startsWith(begins))?.id;
  return proposals.find(({ targetId }) => targetId === id);
}
const labels = (proposal: Proposal | undefined) => proposal?.contrasts.map(({ label }) => label);

describe('R1: units of a contrast', () => {
  it('one an episode, judged by the episode; asked from `minContrast` on each side', async () => {
    const state = await learnTold([...good(12), ...bad(10), ...short]);
    expect(proposalFor(state, 'oil')?.contrasts[0]?.table).toEqual({
      presentSuccess: 12,
      presentFailure: 0,
      absentSuccess: 0,
      absentFailure: 10,
    });
    const few = await learnTold([...good(12), ...bad(2), ...short]);
    expect(few.proposals).toEqual([]);
  });

  it('an unknown outcome is no unit', async () => {
    const open = times(5, () => oilErrand({ outcome: 'unknown' }));
    const state = await learnTold([...good(12), ...bad(10), ...short, ...open]);
    expect(proposalFor(state, 'oil')?.contrasts[0]?.table.presentSuccess).toBe(12);
  });

  it('a difference between sources is no difference between contexts', async () => {
    const north = good(12).map((told) => ({ ...told, source: 'north' }));
    const south = bad(10).map((told) => ({ ...told, source: 'south' }));
    const { proposals } = await learnTold([...north, ...south, ...short]);
    expect(proposals.some(({ strong }) => strong)).toBe(false);
  });

  it('what only goes along with an extracted condition is no news', async () => {
    // Who does not hold the saw fails; who fails was also told that it rains.
    const rain = (told: Told): Told => ({
      ...told,
      outcome: 'failure',
      steps: told.steps.flatMap((step): Told['steps'] => {
        if (String(step[0]).startsWith('take')) return [];
        if (String(step[0]).startsWith('shake')) return [[step[0], `${step[1]} Rain falls.`]];
        return [step];
      }),
    });
    const { proposals } = await learnTold([...good(12), ...good(10).map(rain), ...short]);
    expect(proposals.filter(({ strong }) => strong).flatMap((proposal) => labels(proposal))).not.toContain(
      'not: rain falls',
    );
  });
});

describe('R2: what is contrasted', () => {
  it('what holds right before the decisive step, not only at the start', async () => {
    const state = await learnTold([...good(12), ...bad(10), ...short]);
    expect(labels(proposalFor(state, 'oil'))).toEqual(['{object2} is full']);
  });

  it('a step that some good executions lack', async () => {
    const shaken = (told: Told, isShaken: boolean): Told => ({
      ...told,
      steps: told.steps.flatMap((step): Told['steps'] => {
        if (!String(step[0]).startsWith('shake')) return [step];
        return isShaken ? [[step[0], '']] : [];
      }),
    });
    const done = good(16).map((told, at) => shaken(told, at < 12));
    const failed = good(10).map((told): Told => ({ ...shaken(told, false), outcome: 'failure' }));
    const proposal = proposalFor(await learnTold([...done, ...failed, ...short]), 'oil');
    expect(proposal?.contrasts.map(({ part, label }) => [part, label])).toEqual([['step', 'shake {object2}']]);
    expect(proposal?.before.steps.find(({ template }) => template.startsWith('shake'))?.optional).toBe(true);
    expect(proposal?.after.steps.find(({ template }) => template.startsWith('shake'))?.optional).toBe(false);
  });
});

describe('R3 and R4: proposals', () => {
  it('the strong ones together, with the evidence rows of both sides', async () => {
    const state = await learnTold([...good(12), ...bad(10), ...short]);
    const proposal = proposalFor(state, 'oil')!;
    expect(proposal).toMatchObject({ strong: true, status: 'pending', decidedBy: null });
    const ids = new Set(state.evidence.map(({ id }) => id));
    const [contrast] = proposal.contrasts;
    expect(contrast?.spans.success.length).toBeGreaterThan(0);
    expect(contrast?.spans.failure.length).toBeGreaterThan(0);
    for (const id of [...contrast!.spans.success, ...contrast!.spans.failure]) expect(ids).toContain(id);
  });

  it('the revision after is the one before with the condition', async () => {
    const proposal = proposalFor(await learnTold([...good(12), ...bad(10), ...short]), 'oil')!;
    const added = proposal.after.preconditions.filter(
      ({ id }) => !proposal.before.preconditions.some((other) => other.id === id),
    );
    expect(added.map(renderCondition)).toEqual(['{object2} is full']);
    expect(added[0]).toMatchObject({ origin: 'refined', polarity: 'positive' });
    expect(proposal.after.steps).toEqual(proposal.before.steps);
  });

  it('too few for the false discovery rate: marked weak', async () => {
    const state = await learnTold([...good(4), ...bad(4), ...short]);
    expect(proposalFor(state, 'oil')?.strong ?? false).toBe(false);
  });

  it('a condition that few successes have is not asked of all', async () => {
    const told = [...good(12), ...bad(10), ...short].map((one, at) =>
      at % 8 === 0 && at < 12 ? { ...one, context: 'You stand among chests. The sun shines.' } : one,
    );
    const state = await learnTold(told);
    expect(state.proposals.flatMap((proposal) => labels(proposal))).not.toContain('the sun shines');
  });

  it('what mirrors a contrast is not said twice', async () => {
    const state = await learnTold([...good(12), ...bad(10), ...short]);
    expect(labels(proposalFor(state, 'oil'))).not.toContain('not: {object2} is empty');
  });

  it('a stricter rate makes fewer strong ones', async () => {
    const settings = { ...defaultSettings, falseDiscoveryRate: 0.001 };
    const told = [...good(7), ...bad(6), ...short];
    const strong = async (options = {}) =>
      (await learnTold(told, options)).proposals.filter((proposal) => proposal.strong).length;
    expect(await strong({ settings })).toBeLessThanOrEqual(await strong());
  });
});

/** A stand is cleaned and painted before a tool is set on it; who paints first, or does not paint, fails. */
const errand = ({
  order,
  outcome,
}: {
  readonly order: readonly string[];
  readonly outcome: Told['outcome'];
}): Told => ({
  goal: 'set the saw on the stand',
  outcome,
  context: 'You stand among chests.',
  steps: [
    ['open chest 9', 'The chest 9 is dusty. In chest 9 lie a saw 1 and a cord 1.'],
    ['take saw 1 from chest 9', 'You hold saw 1 now.'],
    ...order.map((verb): Told['steps'][number] => [`${verb} stand 1`, '']),
    ['set saw 1 on stand 1', outcome === 'success' ? 'The saw 1 stays.' : 'The saw 1 slides.'],
  ],
});
const rightly = errand({ order: ['clean', 'paint'], outcome: 'success' });
const wrongly = errand({ order: ['paint', 'clean'], outcome: 'failure' });
const half = errand({ order: ['clean'], outcome: 'failure' });

/** What is proposed for the procedure that begins so, once a person has edited it. */
async function afterEdit(
  told: readonly Told[],
  begins: string,
  change: (body: ProcedureBody) => ProcedureBody,
): Promise<Proposal | undefined> {
  const { procedures } = await learnTold(told);
  const procedure = procedures.find(({ body }) => body.goal.startsWith(begins));
  if (procedure === undefined) throw new Error(`nothing begins with ${begins}`);
  const { id: itemId, revision: baseRevision, body } = procedure;
  const decisions = [{ kind: 'procedure-edited', itemId, baseRevision, body: change(body) } as const];
  const { proposals } = await learnTold(told, { decisions });
  return proposals.find(({ targetId, status }) => targetId === itemId && status === 'pending');
}
const templates = (body: ProcedureBody | undefined) => body?.steps.map(({ template }) => template);
const turned = (body: ProcedureBody): ProcedureBody => {
  const at = body.steps.findIndex(({ template }) => template.startsWith('clean'));
  const [clean, paint] = [body.steps[at]!, body.steps[at + 1]!];
  return { ...body, steps: body.steps.toSpliced(at, 2, paint, clean) };
};

describe('d_pi: order and missing steps', () => {
  const orders = [...times(14, () => rightly), ...times(12, () => wrongly), ...short];

  it('R2: the order of two steps is contrasted where both were done, however the episode was segmented', async () => {
    const proposal = await afterEdit([...orders, ...times(6, () => half)], 'set', turned);
    expect(proposal?.contrasts.map(({ part, side, label }) => [part, side, label])).toContainEqual([
      'order',
      'success',
      'clean {object2} before paint {object2}',
    ]);
    expect(proposal?.contrasts.find(({ part }) => part === 'order')?.table).toEqual({
      presentSuccess: 14,
      presentFailure: 0,
      absentSuccess: 0,
      absentFailure: 12,
    });
  });

  it('R4: the step is moved where the body has the other order, and nowhere else', async () => {
    const proposal = await afterEdit(orders, 'set', turned);
    expect(proposal).toMatchObject({ strong: true, title: expect.stringContaining('clean {object2} before paint') });
    expect(templates(proposal?.before)?.slice(-3)).toEqual([
      'paint {object2}',
      'clean {object2}',
      'set {object} on {object2}',
    ]);
    expect(templates(proposal?.after)?.slice(-3)).toEqual([
      'clean {object2}',
      'paint {object2}',
      'set {object} on {object2}',
    ]);
    const { proposals } = await learnTold(orders);
    expect(proposals.flatMap(({ contrasts }) => contrasts.map(({ part }) => part))).not.toContain('order');
  });

  it('R4: a step to leave out and an order that it has are not proposed together: the stronger stays', async () => {
    const proposal = await afterEdit(orders, 'set', turned);
    const contrast = proposal?.contrasts.find(({ part }) => part === 'order');
    if (proposal === undefined || contrast === undefined) throw new Error('no order is proposed');
    const [first, second] = ['clean {object2}', 'paint {object2}'];
    const order = {
      feature: { kind: 'order', first, second, isReverse: false },
      contrast,
      presentInSuccess: 1,
    } as const;
    const table = { presentSuccess: 3, presentFailure: 12, absentSuccess: 11, absentFailure: 0 };
    const titleFor = (share: number): string | undefined => {
      const about = { part: 'step', side: 'failure', label: second, table, eValue: share * contrast.eValue } as const;
      const out = {
        feature: { kind: 'step', label: second, elementKey: second },
        contrast: { ...contrast, id: 'c-out', ...about },
        presentInSuccess: 0.2,
      } as const;
      const revision = { hash: proposal.baseRevision, body: proposal.before };
      return proposeRefinement(proposal.targetId, revision, { weighed: [order, out], mined: proposal.before })?.title;
    };
    expect(titleFor(2)).toMatch(/: without paint \{object2\}$/);
    expect(titleFor(0.5)).toMatch(/: clean \{object2\} before paint \{object2\}$/);
  });

  it('R3, R4: a step that good executions share and the body lacks is put where they do it', async () => {
    const told = [...times(14, () => rightly), ...times(12, () => half), ...short];
    const proposal = await afterEdit(told, 'set', (body) => ({
      ...body,
      steps: body.steps.filter(({ template }) => !template.startsWith('paint')),
    }));
    expect(proposal).toMatchObject({ strong: true, title: expect.stringContaining('also paint {object2}') });
    const after = templates(proposal?.after);
    expect(after?.slice(-3)).toEqual(['clean {object2}', 'paint {object2}', 'set {object} on {object2}']);
  });

  it('R1: a condition of Psi that a person took out is asked about beside the rest of Psi', async () => {
    const dry = (state: string, outcome: Told['outcome']): Told => ({
      ...rightly,
      outcome,
      steps: [
        ...rightly.steps.slice(0, 1),
        ['take saw 1 from chest 9', `You hold saw 1 now. The saw 1 is ${state}.`],
        ['set saw 1 on stand 1', outcome === 'success' ? 'The saw 1 stays.' : 'The saw 1 slides.'],
      ],
    });
    const others = times(24, (at) => hangErrand({ vain: 2 + (at % 3) }));
    const told = [...times(14, () => dry('dry', 'success')), ...times(12, () => dry('wet', 'failure')), ...others];
    const isDry = ({ predicate }: ProcedureBody['preconditions'][number]): boolean => predicate === '{0} is dry';
    const { procedures, proposals } = await learnTold(told);
    const own = procedures.find(({ body }) => body.goal.startsWith('set'))?.body;
    expect(own?.preconditions.some(isDry)).toBe(true);
    expect(proposals.some(({ strong }) => strong)).toBe(false);
    const proposal = await afterEdit(told, 'set', (body) => ({
      ...body,
      preconditions: body.preconditions.filter((one) => !isDry(one)),
    }));
    expect(proposal?.strong).toBe(true);
    expect(labels(proposal)).toContain('{object} is dry');
  });
});

describe('dPhi: goal states that were not reached', () => {
  const told = [...good(12), ...bad(10), ...short];
  const isBright = ({ predicate }: ProcedureBody['postconditions'][number]): boolean => predicate === '{0} is bright';

  it('R2 to R4: what successes end with and failures do not becomes a postcondition, where the body lacks it', async () => {
    const proposal = await afterEdit(told, 'oil', (body) => ({
      ...body,
      postconditions: body.postconditions.filter((one) => !isBright(one)),
    }));
    expect(proposal?.contrasts.map(({ part, label }) => [part, label])).toContainEqual([
      'postcondition',
      '{object} is bright',
    ]);
    expect(proposal?.before.postconditions.some(isBright)).toBe(false);
    expect(proposal?.after.postconditions.find(isBright)).toMatchObject({ origin: 'refined', polarity: 'positive' });
  });

  it('R3: neither what the body has nor what failures end with', async () => {
    const { proposals } = await learnTold(told);
    expect(proposals.flatMap(({ contrasts }) => contrasts.map(({ part }) => part))).not.toContain('postcondition');
  });
});
