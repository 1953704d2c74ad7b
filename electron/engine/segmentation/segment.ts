import type { Settings } from '../../../shared/model/index.ts';
import type { CorpusStep, Episode } from '../abstraction/corpus.ts';
import type { EpisodeGoal } from '../abstraction/goals.ts';
import { valuesIn } from '../abstraction/facts.ts';
import type { Transitions } from './transitions.ts';

/**
 * Why a segment ends after a step: `effect` something was completed, `refused` the attempt to complete it was
 * refused, `found` what the goal asks for came into sight, `focus`/`entropy` the next step is about something else,
 * `end` the episode ends.
 */
export type BoundaryReason = 'effect' | 'refused' | 'found' | 'focus' | 'entropy' | 'end';

export interface Span {
  /** Steps [from, to). */
  readonly from: number;
  readonly to: number;
  /** Strongest first. */
  readonly reasons: readonly BoundaryReason[];
  /** The entity that came into sight, when the reason is `found`. */
  readonly found: string | null;
}

/** From this milestone score on, a template completes something. */
export const completing = 0.5;

interface Boundary {
  readonly score: number;
  readonly reasons: readonly BoundaryReason[];
  readonly found: string | null;
}

/**
 * Cuts one episode into segments. Each gap between two steps has a score with its reasons; a segment ends where the
 * score reaches the setting, except inside a loop, where the next step repeats what the segment already does.
 * The spans cover all steps, in order, without overlap.
 */
export function segmentEpisode(
  episode: Episode,
  goal: EpisodeGoal,
  { settings, transitions }: { readonly settings: Settings; readonly transitions: Transitions },
): readonly Span[] {
  const spans: Span[] = [];
  let from = 0;
  let inSegment = new Set<number>();
  episode.steps.forEach((step, at) => {
    const next = episode.steps[at + 1];
    inSegment.add(step.template);
    const fresh = next ? findFresh(episode, at, goal) : null;
    const boundary = next ? scoreGap(step, next, { settings, transitions, fresh }) : endOf(step, transitions);
    const hard = boundary.reasons.some(
      (reason) => reason === 'effect' || reason === 'found' || reason === 'refused' || reason === 'end',
    );
    const inLoop = next !== undefined && inSegment.has(next.template) && !hard;
    if (boundary.score < settings.boundaryScore || inLoop) return;
    spans.push({ from, to: at + 1, reasons: boundary.reasons, found: boundary.found });
    from = at + 1;
    inSegment = new Set();
  });
  return spans;
}

function endOf(step: CorpusStep, transitions: Transitions): Boundary {
  const completes = (transitions.milestone[step.template] ?? 0) >= completing;
  const reasons: BoundaryReason[] = completes ? [step.refused ? 'refused' : 'effect', 'end'] : ['end'];
  return { score: Infinity, reasons, found: null };
}

/** What a step brought into sight for the first time, that the goal asks for and the next step uses. */
function findFresh({ context, steps }: Episode, at: number, goal: EpisodeGoal): string | null {
  for (const { sort, kind, text } of steps[at + 1]?.args ?? []) {
    if (sort !== 'entity' || !goal.values.includes(kind)) continue;
    if (!valuesIn(steps[at]?.facts ?? []).has(text) || valuesIn(context).has(text)) continue;
    if (!isNamedBefore(steps, at, text)) return text;
  }
  return null;
}

/** Whether a step before this one named the thing. */
function isNamedBefore(steps: Episode['steps'], at: number, text: string): boolean {
  for (let before = 0; before < at; before += 1) if (valuesIn(steps[before]?.facts ?? []).has(text)) return true;
  return false;
}

function scoreGap(
  step: CorpusStep,
  next: CorpusStep,
  context: { readonly settings: Settings; readonly transitions: Transitions; readonly fresh: string | null },
): Boundary {
  const { settings, transitions, fresh } = context;
  const milestone = transitions.milestone[step.template] ?? 0;
  const shift = focusShift(step, next);
  const parts: [BoundaryReason, number][] = [];
  if (fresh !== null) parts.push(['found', 1]);
  if (step.refused) {
    if (milestone >= completing && next.template !== step.template) parts.push(['refused', 1]);
  } else if (milestone >= completing) {
    // What always stands together and works on the same things is one sub-goal, however often it completes something.
    const together = transitions.glue(step.template, next.template) * (1 - shift);
    parts.push(['effect', settings.weightEffect * milestone * (1 - together)]);
  }
  parts.push(['focus', settings.weightFocus * shift]);
  parts.push(['entropy', settings.weightEntropy * (transitions.entropy[step.template] ?? 0)]);
  const told = parts.filter(([, score]) => score > 0).sort((a, b) => b[1] - a[1]);
  return {
    score: told.reduce((sum, [, score]) => sum + score, 0),
    reasons: told.map(([reason]) => reason),
    found: fresh,
  };
}

/**
 * 0 when the next step uses what this one named or what it brought to light, 1 when it does not. A next step that names
 * nothing is taken to be about something else.
 */
function focusShift(step: CorpusStep, next: CorpusStep): number {
  if (step.args.length === 0) return next.args.length === 0 ? 0 : 0.5;
  const isKnown = (text: string): boolean =>
    step.args.some((value) => value.text === text) || valuesIn(step.facts).has(text);
  return next.args.some(({ text }) => text !== '' && isKnown(text)) ? 0 : 1;
}
