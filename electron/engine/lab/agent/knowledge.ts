import type { Derived } from '../../../../shared/model/index.ts';
import { buildCorpus, type Corpus } from '../../abstraction/corpus.ts';
import { wordingReader } from '../../abstraction/goals.ts';
import { isEntity, kindOf } from '../../abstraction/values.ts';
import { learnPredicates, type PredicateModel } from '../../conditions/predicates.ts';
import type { AnalysisRow } from '../../ports.ts';
import { type Closings, learnClosings } from './closings.ts';
import { type Habits, learnHabits } from './habits.ts';
import { readLists } from './lists.ts';
import { type RefusalReader, refusalReader, withRefusals } from './refusals.ts';
import { learnPlaces, type PlaceModel } from './places.ts';
import { type Play, type ReadGoal, readPlays } from './plays.ts';
import { loneAct, readSkill, type Skill } from './skills.ts';
import { executionsOf } from './surface-skills.ts';

/** What an actor takes from a memory, beside the ranking: made once for a state. */
export interface Knowledge {
  readonly corpus: Corpus;
  readonly skills: ReadonlyMap<string, Skill>;
  /** What things are looked for with: the search that was done most often; null where none is known. */
  readonly search: Skill | null;
  readonly plays: readonly Play[];
  /** The slot of a procedure whose value is listed by what stands in a slot; null for none. */
  readonly listedBy: (procedureId: string, slot: string) => string | null;
  /** Whether a procedure does nothing but look: what it reaches is in sight, and nothing else is changed. */
  readonly isLook: (procedureId: string) => boolean;
  readonly habits: Habits;
  readonly closings: Closings;
  readonly places: PlaceModel;
  readonly lists: ReadonlySet<string>;
  readonly predicates: PredicateModel;
  /** By template: predicates that name, with their first argument, what it is used on. */
  readonly sources: ReadonlyMap<number, readonly string[]>;
  /** Kinds of things that were acted on. */
  readonly kinds: ReadonlySet<string>;
  /** By template and argument: kinds of things that stood there. */
  readonly stoodThere: readonly (readonly ReadonlySet<string>[])[];
  /** Whether an answer to a template says that nothing was done. */
  readonly isRefusal: RefusalReader;
  readonly readGoal: ReadGoal;
}

export interface KnowledgeSources {
  /** Of the episodes that stand. */
  readonly rows: readonly AnalysisRow[];
  readonly derived: Derived;
  /** False: failing episodes and refused commands tell nothing. */
  readonly hasContrast: boolean;
  /** False: what holds for things of all kinds says nothing about one. */
  readonly hasOntology: boolean;
  /** True: the episodes are of one surface of several, and a procedure may be put in the words of another. */
  readonly isPart?: boolean;
}

export function buildKnowledge({
  rows,
  derived,
  hasContrast,
  hasOntology,
  isPart = false,
}: KnowledgeSources): Knowledge {
  const found = buildCorpus(rows);
  const isRefusal: RefusalReader = hasContrast ? refusalReader(found) : () => false;
  const corpus = hasContrast ? withRefusals(found, isRefusal) : withoutFailures(found);
  const readGoal = wordingReader(corpus);
  const predicates = learnPredicates(corpus);
  const lists = readLists(corpus, predicates);
  const skills = readSkills(derived, corpus, isPart);
  const lone = corpus.templates.map(loneAct);
  const all = new Map([...skills, ...lone].map((skill) => [skill.id, skill]));
  const habits = learnHabits(corpus, lists, {
    spanOf: spanReader(derived, corpus),
    isSearch: (span) => (all.get(span)?.sought ?? null) !== null,
  });
  const isDeed = (template: number): boolean =>
    !habits.bringers.has(template) &&
    habits.shows(template) < mostShown &&
    (corpus.templates[template]?.text.includes('{0}') ?? false);
  const plays = readPlays({
    corpus,
    readGoal,
    derived,
    lists,
    isDeed,
    skills: new Map(skills.map((skill) => [skill.id, skill])),
  });
  const searches = skills.filter(({ sought }) => sought !== null).toSorted((a, b) => b.executions - a.executions);
  return {
    corpus,
    skills: all,
    search: searches[0] ?? null,
    plays,
    listedBy: (id, slot) => listerOf(all.get(id), slot, habits),
    isLook: (id) => {
      const skill = all.get(id);
      return skill !== undefined && (skill.sought !== null || skill.acts.every(({ template }) => !isDeed(template)));
    },
    habits,
    closings: learnClosings(corpus, isDeed),
    places: learnPlaces(plays, lists, hasOntology),
    lists,
    predicates,
    sources: findSources(corpus),
    stoodThere: corpus.templates.map(({ index, text }) =>
      kindsAt(corpus, index, (text.match(/\{\d+\}/g) ?? []).length),
    ),
    kinds: kindsActedOn(corpus),
    isRefusal,
    readGoal,
  };
}

