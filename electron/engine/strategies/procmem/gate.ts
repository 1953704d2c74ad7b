import { createRandom } from '../../../../shared/numeric/index.ts';

/**
 * One recorded step under a scorer. `logRatio` = ln pi(a|s,w') - ln pi(a|s,w); `advantage` is that of the step, by the
 * form in which it was worked out.
 */
export interface GateStep {
  readonly episode: string;
  readonly logRatio: number;
  readonly advantage: number;
}

/** How steps are averaged: `paper` within, then over episodes; `code` over all steps at once. Rule M12. */
export type GateForm = 'paper' | 'code';

export interface GateOptions {
  readonly form: GateForm;
  /** Half-width of the clip, in (0, 1). */
  readonly epsilon: number;
  /** What dJ must exceed. */
  readonly margin: number;
  readonly seed: number;
}

export interface GateLine {
  readonly ratio: number;
  readonly clipped: number;
  /** Whether the clip holds the contribution back. */
  readonly isClipped: boolean;
  readonly contribution: number;
  readonly advantage: number;
  /** Share of the step in the mean; the weights of all steps add up to 1. */
  readonly weight: number;
}

export interface GateVerdict {
  readonly steps: number;
  readonly episodes: number;
  readonly lines: readonly GateLine[];
  /** Surrogate of the candidate, and of an edit that changes nothing: the mean advantage. */
  readonly surrogate: number;
  readonly identity: number;
  readonly difference: number;
  /** Lower end of the one-sided 95 % interval of the difference, episodes resampled. */
  readonly lower: number;
  /** The greatest surrogate and the greatest difference that any edit could reach on this batch. */
  readonly surrogateMax: number;
  readonly differenceMax: number;
  /** Whether any edit could pass: the greatest difference exceeds the margin. */
  readonly feasible: boolean;
  readonly accepted: boolean;
  /** What the paper's rule J > 0 would say. */
  readonly paperAccepts: boolean;
}

/** Log-ratios are held within this before they are raised to the power of e [S]. */
const clamp = 10;
const draws = 1000;

/** Ratio and contribution of a step: min(rho A, clip(rho, 1-eps, 1+eps) A) [S]. Rule M10. */
export function contributionOf({ logRatio, advantage }: GateStep, epsilon: number): Omit<GateLine, 'weight'> {
  const ratio = Math.exp(Math.min(clamp, Math.max(-clamp, logRatio)));
  const clipped = Math.min(1 + epsilon, Math.max(1 - epsilon, ratio));
  const contribution = Math.min(ratio * advantage, clipped * advantage);
  return { ratio, clipped, isClipped: contribution !== ratio * advantage, contribution, advantage };
}

/**
 * The gate [S, K]: accepts on the difference to an edit that changes nothing, not on J > 0, which such an edit passes whenever
 * the batch beat its baseline. O(steps + draws x episodes). Rules M10 to M14.
 */
export function judgeGate(steps: readonly GateStep[], options: GateOptions): GateVerdict {
  const { epsilon, margin, form } = options;
  const weights = weightsOf(steps, form);
  const lines = steps.map((step, at): GateLine => ({ ...contributionOf(step, epsilon), weight: weights[at] ?? 0 }));
  const mean = (valueOf: (step: GateStep, at: number) => number): number =>
    steps.reduce((sum, step, at) => sum + (weights[at] ?? 0) * valueOf(step, at), 0);
  const surrogate = mean((_, at) => lines[at]?.contribution ?? 0);
  const identity = mean(({ advantage }) => advantage);
  const gains = mean(({ advantage }) => Math.max(0, advantage));
  const losses = mean(({ advantage }) => Math.max(0, -advantage));
  const differenceMax = epsilon * (gains + losses);
  const lower = lowerBound(steps, lines, options);
  const feasible = steps.length > 0 && differenceMax > margin;
  return {
    steps: steps.length,
    episodes: new Set(steps.map(({ episode }) => episode)).size,
    lines,
    surrogate,
    identity,
    difference: surrogate - identity,
    lower,
    surrogateMax: (1 + epsilon) * gains - (1 - epsilon) * losses,
    differenceMax,
    feasible,
    accepted: feasible && lower > margin,
    paperAccepts: surrogate > 0,
  };
}

function weightsOf(steps: readonly GateStep[], form: GateForm): readonly number[] {
  if (form === 'code') return steps.map(() => 1 / steps.length);
  const lengths = new Map<string, number>();
  for (const { episode } of steps) lengths.set(episode, (lengths.get(episode) ?? 0) + 1);
  return steps.map(({ episode }) => 1 / (lengths.size * (lengths.get(episode) ?? 1)));
}

/** The 5 % quantile of the difference over resampled episodes; steps of one episode stay together. */
function lowerBound(steps: readonly GateStep[], lines: readonly GateLine[], { form, seed }: GateOptions): number {
  const clusters = [...Map.groupBy(steps.keys(), (at) => steps[at]?.episode ?? '').values()].map((own) => ({
    sum: own.reduce((sum, at) => sum + (lines[at]?.contribution ?? 0) - (steps[at]?.advantage ?? 0), 0),
    size: own.length,
  }));
  if (clusters.length === 0) return 0;
  const random = createRandom(seed);
  const drawn = Array.from({ length: draws }, () => {
    let [sum, size] = [0, 0];
    for (let left = clusters.length; left > 0; left -= 1) {
      const cluster = clusters[random.whole(clusters.length)] ?? { sum: 0, size: 1 };
      sum += form === 'code' ? cluster.sum : cluster.sum / cluster.size;
      size += form === 'code' ? cluster.size : 1;
    }
    return sum / size;
  });
  return drawn.sort((a, b) => a - b)[Math.floor(draws * 0.05)] ?? 0;
}

/**
 * Advantage of each step of an episode with return `value` in the batch's unit: `paper` G_t - b, the return being told at the
 * end; `code` (R - b)/T.
 */
export function advantageOf(
  form: GateForm,
  episode: { readonly value: number; readonly steps: number },
  baseline: number,
): number {
  const surplus = episode.value - baseline;
  return form === 'paper' ? surplus : surplus / Math.max(1, episode.steps);
}
