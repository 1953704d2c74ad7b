import { beforeAll, describe, expect, it } from 'vitest';
import {
  defaultSettings,
  type Change,
  type Derived,
  type JournalEvent,
  type ProcedureBody,
  type Proposal,
  type Settings,
} from '../../../shared/model/index.ts';
import { embedWords, episodes, sourcesOf, times, type Told } from '../fixtures/episodes.fixture.ts';
import { hangErrand, oilErrand } from '../fixtures/workshop.fixture.ts';
import { analyse, mine } from './index.ts';

const first: readonly Told[] = [
  ...times(12, (at) => oilErrand({ vain: 2 + (at % 3) })),
  ...times(10, (at) => oilErrand({ vain: 2 + (at % 3), full: false })),
  ...times(6, () => hangErrand()),
];
const later = times(4, () => oilErrand({ source: 'later' }));

interface Options {
  readonly changes?: readonly Change[];
  readonly settings?: Settings;
  /** Sequence number of the event that brought the source `later`; decisions are numbered from 10. */
  readonly laterAt?: number;
}

async function derive(told: readonly Told[], { changes = [], settings = defaultSettings, laterAt = 2 }: Options = {}) {
  const trajectories = episodes(told);
  const mined = await mine({ analyses: trajectories.map(analyse), settings, embed: embedWords });
  const sources = sourcesOf(trajectories).map((source) => ({ source, seq: source.id === 'later' ? laterAt : 1 }));
  const decisions = changes.map((change, at): JournalEvent => ({
    seq: 10 + at,
    at: '2026-01-02T03:04:05.678Z',
    cause: 'person',
    change,
    previous: '',
    hash: '',
  }));
  return mined.derive({ sources, decisions, settings });
}

const oil = ({ procedures }: Derived) => procedures.find(({ body }) => body.goal.startsWith('oil'))!;
const proposalOf = (state: Derived) => state.proposals.find(({ targetId }) => targetId === oil(state).id)!;
const approve = ({ id, targetId, baseRevision, after }: Proposal): Change => ({
  kind: 'proposal-approved',
  proposalId: id,
  itemId: targetId,
  baseRevision,
  body: after,
});
const edit = (state: Derived, body: ProcedureBody): Change => ({
  kind: 'procedure-edited',
  itemId: oil(state).id,
  baseRevision: oil(state).revision,
  body,
});

let state: Derived;
beforeAll(async () => {
  state = await derive(first);
});

