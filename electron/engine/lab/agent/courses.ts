import type { Derived, Posterior } from '../../../../shared/model/index.ts';
import { summarise } from '../../bayes/index.ts';
import type { Knowledge } from './knowledge.ts';
import type { Play } from './plays.ts';
import { learnRoles, type Roles } from './roles.ts';
import { deedsOf, learnWay, type Way } from './ways.ts';

/** A way to a goal of one wording, with its evidence. */
export interface KnownWay {
  /** Of the wording and what is done. */
  readonly id: string;
  readonly way: Way;
  /** Prior of the settings, and the episodes with goals of this wording that did this. */
  readonly posterior: Posterior;
  readonly failures: number;
  /** Mean commands of the episodes that succeeded. */
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
  /** False: no procedure knows what comes after it. */
  readonly hasPolicies: boolean;
}

/** What was done for goals of a wording: the policies of meta-procedures, and courses that are none yet. */
export function readWording(text: string, plays: readonly Play[], sources: WordingSources): Wording {
  const good = plays.filter(({ episode }) => episode.outcome === 'success');
  const roles = learnRoles(good, sources.knowledge);
  const ways = sources.hasPolicies ? policies(text, plays, sources) : singles(text, plays, sources);
  return { text, roles, ways };
}

function policies(
  text: string,
  plays: readonly Play[],
  { knowledge, derived, prior }: WordingSources,
): readonly KnownWay[] {
  const keyOf = (sequence: readonly string[]): string => deedsOf(sequence, knowledge.isLook).join(' ');
  const done = Map.groupBy(plays, ({ course }) => keyOf(course.map(({ procedureId }) => procedureId)));
  const live = derived.metaProcedures.filter(({ status }) => status === 'live');
  const metas = new Map(live.map((meta) => [keyOf(meta.sequence), meta]));
  return [...done].flatMap(([key, own]): readonly KnownWay[] => {
    const meta = metas.get(key);
    const sequence = meta === undefined ? key.split(' ') : followed(meta.sequence, knowledge);
    return key === ''
      ? []
      : knownWay({ id: `${text}\n${key}`, metaId: meta?.id ?? null, sequence, plays: own }, { knowledge, prior });
  });
}

/** A policy without what answers call for anyhow: procedures that only look, but for those that look for something. */
function followed(sequence: readonly string[], { isLook, skills }: Knowledge): readonly string[] {
  return sequence.filter((id) => !isLook(id) || skills.get(id)?.sought !== null);
}

/** Each procedure by itself: what is done first is not known, so what was done most often comes first. */
function singles(text: string, plays: readonly Play[], sources: WordingSources): readonly KnownWay[] {
  const ids = new Set(plays.flatMap(({ course }) => course.map(({ procedureId }) => procedureId)));
  return [...ids]
    .filter((id) => !sources.knowledge.isLook(id))
    .flatMap((id) => {
      const own = plays.filter(({ course }) => course.some(({ procedureId }) => procedureId === id));
      return knownWay({ id: `${text}\n${id}`, metaId: null, sequence: [id], plays: own }, sources);
    });
}

interface Found {
  readonly id: string;
  readonly metaId: string | null;
  readonly sequence: readonly string[];
  readonly plays: readonly Play[];
}

function knownWay(
  { id, metaId, sequence, plays }: Found,
  { knowledge, prior }: Pick<WordingSources, 'knowledge' | 'prior'>,
): readonly KnownWay[] {
  const good = plays.filter(({ episode }) => episode.outcome === 'success');
  const failures = plays.filter(({ episode }) => episode.outcome === 'failure').length;
  const way = learnWay({ metaId, sequence, plays: good, listedBy: knowledge.listedBy });
  if (way === null) return [];
  const expectedSteps = good.reduce((sum, { episode }) => sum + episode.steps.length, 0) / good.length;
  const posterior = summarise(prior, { successes: good.length, failures });
  return [{ id, way, posterior, failures, expectedSteps }];
}
