import type { Derived, Segment } from '../../../../shared/model/index.ts';
import type { Corpus, Episode } from '../../abstraction/corpus.ts';
import { goalReader, type GoalCategories } from '../../abstraction/goals.ts';

/** One procedure in the course of an episode, with what its slots were bound to. */
export interface Played {
  readonly procedureId: string;
  readonly from: number;
  readonly to: number;
  readonly bindings: Readonly<Record<string, string>>;
  /** By slot: where what it is bound to was listed last, before the last step. */
  readonly located: Readonly<Record<string, string>>;
}

/** How one episode went, as procedures in order. */
export interface Play {
  readonly episode: Episode;
  readonly category: number;
  /** Kinds and values that the goal names, in order. */
  readonly values: readonly string[];
  readonly course: readonly Played[];
}

export interface PlaySources {
  readonly corpus: Corpus;
  readonly categories: GoalCategories;
  readonly derived: Derived;
  /** Predicates that list things at a place. */
  readonly lists: ReadonlySet<string>;
}

/** Courses of all episodes, in id order; executions of one procedure on the same things in a row are one. */
export function readPlays({ corpus, categories, derived, lists }: PlaySources): readonly Play[] {
  const live = new Set(derived.procedures.filter(({ status }) => status === 'live').map(({ id }) => id));
  const own = Map.groupBy(derived.segments, ({ trajectoryId }) => trajectoryId);
  const readGoal = goalReader(corpus);
  return corpus.episodes.map((episode, index) => {
    const { template, values } = readGoal(episode.goal);
    const worded = categories.wordings.findIndex((wordings) => wordings.includes(template));
    const segments = (own.get(episode.trajectoryId) ?? []).toSorted((a, b) => a.from - b.from);
    return {
      episode,
      category: worded < 0 ? (categories.goals[index]?.category ?? 0) : worded,
      values,
      course: courseOf(segments, episode, { live, lists }),
    };
  });
}

function courseOf(
  segments: readonly Segment[],
  episode: Episode,
  { live, lists }: { readonly live: ReadonlySet<string>; readonly lists: ReadonlySet<string> },
): readonly Played[] {
  const course: Played[] = [];
  const listed = new Map<string, string>();
  let told = 0;
  for (const { procedureId, from, to, bindings: bound } of segments) {
    for (; told < to - 1; told += 1) {
      for (const { predicate, args } of episode.steps[told]?.facts ?? []) {
        const [place, thing] = args;
        if (lists.has(predicate) && place !== undefined && thing !== undefined) listed.set(thing, place);
      }
    }
    const step = episode.steps[to - 1];
    if (step === undefined || step.refused) continue;
    const known = procedureId !== null && live.has(procedureId);
    // What is part of no procedure yet was still done: the command that ended it stands for it, unless it only led somewhere.
    if (!known && step.args.length < 2) continue;
    const id = known ? procedureId : actId(step.template);
    const bindings = known ? bound : Object.fromEntries(step.args.map(({ text }, at) => [argumentSlot(at), text]));
    const last = course.at(-1);
    const isAgain = last?.procedureId === id && sameBindings(last.bindings, bindings);
    const located = Object.fromEntries(
      Object.entries(bindings).flatMap(([slot, value]) => {
        const place = listed.get(value);
        return place === undefined ? [] : [[slot, place]];
      }),
    );
    if (isAgain) course[course.length - 1] = { ...last, to };
    else course.push({ procedureId: id, from, to, bindings, located });
  }
  return course;
}

/** What a lone command is called where a procedure would stand. */
export function actId(template: number): string {
  return `act:${template}`;
}

export function argumentSlot(at: number): string {
  return `argument ${at + 1}`;
}

function sameBindings(a: Played['bindings'], b: Played['bindings']): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
