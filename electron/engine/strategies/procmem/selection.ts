/** What selection and maintenance look at of a skill. */
export interface SkillStanding {
  readonly id: string;
  /** Invocations so far. */
  readonly frequency: number;
  /** Mean over invocations of the return above the running baseline. */
  readonly gain: number;
  /** Rounds in the pool. */
  readonly maturity: number;
}

export const newbornMaturity = 3;
const bonus = 0.2;

/** LCB = gain - 0.2 sqrt(ln(1+t)/max(n,1)) [S]; t the largest maturity in the pool. Rule M3. */
export function lowerConfidence(skill: Pick<SkillStanding, 'gain' | 'frequency'>, largestMaturity: number): number {
  return skill.gain - bonus * Math.sqrt(Math.log1p(largestMaturity) / Math.max(1, skill.frequency));
}

export interface Suited extends SkillStanding {
  /** Cosine of the state to the activation. */
  readonly similarity: number;
}

export interface SkillChoice {
  readonly id: string | null;
  readonly reason: 'nearest' | 'bound' | 'nothing-near' | 'nothing-proven' | 'empty';
}

/** The skill to follow in a state, or none: below `least` no activation is near enough [S]. Rules M2, M3. */
export function selectSkill(
  pool: readonly Suited[],
  { by, least }: { readonly by: 'cosine' | 'lcb'; readonly least: number },
): SkillChoice {
  if (pool.length === 0) return { id: null, reason: 'empty' };
  const near = pool.filter(({ similarity }) => similarity >= least);
  if (near.length === 0) return { id: null, reason: 'nothing-near' };
  if (by === 'cosine') return { id: first(near, ({ similarity }) => similarity), reason: 'nearest' };
  const t = Math.max(...pool.map(({ maturity }) => maturity));
  const proven = near.filter((skill) => skill.maturity < newbornMaturity || lowerConfidence(skill, t) > 0);
  if (proven.length === 0) return { id: null, reason: 'nothing-proven' };
  return { id: first(proven, (skill) => lowerConfidence(skill, t)), reason: 'bound' };
}

function first(pool: readonly Suited[], valueOf: (skill: Suited) => number): string | null {
  return pool.toSorted((a, b) => valueOf(b) - valueOf(a) || (a.id < b.id ? -1 : 1))[0]?.id ?? null;
}
