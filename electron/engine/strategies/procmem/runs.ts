import type { Condition, ProcedureBody, Truth } from '../../../../shared/model/index.ts';
import type { Corpus, Episode } from '../../abstraction/corpus.ts';
import type { Mined } from '../../learning/index.ts';
import { conditionOf, renderStep, type Execution, type MinedProcedure, type Roles } from '../../procedures/index.ts';

/** A step that a run did, as the skill writes it. */
export interface DoneStep {
  /** Its number in the trajectory. */
  readonly step: number;
  readonly text: string;
}

/** One stretch of an episode in which a skill was carried out: what held before, what was done, what was told at its end. */
export interface SkillRun {
  readonly trajectoryId: string;
  readonly sourceId: string;
  readonly from: number;
  readonly to: number;
  /** Return of the episode: 1 for a success, 0 for a failure. */
  readonly value: number;
  readonly phi: Truth;
  /** Atoms that held right before the decisive step. */
  readonly held: ReadonlySet<string>;
  readonly did: readonly DoneStep[];
  /** What its last observation told, by atom. */
  readonly told: ReadonlyMap<string, Condition>;
}

/** What a skill is made from. */
export interface SkillSource {
  readonly id: string;
  readonly body: ProcedureBody;
  readonly runs: readonly SkillRun[];
  /** The conditions that were looked at before its runs, by atom: of others it is not known whether they held. */
  readonly conditions: ReadonlyMap<string, Condition>;
}

/** A condition without its polarity. */
export function atomOf({ predicate, arguments: args }: Pick<Condition, 'predicate' | 'arguments'>): string {
  return JSON.stringify([predicate, args]);
}

const refined = { polarity: 'positive', origin: 'refined' } as const;

/** The skills that the corpus offers: Psi, pi, Phi of each mined procedure as activation, execution, termination. Rule M1. */
export function skillSources(mined: Mined, roles: Roles): readonly SkillSource[] {
  return mined.procedures.map((procedure) => {
    const conditions = new Map<string, Condition>();
    const atoms = procedure.features.map((feature) => {
      if (feature.kind !== 'condition') return null;
      const condition = conditionOf({ pattern: feature.pattern, holds: 0, of: 0 }, procedure.slots, refined);
      conditions.set(atomOf(condition), condition);
      return atomOf(condition);
    });
    const runs = procedure.executions.flatMap((execution) => {
      const episode = mined.corpus.episodes[execution.episode];
      if (episode === undefined || episode.outcome === 'unknown' || episode.foreign !== null) return [];
      return [runOf(execution, episode, { procedure, atoms, corpus: mined.corpus, roles })];
    });
    return { id: `k-${procedure.id.slice(2)}`, body: procedure.body, runs, conditions };
  });
}

interface RunContext {
  readonly procedure: MinedProcedure;
  readonly atoms: readonly (string | null)[];
  readonly corpus: Corpus;
  readonly roles: Roles;
}

function runOf(execution: Execution, episode: Episode, { procedure, atoms, corpus, roles }: RunContext): SkillRun {
  const { from, to } = execution.span;
  const { primary, aim } = execution;
  const did = episode.steps.slice(from, to).flatMap((step, at): DoneStep[] => {
    if (step.refused) return [];
    const isEnd = aim === 'effect' && from + at === to - 1;
    const pattern = step.args.map(({ text }, place) => {
      if (isEnd) return place;
      const index = text === '' || aim === 'found' ? -1 : primary.indexOf(text);
      return index < 0 ? null : index;
    });
    const template = corpus.templates[step.template]?.text ?? '';
    const text = renderStep({ pattern }, { template, roles: roles[step.template] ?? [], slots: procedure.slots });
    return [{ step: from + at, text }];
  });
  return {
    trajectoryId: episode.trajectoryId,
    sourceId: episode.sourceId,
    from,
    to,
    value: episode.outcome === 'success' ? 1 : 0,
    phi: execution.phi,
    held: new Set(execution.patterns.flatMap((index) => atoms[index] ?? [])),
    did,
    told: toldAt(episode, to - 1, { primary, slots: procedure.slots }),
  };
}

function toldAt(
  episode: Episode,
  step: number,
  { primary, slots }: { readonly primary: readonly string[]; readonly slots: readonly string[] },
): ReadonlyMap<string, Condition> {
  const told = new Map<string, Condition>();
  const last = episode.steps[step];
  if (last === undefined || last.refused) return told;
  for (const { predicate, args } of last.facts) {
    const places = args.map((value) => (primary.includes(value) ? primary.indexOf(value) : null));
    if (args.length > 0 && places.every((place) => place === null)) continue;
    const condition = conditionOf({ pattern: { predicate, args: places }, holds: 0, of: 0 }, slots, refined);
    told.set(atomOf(condition), condition);
  }
  return told;
}

/** Whether a skill's activation held in a run; a condition that nobody looked at is taken to hold. */
export function isActivated(body: ProcedureBody, run: SkillRun, known: SkillSource['conditions']): boolean {
  return body.preconditions.every((condition) => {
    const atom = atomOf(condition);
    return !known.has(atom) || run.held.has(atom) === (condition.polarity === 'positive');
  });
}
