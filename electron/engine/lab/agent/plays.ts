import type { Derived, Segment } from '../../../../shared/model/index.ts';
import type { Corpus, Episode } from '../../abstraction/corpus.ts';
import type { Skill } from './skills.ts';

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
  /** Its goal with `{0}`, `{1}`, ... for what it names. */
  readonly wording: string;
  /** Kinds and values that the goal names, in order. */
  readonly values: readonly string[];
  readonly course: readonly Played[];
}

/** A goal as its wording, and the kinds and values that it names, in order. */
export type ReadGoal = (goal: string) => { readonly template: string; readonly values: readonly string[] };

export interface PlaySources {
  readonly corpus: Corpus;
  readonly readGoal: ReadGoal;
  readonly derived: Derived;
  /** Predicates that list things at a place. */
  readonly lists: ReadonlySet<string>;
  /** Whether a command of this template does something by itself, and does not only lead somewhere or show something. */
  readonly isDeed: (template: number) => boolean;
  readonly skills: ReadonlyMap<string, Skill>;
}

/** Courses of all episodes, in id order; executions of one procedure on the same things in a row are one. */
export function readPlays(sources: PlaySources): readonly Play[] {
  const { corpus, derived, readGoal } = sources;
  const own = Map.groupBy(derived.segments, ({ trajectoryId }) => trajectoryId);
  return corpus.episodes.map((episode) => {
    const { template, values } = readGoal(episode.goal);
    const segments = (own.get(episode.trajectoryId) ?? []).toSorted((a, b) => a.from - b.from);
    return { episode, wording: template, values, course: courseOf(segments, episode, sources) };
  });
}

function courseOf(
  segments: readonly Segment[],
  episode: Episode,
  { lists, skills, isDeed }: PlaySources,
): readonly Played[] {
  const course: Played[] = [];
  const listed = new Map<string, string>();
  let told = 0;
  const add = (played: Omit<Played, 'located'>): void => {
    for (; told < played.to - 1; told += 1) {
      for (const { predicate, args } of episode.steps[told]?.facts ?? []) {
        const [place, thing] = args;
        if (lists.has(predicate) && place !== undefined && thing !== undefined) listed.set(thing, place);
      }
    }
    const last = course.at(-1);
    if (last?.procedureId === played.procedureId && sameBindings(last.bindings, played.bindings)) {
      course[course.length - 1] = { ...last, to: played.to };
      return;
    }
    const located = Object.entries(played.bindings).flatMap(([slot, value]) => {
      const place = listed.get(value);
      return place === undefined ? [] : [[slot, place] as const];
    });
    course.push({ ...played, located: Object.fromEntries(located) });
  };
  const last = episode.steps.length - 1;
  for (const { procedureId, from, to, bindings } of segments) {
    const skill = procedureId === null ? undefined : skills.get(procedureId);
    const deeds = episode.steps.flatMap((step, at) => {
      const isWin = at === last && episode.outcome === 'success';
      return at >= from && at < to && !step.refused && (isWin || isDeed(step.template)) ? [at] : [];
    });
    if (skill !== undefined && covers(skill, episode, deeds)) {
      if (episode.steps[to - 1]?.refused !== false) continue;
      const all = skill.sought === null ? completed(bindings, skill, episode.steps.slice(from, to)) : bindings;
      add({ procedureId: skill.id, from, to, bindings: all });
      continue;
    }
    // What is part of no procedure yet, or is more than the procedure does, was still done: each command stands for itself.
    for (const at of deeds) {
      const step = episode.steps[at];
      if (step === undefined) continue;
      const values = Object.fromEntries(step.args.map(({ text }, slot) => [argumentSlot(slot), text]));
      add({ procedureId: actId(step.template), from: at, to: at + 1, bindings: values });
    }
  }
  return course;
}

/** Whether a procedure does all that was done, in whatever order: in which order it is done is for its body to say. */
function covers({ acts, sought }: Skill, { steps }: Episode, deeds: readonly number[]): boolean {
  if (sought !== null) return deeds.length === 0;
  const left = acts.map(({ template }) => template);
  return deeds.every((at) => {
    const found = left.indexOf(steps[at]?.template ?? -1);
    if (found >= 0) left.splice(found, 1);
    return found >= 0;
  });
}

/** Bindings with the slots that the steps alone say. */
function completed(bindings: Played['bindings'], { acts }: Skill, steps: Episode['steps']): Played['bindings'] {
  const all: Record<string, string> = { ...bindings };
  let next = 0;
  for (const { template, slots } of acts) {
    const isOne = (step: Episode['steps'][number]): boolean => !step.refused && step.template === template;
    const later = steps.findIndex((step, index) => index >= next && isOne(step));
    const at = later < 0 ? steps.findIndex(isOne) : later;
    if (at < 0) continue;
    next = at + 1;
    slots.forEach((slot, index) => {
      all[slot] ??= steps[at]?.args[index]?.text ?? '';
    });
  }
  return all;
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
