import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type {
  GateReport,
  MempEntryDetail,
  MempOverview,
  MempRetrieval,
  ProcmemOverview,
} from '../../../shared/contract/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import type {
  MempState,
  Procedure,
  ProcmemState,
  SkillCandidate,
  Strategy,
  StrategyState,
} from '../../../shared/model/index.ts';
import { writeAction } from './spans.ts';
import type { Engine } from '../engine.ts';
import type { Memory, MemoryState } from '../memory/index.ts';
import {
  askEntries,
  entryTokens,
  gateOf,
  rescore,
  scoreByFile,
  squaredDistance,
  type LogProbability,
} from '../strategies/index.ts';
import { notFound } from './library.ts';
import type { ScoredCandidates } from './scored-candidates.ts';
import { os } from './wire.ts';

export function strategiesHandlers(engine: Engine, scores: ScoredCandidates) {
  return {
    memp: os.strategies.memp.handler(() => mempOverview(engine.memory.state)),
    mempEntry: os.strategies.mempEntry.handler(({ input }) => mempEntry(engine.memory, input.id)),
    mempRetrieve: os.strategies.mempRetrieve.handler(({ input }) => mempRetrieve(engine.memory, input)),
    procmem: os.strategies.procmem.handler(() => procmemOverview(engine.memory.state)),
    gate: os.strategies.gate.handler(({ input }) => gate(engine.memory, input, scores)),
  };
}

function otherStrategy(wanted: Strategy, state: MemoryState): KnackError {
  return new KnackError({
    code: 'WRONG_USE',
    happened: `This memory learns by ${state.folded.settings.strategy}, not by ${wanted}.`,
    kept: 'Nothing was changed.',
    todo: 'Open a memory of that strategy, or change the strategy in the settings.',
  });
}

export function strategyOf<Kind extends NonNullable<StrategyState>['kind']>(
  state: MemoryState,
  kind: Kind,
): Extract<StrategyState, { readonly kind: Kind }> {
  const { strategy } = state.derived;
  // The kind was compared: the union has one member of it.
  if (strategy?.kind === kind) return strategy as Extract<StrategyState, { readonly kind: Kind }>;
  throw otherStrategy(kind, state);
}

function pendingOf({ derived }: MemoryState): ReadonlyMap<string, number> {
  const pending = new Map<string, number>();
  for (const { status, targetId } of derived.proposals)
    if (status === 'pending') pending.set(targetId, (pending.get(targetId) ?? 0) + 1);
  return pending;
}

function procedureOf(state: MemoryState, id: string): Procedure {
  const found = state.derived.procedures.find((item) => item.id === id);
  if (found === undefined) throw notFound('entry or skill', id);
  return found;
}

function namesOf(state: MemoryState, ids: Iterable<string>): MempOverview['names'] {
  return Object.fromEntries(
    [...new Set(ids)].flatMap((id) => {
      const summary = state.summaries.get(id);
      return summary === undefined
        ? []
        : [[id, { goal: summary.goal.slice(0, 200), outcome: summary.outcome }] as const];
    }),
  );
}

function mempOverview(state: MemoryState): MempOverview {
  const { entries, groups }: MempState = strategyOf(state, 'memp');
  const items = new Map(state.derived.procedures.map((item) => [item.id, item]));
  const pending = pendingOf(state);
  const rows = entries.map((entry) => ({
    entry,
    status: items.get(entry.id)?.status ?? ('pruned' as const),
    proposals: pending.get(entry.id) ?? 0,
  }));
  const build = state.folded.settings.mempBuild;
  const storedTokens = rows.reduce(
    (sum, { entry, status }) => sum + (status === 'live' ? entryTokens(entry, build) : 0),
    0,
  );
  return {
    rows,
    groups,
    storedTokens,
    names: namesOf(
      state,
      groups.flatMap(({ tasks }) => tasks.map(({ trajectoryId }) => trajectoryId)),
    ),
  };
}

export async function mempEntry({ state, store }: Memory, id: string): Promise<MempEntryDetail> {
  const entry = strategyOf(state, 'memp').entries.find((one) => one.id === id);
  if (entry === undefined) throw notFound('entry', id);
  const { status, body, written } = procedureOf(state, id);
  const trajectory = await store.trajectory(entry.trajectoryId);
  const steps = (trajectory?.steps ?? []).map(({ action, observation }, index) => ({
    index,
    action: writeAction(action),
    observation,
    mark: entry.marks[index] ?? ('effect-free' as const),
  }));
  const proposals = state.derived.proposals.flatMap((one) => (one.targetId === id ? [one.id] : []));
  return { entry, status, body, ...(written === undefined ? {} : { written }), steps, proposals };
}

interface RetrieveInput {
  readonly goal: string;
  readonly coverage?: 'ignore' | 'count' | undefined;
  readonly facts?: Readonly<Record<string, string>> | undefined;
}

