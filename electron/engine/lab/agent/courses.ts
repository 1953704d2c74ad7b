import type { Derived, Posterior } from '../../../../shared/model/index.ts';
import { findGoalCategories } from '../../abstraction/goals.ts';
import { summarise } from '../../bayes/index.ts';
import type { Knowledge } from './knowledge.ts';
import { learnMinedWays, type MinedWay } from './mined-ways.ts';
import type { Play } from './plays.ts';
import { learnRoles, type Roles } from './roles.ts';
import { deedsOf, learnWay, type Way } from './ways.ts';

/** A way to a goal of one wording, with its evidence. */
export interface KnownWay {
  readonly id: string;
  readonly way: Way;
  /**
   * Of a meta-procedure, as the library shows it, from the episodes that are played from [A9, A12]; of a course, the prior of the
   * settings and its one episode.
   */
  readonly posterior: Posterior;
  /** Of the same evidence what is of goals of this wording: what a goal in other words is compared by. */
  readonly asWorded: Posterior;
  /** Mean commands of the episodes that succeeded; of a course, of its episode. */
  readonly expectedSteps: number;
}

/** What a memory knows for goals of one wording. */
export interface Wording {
  readonly text: string;
  readonly roles: Roles;
  readonly ways: readonly KnownWay[];
}

export interface WordingSources {
  readonly knowledge: Knowledge;
  readonly derived: Derived;
  readonly prior: { readonly alpha: number; readonly beta: number };
  /** False: nothing is known of what recurs, and single courses stand alone. */
  readonly hasMetas: boolean;
}

/** How goals of each wording are reached, in the order of their texts: the meta-procedures of their category, then single courses. */
export function readWordings(sources: WordingSources): readonly Wording[] {
  const { knowledge, hasMetas } = sources;
  const mined = hasMetas ? minedByWording(sources) : new Map<string, readonly MinedWay[]>();
  return [...Map.groupBy(knowledge.plays, ({ wording }) => wording)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([text, plays]) => {
      const good = plays.filter(({ episode }) => episode.outcome === 'success');
      const own = (mined.get(text) ?? []).map((way) => ({ ...way, id: `${text}\n${way.way.metaId ?? ''}` }));
      const roles = learnRoles(good.length === 0 ? plays : good, knowledge);
      return { text, roles, ways: [...own, ...plays.flatMap((play) => singleWay(play, sources))] };
    });
}

function minedByWording({ knowledge, derived }: WordingSources): ReadonlyMap<string, readonly MinedWay[]> {
  const { goals } = findGoalCategories(knowledge.corpus);
  const categories = Map.groupBy(knowledge.plays, (_, index) => goals[index]?.category ?? 0);
  const evidence = Map.groupBy(derived.evidence, ({ itemId }) => itemId);
  const live = derived.metaProcedures.filter(({ status }) => status === 'live');
  const found = new Map<string, readonly MinedWay[]>();
  for (const plays of categories.values()) {
    for (const meta of live) {
      const ways = learnMinedWays(meta, { plays, rows: evidence.get(meta.id) ?? [], knowledge });
      for (const [text, way] of ways) found.set(text, [...(found.get(text) ?? []), way]);
    }
  }
  return found;
}

/** What one episode did, with the evidence of that episode alone: what others did alike is for the memory to mine. */
function singleWay(play: Play, { knowledge, prior }: WordingSources): readonly KnownWay[] {
  const { wording, episode, course } = play;
  const { outcome, trajectoryId, steps } = episode;
  const done = course.map(({ procedureId }) => procedureId);
  const sequence = deedsOf(done, knowledge.isLook);
  if (outcome === 'unknown' || sequence.length === 0) return [];
  const way = learnWay({ metaId: null, sequence, plays: [play], listedBy: knowledge.listedBy });
  if (way === null) return [];
  const failures = outcome === 'failure' ? 1 : 0;
  const posterior = summarise(prior, { successes: 1 - failures, failures });
  const id = `${wording}\n${trajectoryId}`;
  return [{ id, way, posterior, asWorded: posterior, expectedSteps: steps.length }];
}
