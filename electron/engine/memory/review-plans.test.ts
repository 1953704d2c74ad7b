import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Proposal } from '../../../shared/model/index.ts';
import { defaultPolicy } from '../../../shared/model/index.ts';
import { importInto, openTestMemory, tempFolder, writeEpisodes } from '../fixtures/memory.fixture.ts';
import { planUndo } from './decisions.ts';
import type { Memory } from './memory.ts';
import { applyPolicy, judge } from './policy.ts';
import { planApproval, planDeferral, planLock, planPolicy, planRejection, planReversion } from './review-plans.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let memory: Memory;
let first: string;

beforeEach(async () => {
  folder = await tempFolder();
  const episodes = await writeEpisodes(join(folder.path, 'episodes.jsonl'), { from: 0, to: 130 });
  memory = await openTestMemory(join(folder.path, 'm'));
  first = (await importInto(memory, [episodes])).stateHash;
});
afterEach(async () => {
  await memory.close();
  await folder.remove();
});

const proposals = (): readonly Proposal[] => memory.state.derived.proposals;
function pending(): Proposal {
  const proposal = proposals().find(({ status }) => status === 'pending');
  if (proposal === undefined) throw new Error('the sample has no proposal');
  return proposal;
}
const statusOf = (id: string): string | undefined => proposals().find((one) => one.id === id)?.status;

describe('the desk', () => {
  it('puts off, decides later, and takes each back [D3]', async () => {
    const { id } = pending();
    await memory.decide((state) => planDeferral(state, id));
    expect(statusOf(id)).toBe('deferred');
    expect(() => planDeferral(memory.state, id)).toThrow('put off already');
    await memory.decide((state) => planRejection(state, id, 'a coincidence'));
    expect(statusOf(id)).toBe('rejected');
    await memory.decide(planUndo);
    expect(statusOf(id)).toBe('deferred');
    expect((await memory.decide(planUndo)).stateHash).toBe(first);
  });

  it('approves with an edit, and says so [D3]', async () => {
    const { id, targetId, after } = pending();
    const body = { ...after, goal: `${after.goal}, with care` };
    await memory.decide((state) => planApproval(state, id, body));
    expect(statusOf(id)).toBe('edited');
    expect(memory.state.derived.procedures.find((one) => one.id === targetId)?.body).toEqual(body);
    expect((await memory.decide(planUndo)).stateHash).toBe(first);
    await memory.decide((state) => planApproval(state, id, after));
    expect(statusOf(id)).toBe('approved');
  });

  it('refuses an edit that leaves nothing of the proposal [D3]', () => {
    const { id, before } = pending();
    expect(() => planApproval(memory.state, id, before)).toThrow('leaves nothing');
    expect(() => planApproval(memory.state, id, { ...before, steps: [] })).toThrow('at least one step');
  });

  it('proposes nothing to a locked procedure until it is unlocked [D4]', async () => {
    const { id, targetId } = pending();
    await memory.decide((state) => planLock(state, targetId, true));
    expect(statusOf(id)).toBeUndefined();
    expect(() => planApproval(memory.state, id)).toThrow('There is no proposal');
    expect(() => planLock(memory.state, targetId, true)).toThrow('locked already');
    expect((await memory.decide((state) => planLock(state, targetId, false))).stateHash).toBe(first);
  });

  it('returns to an earlier revision by a new one [D5]', async () => {
    const { id, targetId, before } = pending();
    await memory.decide((state) => planApproval(state, id));
    const live = (): string => memory.state.derived.procedures.find((one) => one.id === targetId)?.revision ?? '';
    const [mined] = memory.state.derived.revisions[targetId] ?? [];
    const request = { id: targetId, baseRevision: live(), to: mined?.hash ?? '' };
    await memory.decide((state) => planReversion(state, request));
    const chain = memory.state.derived.revisions[targetId] ?? [];
    expect(chain.map(({ origin }) => origin)).toEqual(['mined', 'refined', 'reverted']);
    expect(chain.at(-1)?.body).toEqual(before);
    expect(live()).toBe(chain.at(-1)?.hash);
    expect(() => planReversion(memory.state, request)).toThrow('changed meanwhile');
  });

  it('tries decisions without making them [D6]', async () => {
    const refused: number[] = [];
    const { id } = pending();
    const plan = (state: typeof memory.state) => planApproval(state, id);
    const after = await memory.preview([plan, plan], (index) => refused.push(index));
    expect(after.stateHash).not.toBe(first);
    expect(refused).toEqual([1]);
    expect(memory.state.stateHash).toBe(first);
    expect((await memory.decide(plan)).stateHash).toBe(after.stateHash);
  });
});

describe('the policy', () => {
  const all = { ...defaultPolicy, enabled: true, approveFrom: 0.5, strongOnly: false, leastEpisodes: 0 };

  it('is off at first, and decides nothing then [I1]', async () => {
    expect(memory.state.folded.policy).toEqual(defaultPolicy);
    expect(defaultPolicy.enabled).toBe(false);
    expect(await applyPolicy(memory)).toBe(0);
  });

  it('says what it would do and why [I1]', () => {
    const proposal = { ...pending(), strong: true, probability: 0.98 };
    expect(judge(defaultPolicy, proposal)).toEqual({ decision: 'leave', because: 'probability' });
    expect(judge(defaultPolicy, { ...proposal, strong: false })).toEqual({ decision: 'leave', because: 'weak' });
    expect(judge({ ...all, leastEpisodes: 1e6 }, proposal)).toEqual({ decision: 'leave', because: 'episodes' });
    expect(judge(all, proposal)).toEqual({ decision: 'approve' });
    expect(judge({ ...all, rejectBelow: 1e12 }, { ...proposal, strong: false })).toEqual({
      decision: 'reject',
      because: 'e-value',
    });
  });

  it('decides by events of its own, and leaves to persons what was ever decided [I2]', async () => {
    const { id } = pending();
    await memory.decide((state) => planRejection(state, id, 'no'));
    await memory.decide(planUndo);
    await memory.decide((state) => planPolicy(state, all));
    const decided = await applyPolicy(memory);
    expect(decided).toBeGreaterThan(0);
    expect(statusOf(id)).toBe('pending');
    const events = memory.state.events.slice(-decided);
    expect(events.every(({ cause, change }) => cause === 'policy' && change.kind === 'proposal-approved')).toBe(true);
    await memory.decide(planUndo);
    expect(await applyPolicy(memory)).toBe(0);
  });
});
