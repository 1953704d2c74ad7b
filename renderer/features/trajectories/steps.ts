import type { TrajectoryDetail } from '../../../shared/contract/index.ts';
import type { Action, Step } from '../../../shared/model/index.ts';

export type SpanOf = TrajectoryDetail['segments'][number];

/** The action as text: what was typed, or the tool's name with its arguments as JSON. */
export function actionText(action: Action): string {
  if (action.kind === 'text') return action.text;
  return Object.keys(action.arguments).length === 0
    ? action.name
    : `${action.name}\n${JSON.stringify(action.arguments, null, 2)}`;
}

/** Indices of the steps in which the text occurs, whatever its case. Empty for an empty search. */
export function findInSteps(steps: readonly Step[], search: string): readonly number[] {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return [];
  return steps.flatMap((step, index) => {
    const text = `${step.thought ?? ''}\n${actionText(step.action)}\n${step.observation}`.toLowerCase();
    return text.includes(wanted) ? [index] : [];
  });
}

/** For each step the span that it stands in, or null. */
export function spanOfSteps(steps: number, spans: readonly SpanOf[]): readonly (SpanOf | null)[] {
  const places: (SpanOf | null)[] = Array.from({ length: steps }, () => null);
  for (const span of spans) {
    const { from, to } = span.segment;
    for (let index = Math.max(0, from); index < Math.min(steps, to); index += 1) places[index] = span;
  }
  return places;
}

export const stepFilters = ['all', 'failed', 'succeeded', 'uncounted', 'outside'] as const;
export type StepFilter = (typeof stepFilters)[number];

/** Indices of the steps whose span counts as is wanted, or that stand in no span; null for all of them. */
export function filterSteps(spans: readonly (SpanOf | null)[], filter: StepFilter): readonly number[] | null {
  if (filter === 'all') return null;
  return spans.flatMap((span, index) => (isOfKind(span, filter) ? [index] : []));
}

function isOfKind(span: SpanOf | null, filter: Exclude<StepFilter, 'all'>): boolean {
  switch (filter) {
    case 'outside':
      return span === null;
    case 'uncounted':
      return span !== null && span.evidence === null;
    case 'failed':
      return span?.evidence?.outcome === 'failure';
    case 'succeeded':
      return span?.evidence?.outcome === 'success';
  }
}

/** First steps of the spans that count as failures, in order. */
export function failedStarts(spans: readonly SpanOf[]): readonly number[] {
  return spans
    .filter(({ evidence }) => evidence?.outcome === 'failure')
    .map(({ segment }) => segment.from)
    .toSorted((a, b) => a - b);
}

/** The place after (or before) `from` in an ascending list, going round; null for an empty list. */
export function turnTo(places: readonly number[], from: number, direction: 1 | -1): number | null {
  if (direction === 1) return places.find((place) => place > from) ?? places[0] ?? null;
  return places.findLast((place) => place < from) ?? places.at(-1) ?? null;
}
