import type { Truth } from '../../../shared/model/index.ts';
import type { Corpus, Episode } from '../abstraction/corpus.ts';
import type { GoalCategories } from '../abstraction/goals.ts';
import type { Transitions } from '../segmentation/transitions.ts';
import { completing, type Span } from '../segmentation/segment.ts';
import { valuesIn } from '../abstraction/facts.ts';
import { kindOf } from '../abstraction/values.ts';

/** A segment with what it is an attempt at: `effect` of its last action, or to have something `found`. */
export interface Attempt {
  readonly episode: number;
  /** Position among the segments of its episode. */
  readonly position: number;
  readonly span: Span;
  /** Attempts with one key are executions of one procedure; null where it cannot be told. */
  readonly key: string | null;
  readonly aim: 'effect' | 'found';
  /** Values of the arguments that the procedure is about, in the order of its defining template. */
  readonly primary: readonly string[];
  readonly refused: boolean;
  readonly last: boolean;
}

/** An attempt with whether Phi was reached, and what held before it; `patterns` index the procedure's pattern list. */
export interface Execution extends Attempt {
  readonly phi: Truth;
  readonly patterns: readonly number[];
  readonly bindings: Readonly<Record<string, string>>;
}

/** Tells of every segment what it attempts. */
export function findAttempts(
  corpus: Corpus,
  categories: GoalCategories,
  { spans, transitions }: { readonly spans: readonly (readonly Span[])[]; readonly transitions: Transitions },
): readonly Attempt[] {
  return corpus.episodes.flatMap((episode, index) => {
    const goal = categories.goals[index]?.values ?? [];
    const own = spans[index] ?? [];
    return own.map((span, position) => {
      const { key, aim, primary, refused } = aimOf(episode, span, { corpus, transitions, goal });
      return { episode: index, position, span, key, aim, primary, refused, last: position === own.length - 1 };
    });
  });
}

type Aim = Pick<Attempt, 'key' | 'aim' | 'primary' | 'refused'>;

function aimOf(
  episode: Episode,
  span: Span,
  context: { readonly corpus: Corpus; readonly transitions: Transitions; readonly goal: readonly string[] },
): Aim {
  const { corpus, transitions, goal } = context;
  const last = episode.steps[span.to - 1];
  if (last === undefined || span.to <= span.from) return { key: null, aim: 'effect', primary: [], refused: false };
  const completes = (transitions.milestone[last.template] ?? 0) >= completing;
  if (span.found === null && (completes || !span.reasons.includes('end'))) {
    const key = `effect:${corpus.templates[last.template]?.text ?? ''}`;
    return { key, aim: 'effect', primary: last.args.map((value) => value.text), refused: last.refused };
  }
  const templates = episode.steps.slice(span.from, span.to).map((step) => step.template);
  const searching = searchTemplate(templates, corpus);
  const search = `found:${corpus.templates[searching]?.text ?? ''}`;
  if (span.found !== null) return { key: search, aim: 'found', primary: [span.found], refused: false };
  const loops = templates.filter((template) => template === searching).length >= 2;
  const key = loops && searchesFor(goal, episode) ? search : null;
  return { key, aim: 'found', primary: [], refused: last.refused };
}

/** The template of a search is the one that the corpus uses most among those of the segment. */
function searchTemplate(templates: readonly number[], corpus: Corpus): number {
  const count = (template: number): number => corpus.templates[template]?.count ?? 0;
  return templates.reduce((best, template) => (count(template) > count(best) ? template : best), templates[0] ?? 0);
}

/** The goal names something, and nothing of that kind was in sight before the end: the segment looked for it in vain. */
function searchesFor([wanted]: readonly string[], { steps }: Episode): boolean {
  const isOfKind = (value: string): boolean => wanted === kindOf(value) && value !== wanted;
  return wanted !== undefined && !steps.some(({ facts }) => valuesIn(facts).values().some(isOfKind));
}
