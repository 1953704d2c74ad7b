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
}

/** Cuts episodes of one corpus. What two templates make of a gap is scored once. */
export function segmenter(
  settings: Settings,
  transitions: Transitions,
): (episode: Episode, goal: EpisodeGoal) => readonly Span[] {
  const score = gapScorer(settings, transitions);
  return (episode, goal) => segmentEpisode(episode, goal, { settings, transitions, score });
}

/**
 * Cuts one episode into segments. Each gap between two steps has a score with its reasons; a segment ends where the
 * score reaches the setting, except inside a loop, where the next step repeats what the segment already does.
 * The spans cover all steps, in order, without overlap.
 */
function segmentEpisode(
  episode: Episode,
  goal: EpisodeGoal,
  context: { readonly settings: Settings; readonly transitions: Transitions; readonly score: ScoreGap },
): readonly Span[] {
  const { steps } = episode;
  const spans: Span[] = [];
  let from = 0;
  steps.forEach((step, at) => {
    const next = steps[at + 1];
    const found = next ? findFresh(episode, at, goal) : null;
    const boundary = next ? context.score(step, next, found !== null) : endOf(step, context.transitions);
    if (boundary.score < context.settings.boundaryScore) return;
    const inLoop = next !== undefined && !boundary.reasons.some(isHard) && isIn(steps, { from, to: at + 1 }, next);
    if (inLoop) return;
    spans.push({ from, to: at + 1, reasons: boundary.reasons, found });
    from = at + 1;
  });
  return spans;
}

function isHard(reason: BoundaryReason): boolean {
  return reason === 'effect' || reason === 'found' || reason === 'refused' || reason === 'end';
}

/** Whether a step of the span has the template of the next one. */
function isIn(steps: Episode['steps'], { from, to }: Pick<Span, 'from' | 'to'>, next: CorpusStep): boolean {
  for (let at = from; at < to; at += 1) if (steps[at]?.template === next.template) return true;
  return false;
}

function endOf(step: CorpusStep, transitions: Transitions): Boundary {
  const completes = (transitions.milestone[step.template] ?? 0) >= completing;
  const reasons: BoundaryReason[] = completes ? [step.refused ? 'refused' : 'effect', 'end'] : ['end'];
  return { score: Infinity, reasons };
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

/** More than a corpus has; an action that the corpus does not know has a number beyond its own. */
const maxTemplates = 2 ** 20;

type ScoreGap = (step: CorpusStep, next: CorpusStep, isFound: boolean) => Boundary;

/** A gap is scored by the templates beside it and by few other things: a corpus has few different ones. */
function gapScorer(settings: Settings, transitions: Transitions): ScoreGap {
  const known = new Map<number, Boundary>();
  return (step, next, isFound) => {
    const shift = focusShift(step, next);
    const place = 6 * (2 * (step.template * maxTemplates + next.template) + (step.refused ? 1 : 0));
    const key = place + 2 * (2 * shift) + (isFound ? 1 : 0);
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = scoreGap(step, next, { settings, transitions, shift, isFound });
    known.set(key, made);
    return made;
  };
}

function scoreGap(
  step: CorpusStep,
  next: CorpusStep,
  context: {
    readonly settings: Settings;
    readonly transitions: Transitions;
    readonly shift: number;
    readonly isFound: boolean;
  },
): Boundary {
  const { settings, transitions, shift, isFound } = context;
  const milestone = transitions.milestone[step.template] ?? 0;
  const parts: [BoundaryReason, number][] = [];
  if (isFound) parts.push(['found', 1]);
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
  return { score: told.reduce((sum, [, score]) => sum + score, 0), reasons: told.map(([reason]) => reason) };
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