async function mempRetrieve(
  { state, vectors }: Memory,
  { goal, coverage, facts }: RetrieveInput,
): Promise<MempRetrieval> {
  const { settings } = state.folded;
  const items = new Map(state.derived.procedures.map((item) => [item.id, item]));
  const entries = strategyOf(state, 'memp').entries.filter(({ id }) => items.get(id)?.status === 'live');
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const model = settings.embeddingModel;
  const asked = await askEntries(entries, { goal, facts }, async ([first = '', ...texts]) => [
    await vectors.query(model, first),
    ...(await vectors.embed(model, texts)),
  ]);
  const policies = (['random', 'query', 'avefact'] as const).map((policy): MempRetrieval['policies'][number] => {
    const found = asked
      .retrieve(policy, { ...settings, mempCoverage: coverage ?? settings.mempCoverage })
      .map((one) => {
        const entry = byId.get(one.id);
        return {
          id: one.id,
          query: entry?.query ?? '',
          score: one.score,
          cosine: one.query,
          facts: one.facts.score,
          perKey: one.facts.perKey.map(({ key, cosine }) => ({ key, value: entry?.facts[key] ?? '', cosine })),
          coverage: one.facts.coverage,
          tokens: entry === undefined ? 0 : entryTokens(entry, settings.mempBuild),
        };
      });
    return {
      policy,
      isActive: policy === settings.mempRetrieve,
      found,
      tokens: found.reduce((sum, { tokens }) => sum + tokens, 0),
    };
  });
  const threshold = settings.mempThreshold;
  return { facts: asked.facts, entries: entries.length, threshold, distance: squaredDistance(threshold), policies };
}

function procmemOverview(state: MemoryState): ProcmemOverview {
  const { skills, gradients, candidates, rounds }: ProcmemState = strategyOf(state, 'procmem');
  const pending = pendingOf(state);
  const rows = skills.map((skill) => {
    const { status, pinned, body } = procedureOf(state, skill.id);
    return { skill, status, pinned, body, proposals: pending.get(skill.id) ?? 0 };
  });
  return {
    skills: rows,
    gradients,
    candidates: candidates.map(({ steps: _steps, returns: _returns, ...summary }) => summary),
    rounds,
    reuse: {
      active: rounds.reduce((sum, { reuse }) => sum + reuse.active, 0),
      steps: rounds.reduce((sum, { reuse }) => sum + reuse.steps, 0),
      addedTokens: rounds.reduce((sum, { addedTokens }) => sum + addedTokens, 0),
    },
    storedTokens: rows.reduce((sum, { skill, status }) => sum + (status === 'live' ? skill.tokens : 0), 0),
    names: namesOf(
      state,
      gradients.flatMap(({ trajectories }) => trajectories.map(({ trajectoryId }) => trajectoryId)),
    ),
  };
}

interface GateInput {
  readonly id: string;
  readonly epsilon?: number | undefined;
  readonly margin?: number | undefined;
  readonly form?: GateReport['form'] | undefined;
  readonly logProbabilities?: string | undefined;
  readonly scorer?: 'reasoner' | undefined;
}

/** @throws KnackError NOT_FOUND, WRONG_USE in a memory of another strategy */
export function candidateOf(state: MemoryState, id: string): SkillCandidate {
  const candidate = strategyOf(state, 'procmem').candidates.find((one) => one.id === id);
  if (candidate === undefined) throw notFound('candidate', id);
  return candidate;
}

/** The steps of a candidate with the likelihoods of the scorer that is asked for. */
async function scoredSteps(memory: Memory, input: GateInput, scores: ScoredCandidates) {
  const candidate = candidateOf(memory.state, input.id);
  if (input.scorer === 'reasoner') {
    const scored = scores.find(memory, input.id);
    if (scored !== null) return rescore(candidate, scoreByFile(scored.name, scored.rows));
    throw new KnackError({
      code: 'WRONG_USE',
      happened: 'No model has scored this candidate since the memory last changed.',
      kept: 'Nothing was changed.',
      todo: 'Have the model of the settings score it first.',
    });
  }
  const file = input.logProbabilities;
  return file === undefined
    ? { steps: candidate.steps, scorer: candidate.scorer }
    : rescore(candidate, scoreByFile(file, await readLogProbabilities(file)));
}

async function gate(memory: Memory, input: GateInput, scores: ScoredCandidates): Promise<GateReport> {
  const { settings } = memory.state.folded;
  const candidate = candidateOf(memory.state, input.id);
  const { steps, returns: _returns, ...summary } = candidate;
  const scored = await scoredSteps(memory, input, scores);
  const form = input.form ?? settings.procmemAdvantage;
  const epsilon = input.epsilon ?? settings.procmemEpsilon;
  const margin = input.margin ?? settings.procmemMargin;
  const judged = { ...candidate, steps: scored.steps };
  const { lines, ...verdict } = gateOf(judged, { form, epsilon, margin });
  return {
    candidate: { ...summary, scorer: scored.scorer },
    form,
    epsilon,
    margin,
    unscored: steps.length - scored.steps.length,
    ...verdict,
    lines: scored.steps.flatMap((step, at) => {
      const line = lines[at];
      return line === undefined ? [] : [{ ...step, ...line }];
    }),
  };
}

const rowSchema = z.object({
  version: z.string(),
  trajectory: z.string(),
  step: z.number().int(),
  logprob: z.number().max(0),
});
const maxBytes = 64 * 1024 * 1024;

/** A file with one JSON object a line. @throws KnackError FILE_UNREADABLE */
async function readLogProbabilities(file: string): Promise<readonly LogProbability[]> {
  const refuse = (happened: string): KnackError =>
    new KnackError({
      code: 'FILE_UNREADABLE',
      happened,
      kept: 'Nothing was changed.',
      todo: 'Give a file with one JSON object a line: version, trajectory, step, logprob (0 or less).',
    });
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null || text.length > maxBytes) throw refuse(`${file} cannot be read, or is larger than 64 MiB.`);
  return text.split('\n').flatMap((line, at): LogProbability[] => {
    if (line.trim() === '') return [];
    const row = rowSchema.safeParse(parse(line));
    if (!row.success) throw refuse(`Line ${at + 1} of ${file} is no log-probability.`);
    return [row.data];
  });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
