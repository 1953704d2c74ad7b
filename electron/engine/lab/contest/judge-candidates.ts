import type { JudgedCandidate, JudgeProgress, JudgeSettings } from '../../../../shared/contract/index.ts';
import { KnackError } from '../../../../shared/errors.ts';
import type { Derived, ProcedureBody, ProcmemState, SkillCandidate } from '../../../../shared/model/index.ts';
import { createRandom } from '../../../../shared/numeric/index.ts';
import type { Memory } from '../../memory/index.ts';
import type { Environment } from '../../ports.ts';
import { judgeTrials, signTest } from '../../strategies/index.ts';
import { shareOf } from '../measure/index.ts';
import { type EpisodePlan, planEpisodes, playEpisodes } from '../run/index.ts';
import { ownSources } from './strategy-contender.ts';
import { playerOf, type PlayerSources } from './strategy-player.ts';

export interface JudgeParts {
  readonly environment: Environment;
  readonly memory: Memory;
  readonly signal?: AbortSignal | undefined;
}

/** Candidates that are judged where none is named: those of one gradient, three at most [S]. */
const mostCandidates = 3;

/**
 * Lets candidates of a ProcMEM memory and the skills as they were play the same games, each in the pool of the memory. Rule C7.
 *
 * @throws KnackError WRONG_USE (no ProcMEM, no such candidate), NOT_FOUND (no games), ENVIRONMENT_FAILED, MODEL_MISSING, CANCELLED
 */
export async function* judgeCandidates(parts: JudgeParts, settings: JudgeSettings): AsyncGenerator<JudgeProgress> {
  const { environment, memory, signal } = parts;
  const state = memory.state.derived.strategy ?? null;
  if (state?.kind !== 'procmem') throw wrong('The memory does not learn by ProcMEM.', 'Open one that does.');
  const candidates = chosen(state, settings.candidates);
  const games = createRandom(settings.seed)
    .shuffle(await environment.games(signal))
    .slice(0, settings.games);
  const episodes = planEpisodes(games, { seed: settings.seed, passes: 1 });
  if (episodes.length === 0) throw wrong('The world has no games.', 'Give a folder with games; see docs/games.md.');
  const sources = await ownSources(memory);
  const trials: (Pick<JudgedCandidate, 'wins' | 'losses' | 'parent' | 'candidate'> & {
    readonly of: SkillCandidate;
  })[] = [];
  for (const of of candidates) {
    const won: (readonly boolean[])[] = [];
    for (const [side, body] of [['parent', of.before] as const, ['candidate', of.after] as const]) {
      const derived = withBody(sources.derived, of, body);
      const run = { ...parts, episodes, maxSteps: settings.maxSteps, side, name: `${of.id}, ${side}` };
      won.push(yield* playBy({ ...sources, derived }, run));
    }
    const [parent = [], candidate = []] = won;
    const only = (own: readonly boolean[], other: readonly boolean[]): number =>
      own.filter((isWon, at) => isWon && other[at] === false).length;
    const count = (own: readonly boolean[]): number => own.filter(Boolean).length;
    trials.push({
      ...{ of, parent: count(parent), candidate: count(candidate) },
      ...{ wins: only(candidate, parent), losses: only(parent, candidate) },
    });
  }
  const passed = judgeTrials(trials, settings.level);
  const report = trials.map(({ of, ...figures }, at): JudgedCandidate => {
    const edits = of.edits.map(({ field, kind, text }) => `${field}: ${kind} ${text}`);
    const { id, skillId, accepted: gate } = of;
    return {
      id,
      skillId,
      edits,
      games: episodes.length,
      ...figures,
      shares: {
        parent: shareOf(figures.parent, episodes.length),
        candidate: shareOf(figures.candidate, episodes.length),
      },
      p: signTest(figures),
      passes: passed[at] === true,
      gate,
    };
  });
  yield { kind: 'done', report };
}

/** Those that are named; else those of the last gradient that the gate let pass. */
function chosen({ candidates }: ProcmemState, ids: readonly string[]): readonly SkillCandidate[] {
  if (ids.length > 0) {
    return ids.map((id) => {
      const found = candidates.find((candidate) => candidate.id === id);
      if (found === undefined) throw wrong(`There is no candidate ${id}.`, 'List them: knack list candidates.');
      return found;
    });
  }
  const open = candidates.filter(({ accepted, fate }) => accepted && fate !== 'reported');
  const last = open.at(-1)?.gradientId;
  const own = open.filter(({ gradientId }) => gradientId === last).slice(0, mostCandidates);
  if (own.length === 0) throw wrong('The gate let no candidate pass.', 'Name one: knack list candidates shows all.');
  return own;
}

/** The pool with a skill that says something else; a new skill stands beside the one that it was made from. */
function withBody(derived: Derived, { id, skillId, kind, before }: SkillCandidate, body: ProcedureBody): Derived {
  const isNew = kind === 'new-skill' && body !== before;
  const strategy = derived.strategy ?? null;
  const parent = derived.procedures.find((item) => item.id === skillId);
  if (strategy?.kind !== 'procmem' || parent === undefined) return derived;
  if (!isNew) {
    const said = kind === 'new-skill' ? parent.body : body;
    const procedures = derived.procedures.map((item) =>
      item === parent ? { ...item, status: 'live' as const, body: said } : item,
    );
    return { ...derived, procedures };
  }
  const skill = strategy.skills.find((item) => item.id === skillId);
  const skills = skill === undefined ? strategy.skills : [...strategy.skills, { ...skill, id, parent: skillId }];
  const procedures = [...derived.procedures, { ...parent, id, status: 'live' as const, body }];
  return { ...derived, procedures, strategy: { ...strategy, skills } };
}

interface Playing extends JudgeParts {
  readonly episodes: readonly EpisodePlan[];
  readonly maxSteps: number;
  readonly name: string;
  readonly side: 'parent' | 'candidate';
}

/** Plays all episodes; which were won, in their order. */
async function* playBy(
  sources: PlayerSources,
  { environment, signal, episodes, maxSteps, name, side }: Playing,
): AsyncGenerator<JudgeProgress, readonly boolean[]> {
  const { actor } = await playerOf(sources);
  const won: boolean[] = [];
  for await (const { solved } of playEpisodes({
    ...{ environment, episodes, maxSteps, signal },
    createActor: async () => actor,
  })) {
    won.push(solved);
    const count = won.filter(Boolean).length;
    yield { kind: 'progress', name, side, episodes: won.length, of: episodes.length, solved: count };
  }
  return won;
}

function wrong(happened: string, todo: string): KnackError {
  return new KnackError({ code: 'WRONG_USE', happened, kept: 'Nothing was played.', todo });
}
