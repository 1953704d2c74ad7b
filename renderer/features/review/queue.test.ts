import { describe, expect, it } from 'vitest';
import type { Proposal, ProposalStatus } from '../../../shared/model/index.ts';
import { countByState, isSamePlace, neighbourOf, queueOf } from './queue.ts';

const body = { goal: 'g', slots: [], preconditions: [], steps: [], postconditions: [] };
const proposal = (id: string, status: ProposalStatus, { strong = false, probability = 0.9 } = {}): Proposal => ({
  id,
  kind: 'refine',
  targetId: 'p',
  baseRevision: 'r',
  status,
  title: id,
  before: body,
  after: body,
  contrasts: [],
  strong,
  probability,
  reason: null,
  decidedBy: null,
});

const none: ReadonlySet<string> = new Set();
const nothing = { pending: 0, deferred: 0, quarantined: 0, approved: 0, edited: 0, rejected: 0, stale: 0 };

describe('queueOf', () => {
  it('keeps apart what the scanner holds back, as long as it is open', () => {
    const all = [proposal('a', 'pending'), proposal('b', 'deferred'), proposal('c', 'approved')];
    const held = new Set(['b', 'c']);
    expect(queueOf(all, 'quarantined', held).map(({ id }) => id)).toEqual(['b']);
    expect(queueOf(all, 'deferred', held)).toEqual([]);
    expect(countByState(all, held)).toEqual({ ...nothing, pending: 1, quarantined: 1, approved: 1 });
  });

  it('puts strong ones first, then the more probable, then by id', () => {
    const all = [
      proposal('d', 'pending', { probability: 0.99 }),
      proposal('c', 'pending', { strong: true }),
      proposal('b', 'pending', { strong: true, probability: 0.97 }),
      proposal('a', 'pending', { strong: true }),
      proposal('e', 'approved', { strong: true }),
    ];
    expect(queueOf(all, 'pending', none).map(({ id }) => id)).toEqual(['b', 'a', 'c', 'd']);
    expect(countByState(all, none)).toEqual({ ...nothing, pending: 4, approved: 1 });
  });
});

describe('neighbourOf', () => {
  const queue = ['a', 'b', 'c'].map((id) => proposal(id, 'pending'));

  it('goes on to the next one, and back at the end', () => {
    expect(neighbourOf(queue, 'a')).toBe('b');
    expect(neighbourOf(queue, 'c')).toBe('b');
  });

  it('starts at the first one when the place is lost', () => {
    expect(neighbourOf(queue, 'gone')).toBe('a');
    expect(neighbourOf([], 'a')).toBeNull();
    expect(neighbourOf([proposal('a', 'pending')], 'a')).toBeNull();
  });
});

describe('isSamePlace', () => {
  const place = { view: 'review', id: null, params: { item: 'a', state: 'deferred' } } as const;

  it('is the same item of the same queue, however its difference is laid out', () => {
    expect(isSamePlace(place, { ...place, params: { ...place.params, diff: 'split' } })).toBe(true);
  });

  it('is another with another item, queue, view or deep link', () => {
    expect(isSamePlace(place, { ...place, params: { item: 'b', state: 'deferred' } })).toBe(false);
    expect(isSamePlace(place, { ...place, params: { item: 'a' } })).toBe(false);
    expect(isSamePlace(place, { ...place, view: 'library' })).toBe(false);
    expect(isSamePlace(place, { ...place, id: 'a' })).toBe(false);
  });
});