describe('D1: the state is a function of trajectories, decisions and settings', () => {
  it('the order in which analyses come makes no difference', async () => {
    const trajectories = episodes(first);
    const settings = defaultSettings;
    const mined = await mine({ analyses: trajectories.map(analyse).toReversed(), settings, embed: embedWords });
    const sources = sourcesOf(trajectories).map((source) => ({ source, seq: 1 }));
    expect(JSON.stringify(mined.derive({ sources, decisions: [], settings }))).toBe(JSON.stringify(state));
  });

  it('lists are in id order', () => {
    for (const list of [state.procedures, state.metaProcedures, state.segments, state.evidence, state.proposals]) {
      const ids = list.map(({ id }) => id);
      expect(ids).toEqual(ids.toSorted((a, b) => (a < b ? -1 : 1)));
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('the posterior of every item is the prior of its live revision and the evidence of that revision', () => {
    for (const { id, revision, posterior } of state.procedures) {
      const rows = state.evidence.filter((row) => row.itemId === id && row.revision === revision);
      expect(posterior.alpha).toBe(1 + rows.filter(({ outcome }) => outcome === 'success').length);
      expect(posterior.beta).toBe(1 + rows.filter(({ outcome }) => outcome === 'failure').length);
    }
  });

  it('no episode at all is an empty state', async () => {
    const empty = await derive([]);
    expect(empty).toMatchObject({ procedures: [], metaProcedures: [], segments: [], evidence: [], proposals: [] });
  });

  it('a cancelled build ends with what cancelled it', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    const analyses = episodes(first).map(analyse);
    await expect(mine({ analyses, settings: defaultSettings, embed: embedWords, signal })).rejects.toThrow('enough');
  });
});

describe('D2: decisions', () => {
  it('an approved body is live, and its proposal is no longer pending', async () => {
    const after = await derive(first, { changes: [approve(proposalOf(state))] });
    expect(oil(after).body).toEqual(proposalOf(state).after);
    expect(oil(after).revision).not.toBe(oil(state).revision);
    expect(after.proposals.find(({ id }) => id === proposalOf(state).id)).toMatchObject({
      status: 'approved',
      decidedBy: 10,
    });
    expect(after.revisions[oil(state).id]?.map(({ origin }) => origin)).toEqual(['mined', 'refined']);
  });

  it('an edit back to the first body is a new revision, and old evidence does not count again (P10)', async () => {
    const there = edit(state, { ...oil(state).body, goal: 'another goal' });
    const back = edit(state, oil(state).body);
    const after = await derive(first, { changes: [there, back] });
    expect(oil(after).body).toEqual(oil(state).body);
    expect(oil(after).revision).not.toBe(oil(state).revision);
    expect(oil(after).posterior.n).toBe(0);
  });

  it('counts for an approved revision only what was done where its new precondition held (E3)', async () => {
    const better = times(5, () => oilErrand({ source: 'later' }));
    const worse = times(5, () => oilErrand({ source: 'later', full: false }));
    const approved = approve(proposalOf(state));
    const after = await derive([...first, ...better, ...worse], { changes: [approved], laterAt: 20 });
    const { posterior } = oil(after);
    const own = after.evidence.filter(
      ({ itemId, revision }) => itemId === oil(after).id && revision === oil(after).revision,
    );
    expect(own.map(({ outcome }) => outcome)).toEqual(times(5, () => 'success'));
    expect(posterior.n).toBe(5);
  });

  it('and stays live when the corpus grows', async () => {
    const after = await derive([...first, ...later], { changes: [approve(proposalOf(state))], laterAt: 20 });
    expect(oil(after).body).toEqual(proposalOf(state).after);
  });

  it('a proposal for a procedure that was deleted is stale, and pending again once it is restored', async () => {
    const { id } = oil(state);
    const gone: Change = { kind: 'item-deleted', itemId: id };
    const after = await derive(first, { changes: [gone] });
    expect(after.proposals.find(({ targetId }) => targetId === id)?.status).toBe('stale');
    const back = await derive(first, { changes: [gone, { kind: 'item-restored', itemId: id }] });
    expect(back.proposals.find(({ targetId }) => targetId === id)?.status).toBe('pending');
  });

  it('a proposal that was made for a revision that an edit replaced is stale', async () => {
    const body = { ...oil(state).body, goal: 'oil it well' };
    const after = await derive(first, { changes: [edit(state, body)] });
    const old = after.proposals.find(({ id }) => id === proposalOf(state).id);
    expect(old?.status).toBe('stale');
    expect(after.procedures.some(({ body: { goal } }) => goal === 'oil it well')).toBe(true);
  });

  it('a decision about what is not there changes nothing', async () => {
    const changes: readonly Change[] = [{ kind: 'item-deleted', itemId: 'p-0' }];
    expect(await derive(first, { changes })).toEqual(state);
  });

  it('pinned, deleted and restored', async () => {
    const itemId = oil(state).id;
    const status = async (changes: readonly Change[]) => {
      const { status: now, pinned } = oil(await derive(first, { changes }));
      return [now, pinned];
    };
    expect(await status([{ kind: 'item-pinned', itemId, pinned: true }])).toEqual(['live', true]);
    expect(await status([{ kind: 'item-deleted', itemId }])).toEqual(['deleted', false]);
    expect(
      await status([
        { kind: 'item-deleted', itemId },
        { kind: 'item-restored', itemId },
      ]),
    ).toEqual(['live', false]);
  });
});

describe('R4: a rejection', () => {
  it('holds for the same content on a later revision', async () => {
    const { id, targetId } = proposalOf(state);
    const rejected: Change = { kind: 'proposal-rejected', proposalId: id, itemId: targetId, reason: 'We know.' };
    const after = await derive(first, { changes: [rejected] });
    expect(proposalOf(after)).toMatchObject({ status: 'rejected', reason: 'We know.', decidedBy: 10 });
    const body = { ...oil(state).body, slots: oil(state).body.slots.map((slot) => ({ ...slot, type: 'thing' })) };
    const edited = await derive(first, { changes: [rejected, edit(state, body)] });
    expect(edited.proposals.filter(({ status }) => status === 'pending').map(({ targetId: of }) => of)).not.toContain(
      targetId,
    );
  });
});

describe('E3: a row counts for the revision that was live when its source came', () => {
  it("a new revision starts at its parent's mean with `refinedPseudoCounts` and no rows", async () => {
    const parent = oil(state).posterior;
    const { posterior } = oil(await derive(first, { changes: [approve(proposalOf(state))] }));
    const mean = parent.alpha / (parent.alpha + parent.beta);
    expect(posterior.alpha).toBeCloseTo(4 * mean, 12);
    expect(posterior.beta).toBeCloseTo(4 * (1 - mean), 12);
  });

  it('episodes that come later are its evidence', async () => {
    const changes = [approve(proposalOf(state))];
    const before = oil(await derive([...first, ...later], { changes, laterAt: 2 }));
    const after = oil(await derive([...first, ...later], { changes, laterAt: 20 }));
    expect(before.posterior.alpha + before.posterior.beta).toBeCloseTo(4, 12);
    expect(after.posterior.alpha + after.posterior.beta).toBeCloseTo(4 + later.length, 12);
  });
});
