import type {
  ForeignMemory,
  ForeignSkill,
  ProcedureBody,
  ProcmemState,
  Skill,
  SkillCandidate,
} from '../../../../shared/model/index.ts';
import type { Episode } from '../../abstraction/corpus.ts';
import { contentId } from '../../identity/index.ts';
import { textOf } from '../../procedures/index.ts';
import type { StrategyItem } from '../items.ts';
import { skillTokens } from './rounds.ts';
import { lowerConfidence } from './selection.ts';

type Iteration = ForeignMemory & { readonly kind: 'procmem' };

export interface ForeignPool extends Pick<ProcmemState, 'skills' | 'candidates' | 'rounds'> {
  readonly items: readonly StrategyItem[];
}

/** The pool of a training log as it stood after its last iteration, with what the iterations before it report. Rule M18. */
export function readForeignPool(episodes: readonly Episode[]): ForeignPool {
  const iterations = episodes
    .flatMap(({ foreign, sourceId }) => (foreign?.kind === 'procmem' ? [{ log: foreign, sourceId }] : []))
    .sort((a, b) => (a.sourceId === b.sourceId ? a.log.iteration - b.log.iteration : a.sourceId < b.sourceId ? -1 : 1));
  const bySource = [...Map.groupBy(iterations, ({ sourceId }) => sourceId)];
  const pools = bySource.map(([source, own]) =>
    readLog(
      source,
      own.map(({ log }) => log),
    ),
  );
  return {
    items: pools.flatMap(({ items }) => items),
    skills: pools.flatMap(({ skills }) => skills),
    candidates: pools.flatMap(({ candidates }) => candidates),
    rounds: pools.flatMap(({ rounds }) => rounds).map((round, index) => ({ ...round, index })),
  };
}

const idOf = (source: string, name: string): string => `k-${contentId({ source, name }).slice(0, 16)}`;

function readLog(source: string, log: readonly Iteration[]): ForeignPool {
  const last = log.at(-1)?.pool ?? [];
  const largest = Math.max(0, ...last.map(({ maturity }) => maturity));
  const known = new Map(log.flatMap(({ pool }) => pool.map((skill) => [skill.name, skill] as const)));
  const bodies = new Map([...known].map(([name, skill]) => [name, bodyOf(skill)]));
  const parents = new Map(
    log.flatMap(({ candidates }) =>
      candidates.flatMap((one) => (one.accepted ? [[one.name, one.parent] as const] : [])),
    ),
  );
  const skills = [...known.values()].map((skill): Skill => {
    const rounds = log.flatMap(({ pool }, at) => (pool.some(({ name }) => name === skill.name) ? [at] : []));
    const stays = last.some(({ name }) => name === skill.name);
    const parent = parents.get(skill.name);
    return {
      id: idOf(source, skill.name),
      name: skill.name,
      version: 1,
      parent: parent === undefined || !known.has(parent) ? null : idOf(source, parent),
      born: rounds[0] ?? 0,
      left: stays ? null : (rounds.at(-1) ?? 0),
      frequency: Math.round(skill.frequency),
      gain: skill.gain,
      maturity: Math.round(skill.maturity),
      bound: lowerConfidence(skill, largest),
      stays,
      reason: stays ? 'room' : 'no-room',
      tokens: skillTokens(bodyOf(skill)),
      imported: true,
    };
  });
  return {
    skills,
    items: skills.map(({ id, name, stays, frequency }) => {
      const body = bodies.get(name) ?? emptyBody(name);
      const counts = { executions: frequency, episodes: 0 };
      return { id, body, text: textOf(body), rows: [], suggestions: [], isGone: !stays, ...counts };
    }),
    candidates: log.flatMap((iteration, round) =>
      iteration.candidates.map((one) => candidateOf(one, { source, round, bodies, baseline: iteration.baseline })),
    ),
    rounds: log.map((iteration, index) => roundOf(iteration, log[index - 1], { index, source })),
  };
}

function roundOf(
  { pool, meanReturn, baseline, episodes, dropped }: Iteration,
  before: Iteration | undefined,
  { index, source }: { readonly index: number; readonly source: string },
): ProcmemState['rounds'][number] {
  const had = new Set(before?.pool.map(({ name }) => name));
  return {
    index,
    episodes,
    meanReturn,
    baseline,
    born: pool.flatMap(({ name }) => (had.has(name) ? [] : [idOf(source, name)])),
    left: dropped.map(({ name }) => ({ id: idOf(source, name), reason: 'no-room' as const })),
    pool: pool.length,
    reuse: { active: 0, steps: 0 },
    addedTokens: 0,
  };
}

function candidateOf(
  one: Iteration['candidates'][number],
  given: {
    readonly source: string;
    readonly round: number;
    readonly bodies: ReadonlyMap<string, ProcedureBody>;
    readonly baseline: number;
  },
): SkillCandidate {
  const { source, round, bodies, baseline } = given;
  return {
    id: `x-${contentId({ source, round, parent: one.parent, name: one.name }).slice(0, 16)}`,
    round,
    skillId: idOf(source, one.parent === '' ? one.name : one.parent),
    gradientId: null,
    kind: one.kind,
    edits: [],
    before: bodies.get(one.parent) ?? emptyBody(one.parent),
    after: bodies.get(one.name) ?? emptyBody(one.name),
    steps: [],
    returns: {},
    baseline,
    scorer: 'training log',
    eta: 0,
    accepted: one.accepted,
    paperAccepts: (one.score ?? 0) > 0,
    reported: one.score,
    fate: 'reported',
  };
}

function emptyBody(goal: string): ProcedureBody {
  return { goal, slots: [], preconditions: [], steps: [], postconditions: [] };
}

function bodyOf({ name, activation, execution, termination }: ForeignSkill): ProcedureBody {
  const said = (text: string): ProcedureBody['preconditions'] =>
    text.trim() === ''
      ? []
      : [
          {
            id: contentId({ text }).slice(0, 16),
            predicate: text,
            arguments: [],
            polarity: 'positive',
            origin: 'extracted',
            evidence: { holds: 0, of: 0 },
          },
        ];
  return {
    goal: name,
    slots: [],
    preconditions: said(activation),
    steps: execution.map((template, at) => ({
      id: contentId({ template, at }).slice(0, 16),
      template,
      kind: 'text',
      optional: false,
      repeats: false,
      evidence: { present: 0, of: 0 },
    })),
    postconditions: said(termination),
  };
}
