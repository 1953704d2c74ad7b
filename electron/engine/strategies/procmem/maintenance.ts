import type { PoolReason } from '../../../../shared/model/index.ts';
import { lowerConfidence, newbornMaturity, type SkillStanding } from './selection.ts';

/** Below this bound a skill that was tried often enough goes, when the pool is over its capacity [S]. */
const dropBelow = -0.001;
const triedOften = 10;
/** Skills whose activations are this alike [S], and whose effects are the same [K], are one. */
export const duplicateCosine = 0.95;

export interface PoolMember extends SkillStanding {
  /** Round of its birth: first in, first out under `fifo`. */
  readonly born: number;
  readonly pinned: boolean;
  /** What it brings about; skills of different effect are never one. */
  readonly effect: string;
}

export interface Verdict {
  readonly id: string;
  readonly stays: boolean;
  readonly reason: PoolReason;
  readonly bound: number;
}

export interface MaintenanceOptions {
  readonly capacity: number;
  readonly by: 'score' | 'fifo';
  /** Cosine of two activations, in [-1, 1]. */
  readonly likeness: (first: string, second: string) => number;
}

/**
 * Who stays [S]: near-duplicates go in any case, the younger one; over capacity the worst ones go that are no newborns. What is pinned stays.
 * Under `fifo` (ablation) the oldest go, newborns too. One verdict a member, in id order. Rules M16, M17.
 */
export function maintain(pool: readonly PoolMember[], options: MaintenanceOptions): readonly Verdict[] {
  const t = Math.max(0, ...pool.map(({ maturity }) => maturity));
  const verdicts = new Map<string, Verdict>();
  const rule = (member: PoolMember, stays: boolean, reason: PoolReason): void => {
    verdicts.set(member.id, { id: member.id, stays, reason, bound: lowerConfidence(member, t) });
  };
  const kept: PoolMember[] = [];
  for (const member of pool.toSorted(byAge)) {
    const twin = kept.some(
      ({ id, effect }) => effect === member.effect && options.likeness(id, member.id) >= duplicateCosine,
    );
    if (twin && !member.pinned) rule(member, false, 'duplicate');
    else kept.push(member);
  }
  let over = kept.length - options.capacity;
  const order = options.by === 'fifo' ? kept : kept.toSorted((a, b) => rank(a, t) - rank(b, t) || byAge(a, b));
  for (const member of order) {
    const [stays, reason] = judge(member, { t, over, by: options.by });
    if (!stays) over -= 1;
    rule(member, stays, reason);
  }
  return [...verdicts.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

const byAge = (a: PoolMember, b: PoolMember): number => a.born - b.born || (a.id < b.id ? -1 : 1);

/** Proven ones by their bound, newborns behind them: they go last. */
function rank(member: PoolMember, t: number): number {
  return member.maturity < newbornMaturity ? Number.MAX_VALUE : lowerConfidence(member, t);
}

function judge(
  member: PoolMember,
  { t, over, by }: { readonly t: number; readonly over: number; readonly by: 'score' | 'fifo' },
): readonly [boolean, PoolReason] {
  if (member.pinned) return [true, 'pinned'];
  if (by === 'fifo') return over > 0 ? [false, 'oldest'] : [true, 'room'];
  if (member.maturity < newbornMaturity) return [true, 'newborn'];
  const bound = lowerConfidence(member, t);
  if (over <= 0) return bound > 0 ? [true, 'proven'] : [true, 'room'];
  return bound < dropBelow && member.frequency >= triedOften ? [false, 'bound'] : [false, 'no-room'];
}
