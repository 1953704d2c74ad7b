import type { DescribedSpan } from '../../../shared/model/index.ts';
import type { ReasonerQuestion } from '../ports.ts';
import { clip, materialOf, type RecordedStep } from './material.ts';

/** An episode is shown whole, or not at all: who sees a part of it cannot cut it. */
export const mostSteps = 200;
const shown = 120;

export interface SegmentInput {
  readonly goal: string;
  readonly steps: readonly RecordedStep[];
  /** The spans of the rules, in order. */
  readonly byRules: readonly DescribedSpan[];
}

/** Asks for the sub-goals of an episode. An answer that leaves out more steps than it covers is none. */
export function segmentQuestion({ goal, steps, byRules }: SegmentInput): ReasonerQuestion<'segment'> {
  return {
    task: 'segment',
    material: materialOf({
      task: clip(goal),
      steps: steps.map(({ index, action, observation }) => ({
        index,
        action: clip(action, shown),
        told: clip(observation, shown),
      })),
      segmentsByRules: byRules,
    }),
    byRules: { segments: byRules, because: '' },
    fault: ({ segments }) => {
      const { moved } = coverSteps(segments, steps.length);
      if (segments.some(({ description }) => description === '')) return 'A segment has no description.';
      return moved * 2 <= steps.length
        ? null
        : `The segments do not cover the episode: ${moved} of its ${steps.length} steps, 0 to ${steps.length - 1}, are in none or in two.`;
    },
  };
}

/**
 * Segments made to cover the steps 0 to `steps` - 1, in order and without overlap, whatever was given (total). What is out of range is
 * cut off, what overlaps goes to the earlier, a gap goes to the segment before it. `moved`: steps that were in none, or in two.
 */
export function coverSteps(
  given: readonly DescribedSpan[],
  steps: number,
): { readonly segments: readonly DescribedSpan[]; readonly moved: number } {
  if (steps === 0) return { segments: [], moved: 0 };
  const kept: DescribedSpan[] = [];
  const claims = Array.from({ length: steps }, () => 0);
  let cursor = 0;
  for (const { from, to, description } of given.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    // A span of no steps is taken to mean its first.
    const end = Math.min(steps, Math.max(to, from + 1));
    for (let step = from; step < end; step += 1) claims[step] = (claims[step] ?? 0) + 1;
    const start = Math.max(from, cursor);
    if (start >= end) continue;
    kept.push({ from: start, to: end, description });
    cursor = end;
  }
  const moved = claims.filter((count) => count !== 1).length;
  if (kept.length === 0) return { segments: [{ from: 0, to: steps, description: '' }], moved };
  const segments = kept.map((span, at) => ({
    ...span,
    from: at === 0 ? 0 : span.from,
    to: kept[at + 1]?.from ?? steps,
  }));
  return { segments, moved };
}