/** The slot of a skill that names where the thing in another slot was listed; null where none does. */
function listerOf(skill: Skill | undefined, slot: string, habits: Habits): string | null {
  for (const { template, slots } of skill?.acts ?? []) {
    const listing = habits.listing(template);
    if (listing !== null && slots[listing.place] === slot) return slots[listing.thing] ?? null;
  }
  return null;
}

/** Live procedures as they are executed in the words of a corpus. */
function readSkills(derived: Derived, corpus: Corpus, isPart: boolean): readonly Skill[] {
  const templateOf = new Map(corpus.templates.map(({ text, index }) => [text, index]));
  const asExecuted = isPart ? executionsOf(derived, corpus) : () => null;
  return derived.procedures
    .filter(({ status }) => status === 'live')
    .flatMap((procedure) => readSkill(procedure, templateOf) ?? asExecuted(procedure) ?? []);
}

/** The episodes that did not fail, with every command as if it had been done. */
function withoutFailures(corpus: Corpus): Corpus {
  const episodes = corpus.episodes
    .filter(({ outcome }) => outcome !== 'failure')
    .map((episode) => ({ ...episode, steps: episode.steps.map((step) => ({ ...step, refused: false })) }));
  return { ...corpus, episodes };
}

/** A command that lists things in this share of its answers is given to look, not to do something. */
const mostShown = 0.3;

/** Which procedure a step was part of. */
function spanReader({ segments, procedures }: Derived, { episodes }: Corpus): (episode: number, at: number) => string {
  const live = new Set(procedures.filter(({ status }) => status === 'live').map(({ id }) => id));
  const own = Map.groupBy(segments, ({ trajectoryId }) => trajectoryId);
  return (episode, at) => {
    const id = own
      .get(episodes[episode]?.trajectoryId ?? '')
      ?.find(({ from, to }) => from <= at && at < to)?.procedureId;
    return id !== undefined && id !== null && live.has(id) ? id : '';
  };
}

function kindsActedOn({ episodes }: Corpus): ReadonlySet<string> {
  const args = episodes.flatMap(({ steps }) => steps.flatMap((step) => step.args));
  return new Set(args.filter(({ sort }) => sort === 'entity').map(({ kind }) => kind));
}

function kindsAt({ episodes }: Corpus, template: number, arity: number): readonly ReadonlySet<string>[] {
  const kinds = Array.from({ length: arity }, () => new Set<string>());
  for (const { steps } of episodes)
    for (const step of steps)
      if (step.template === template) step.args.forEach(({ text }, at) => kinds[at]?.add(kindOf(text)));
  return kinds;
}

const leastShare = 0.2;

/** For templates with one argument: in which facts their arguments were told first. */
function findSources(corpus: Corpus): ReadonlyMap<number, readonly string[]> {
  const counts = new Map<number, Map<string, number>>();
  for (const episode of corpus.episodes) {
    const first = new Map<string, string>();
    const tell = (facts: (typeof episode)['context']): void => {
      for (const { predicate, args } of facts) {
        const [thing] = args;
        if (thing !== undefined && isEntity(thing) && !first.has(thing)) first.set(thing, predicate);
      }
    };
    tell(episode.context);
    for (const { template, args, facts } of episode.steps) {
      const source = args.length === 1 ? first.get(args[0]?.text ?? '') : undefined;
      if (source !== undefined) {
        const own = counts.get(template) ?? new Map<string, number>();
        counts.set(template, own.set(source, (own.get(source) ?? 0) + 1));
      }
      tell(facts);
    }
  }
  return new Map(
    [...counts].map(([template, own]) => {
      const all = [...own.values()].reduce((sum, count) => sum + count, 0);
      return [template, [...own].filter(([, count]) => count >= all * leastShare).map(([predicate]) => predicate)];
    }),
  );
}
