/** How often an entry was credited, and how many of those episodes succeeded. */
export interface Use {
  readonly hits: number;
  readonly success: number;
}

export interface DeletionRule {
  readonly hits: number;
  readonly rate: number;
}

/** The deletion rule of the released code [P]: hits >= 3 and success/hits < 0.5. Rule Q10. */
export function isUseless({ hits, success }: Use, rule: DeletionRule): boolean {
  return hits >= rule.hits && success / hits < rule.rate;
}

/** Which of the retrieved entries, best first, an episode counts for. Rule Q9. */
export function creditedOf(retrieved: readonly string[], credit: 'top-1' | 'shared'): readonly string[] {
  return credit === 'shared' ? retrieved : retrieved.slice(0, 1);
}

/** One more episode: each entry counts it once. An unknown outcome counts for nobody. */
export function credit(use: Use, outcome: 'success' | 'failure'): Use {
  return { hits: use.hits + 1, success: use.success + (outcome === 'success' ? 1 : 0) };
}
