import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderCondition, type Contrast, type Derived, type Procedure } from '../../../shared/model/index.ts';
import { bundledModel, learn, load, samplePaths, type Loaded } from '../fixtures/learn.fixture.ts';
import { permuteOutcomes } from '../fixtures/permute.fixture.ts';

interface Manifest {
  readonly planted: readonly { readonly id: string; readonly worth: 'approve' | 'consider' | 'reject' }[];
  readonly files: readonly { readonly file: string; readonly byTaskType: Readonly<Record<string, unknown>> }[];
}
const manifest = JSON.parse(readFileSync(join(dirname(samplePaths[0]!), 'manifest.json'), 'utf8')) as Manifest;

/** Where a planted effect shows: in the procedures whose goal begins so, as a condition that reads so. */
const shown: Readonly<Record<string, { readonly procedures: readonly string[]; readonly condition: RegExp }>> = {
  'warm-needs-fire': { procedures: ['warm '], condition: /^\{\w+\} is burning$/ },
  'light-needs-oil': { procedures: ['kindle ', 'study '], condition: /^\{\w+\} is full$|^not: \{\w+\} is empty$/ },
  'refund-needs-verified': { procedures: ['issue_refund('], condition: /^identity is verified$/ },
  'cancel-needs-term': { procedures: ['cancel_subscription('], condition: /^term_ends is / },
  'replacement-needs-stock': { procedures: ['create_replacement('], condition: /stock|sku/ },
  'escalation-needs-incidents': { procedures: ['escalate_ticket('], condition: /incidents/ },
  'spurious-rain': { procedures: [''], condition: /rain drums/ },
  'spurious-evening': { procedures: [''], condition: /evening/ },
};

let loaded: Loaded;
let state: Derived;
beforeAll(async () => {
  loaded = await load(samplePaths);
  state = await learn(loaded, { model: bundledModel() });
});

const proceduresOf = (effect: string): readonly Procedure[] =>
  state.procedures.filter(({ body }) => shown[effect]!.procedures.some((begin) => body.goal.startsWith(begin)));
const reads = ({ label }: Contrast) => label;

function strongContrasts(effect: string): readonly string[] {
  const targets = new Set(proceduresOf(effect).map(({ id }) => id));
  return state.proposals
    .filter(({ targetId, strong }) => strong && targets.has(targetId))
    .flatMap(({ contrasts }) => contrasts.map(reads))
    .filter((text) => shown[effect]!.condition.test(text));
}

function extracted(effect: string): readonly string[] {
  return proceduresOf(effect)
    .flatMap(({ body }) => body.preconditions.map(renderCondition))
    .filter((text) => shown[effect]!.condition.test(text));
}

describe('the sample memory', () => {
  it('knows where to look for every planted effect', () => {
    expect(Object.keys(shown).toSorted()).toEqual(manifest.planted.map(({ id }) => id).toSorted());
  });

  it.each(manifest.planted.filter(({ worth }) => worth === 'approve').map(({ id }) => id))(
    '%s is found: proposed as strong, or a condition already',
    (effect) => {
      expect([...strongContrasts(effect), ...extracted(effect)]).not.toEqual([]);
    },
  );

  it.each(manifest.planted.filter(({ worth }) => worth === 'reject').map(({ id }) => id))(
    '%s is not strong',
    (effect) => {
      expect(strongContrasts(effect)).toEqual([]);
      expect(extracted(effect)).toEqual([]);
    },
  );

  it('has something to approve and something to weigh', () => {
    expect(state.proposals.filter(({ strong }) => strong).length).toBeGreaterThanOrEqual(3);
    expect(state.proposals.filter(({ strong }) => !strong).length).toBeGreaterThanOrEqual(1);
  });

  it('has a meta-procedure for each task type', () => {
    const typeOf = new Map(
      loaded.trajectories.map(({ id, extra }) => {
        const own = extra as { task_type?: string; metadata?: { task_type?: string } } | undefined;
        return [id, own?.task_type ?? own?.metadata?.task_type];
      }),
    );
    const metas = new Set(state.metaProcedures.map(({ id }) => id));
    const run = state.evidence.filter(({ itemId, outcome }) => metas.has(itemId) && outcome === 'success');
    const types = manifest.files.slice(0, 2).flatMap(({ byTaskType }) => Object.keys(byTaskType));
    expect([...new Set(run.map(({ trajectoryId }) => typeOf.get(trajectoryId)))].toSorted()).toEqual(types.toSorted());
  });

  it('has posteriors that are prior and evidence', () => {
    for (const { id, posterior } of [...state.procedures, ...state.metaProcedures]) {
      const rows = state.evidence.filter(({ itemId }) => itemId === id);
      expect(posterior.alpha).toBe(1 + rows.filter(({ outcome }) => outcome === 'success').length);
      expect(posterior.beta).toBe(1 + rows.filter(({ outcome }) => outcome === 'failure').length);
    }
  });

  it('has segments that cover every episode in order', () => {
    const own = Map.groupBy(state.segments, ({ trajectoryId }) => trajectoryId);
    for (const { id, steps } of loaded.trajectories) {
      let at = 0;
      for (const { from, to } of (own.get(id) ?? []).toSorted((a, b) => a.from - b.from)) {
        expect(from).toBe(at);
        at = to;
      }
      expect(at).toBe(steps.length);
    }
  });

  it('has no condition or effect that is a refusal', () => {
    const said = state.procedures.flatMap(({ body }) => [...body.preconditions, ...body.postconditions]);
    expect(said.map(renderCondition).filter((text) => /cannot do that/.test(text))).toEqual([]);
  });

  it.each([1, 2, 3])('has no strong proposal when its outcomes are exchanged (seed %s)', async (seed) => {
    const trajectories = permuteOutcomes(loaded.trajectories, seed);
    const { proposals } = await learn({ ...loaded, trajectories });
    expect(proposals.filter(({ strong }) => strong)).toEqual([]);
  });
});
