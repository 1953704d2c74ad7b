import type { ProcedureBody, Settings, SkillCandidate } from '../../../../shared/model/index.ts';
import { seedFrom } from '../../../../shared/numeric/index.ts';
import { contentId } from '../../identity/index.ts';
import { saysTheSame } from '../../procedures/index.ts';
import { advantageOf, judgeGate, type GateOptions, type GateStep, type GateVerdict } from './gate.ts';
import { stepOf, type AggregatedGradient, type DraftEdit } from './gradient.ts';
import { atomOf, type SkillRun, type SkillSource } from './runs.ts';
import type { scoreByFile, Scorer } from './scorer.ts';

/** Candidates a parent [S]. */
const maxCandidates = 3;
const maxConditions = 6;

/** A body that is proposed, with the edits that lead there. */
export interface Draft {
  readonly kind: SkillCandidate['kind'];
  readonly after: ProcedureBody;
  readonly edits: readonly DraftEdit[];
}

/** The candidates of a gradient: each of the two loudest edits, and both; or the way of the best as a new skill. Rule M7. */
export function draftCandidates(body: ProcedureBody, gradient: AggregatedGradient): readonly Draft[] {
  if (gradient.outcome === 'nothing') return [];
  if (gradient.outcome === 'new-skill') {
    const after = wayOf(body, gradient.best);
    return after === null ? [] : [{ kind: 'new-skill', after, edits: [] }];
  }
  const [first, second] = gradient.edits;
  const sets = [first, second, first && second ? [first, second] : undefined]
    .filter((set) => set !== undefined)
    .map((set) => (Array.isArray(set) ? set : [set]));
  return sets
    .slice(0, maxCandidates)
    .map((edits): Draft => ({ kind: 'refine', edits, after: applyAll(body, edits) }))
    .filter(({ after }) => after.steps.length > 0 && !saysTheSame(body, after));
}

export function applyAll(body: ProcedureBody, edits: readonly DraftEdit[]): ProcedureBody {
  return edits.reduce((changed, edit) => edit.apply(changed), body);
}

/** What the best did that is not what the skill says: their steps, what held before all of them, what all were told. */
function wayOf(body: ProcedureBody, best: readonly SkillRun[]): ProcedureBody | null {
  const [shown] = best.toSorted((a, b) => a.did.length - b.did.length || (a.trajectoryId < b.trajectoryId ? -1 : 1));
  if (shown === undefined || shown.did.length === 0) return null;
  const texts = [...new Set(shown.did.map(({ text }) => text))];
  const told = [...shown.told].filter(([atom]) => best.every((run) => run.told.has(atom)));
  const asked = body.preconditions.filter(
    (condition) => condition.polarity === 'negative' || best.every((run) => run.held.has(atomOf(condition))),
  );
  return {
    ...body,
    preconditions: asked.slice(0, maxConditions),
    steps: texts.map((text) => {
      const times = shown.did.filter((step) => step.text === text).length;
      const present = best.filter(({ did }) => did.some((step) => step.text === text)).length;
      return { ...stepOf(text, body, { present, of: best.length }), repeats: times > 1 };
    }),
    postconditions:
      told.length === 0 ? body.postconditions : told.map(([, condition]) => condition).slice(0, maxConditions),
  };
}

/** Runs on which a candidate is judged: at most so many episodes, none of which made it. */
const maxJudged = 40;

export interface Trial {
  readonly source: SkillSource;
  readonly skillId: string;
  readonly body: ProcedureBody;
  readonly round: number;
  readonly gradient: AggregatedGradient;
  readonly gradientId: string;
  readonly baseline: number;
  /** Active runs up to this round. */
  readonly runs: readonly SkillRun[];
  readonly scorer: Scorer & { readonly eta: number };
  readonly settings: Settings;
}

/** A candidate that went through the gate, without what becomes of it. */
export type Judged = Omit<SkillCandidate, 'fate'> & { readonly verdict: GateVerdict; readonly draft: Draft };

/** Judges each candidate on other trajectories than those that made it. Rules M10 to M14. */
export function judgeCandidates(drafts: readonly Draft[], trial: Trial): readonly Judged[] {
  const makers = new Set(trial.gradient.trajectories.map(({ trajectoryId }) => trajectoryId));
  const others = trial.runs.filter(({ trajectoryId }) => !makers.has(trajectoryId));
  const episodes = new Set([...new Set(others.map(({ trajectoryId }) => trajectoryId))].sort().slice(0, maxJudged));
  const judged = others.filter(({ trajectoryId }) => episodes.has(trajectoryId));
  return drafts.map((draft) => judgeDraft(draft, judged, trial));
}

function judgeDraft(draft: Draft, runs: readonly SkillRun[], trial: Trial): Judged {
  const { skillId, body, round, baseline, scorer, settings } = trial;
  const id = `x-${contentId({ skillId, round, body: draft.after }).slice(0, 16)}`;
  const steps = runs.flatMap((run): SkillCandidate['steps'] => {
    const before = scorer.score({ id: skillId, body }, run);
    const after = scorer.score({ id, body: draft.after }, run);
    return run.did.flatMap(({ step, text }, at) => {
      const [was, is] = [before[at] ?? null, after[at] ?? null];
      return was === null || is === null
        ? []
        : [{ trajectoryId: run.trajectoryId, step, text, before: was, after: is }];
    });
  });
  const returns = Object.fromEntries(runs.map(({ trajectoryId, value }) => [trajectoryId, value] as const));
  const candidate = { id, steps, returns, baseline };
  const verdict = gateOf(candidate, {
    form: settings.procmemAdvantage,
    epsilon: settings.procmemEpsilon,
    margin: settings.procmemMargin,
  });
  return {
    round,
    skillId,
    gradientId: trial.gradientId,
    kind: draft.kind,
    edits: draft.edits.map(({ field, kind, text, voices }) => ({ field, kind, text, voices })),
    before: body,
    after: draft.after,
    ...candidate,
    scorer: scorer.name,
    eta: scorer.eta,
    accepted: passes(verdict, settings.procmemGate),
    paperAccepts: verdict.paperAccepts,
    reported: null,
    verdict,
    draft,
  };
}

function passes(verdict: GateVerdict, gate: Settings['procmemGate']): boolean {
  switch (gate) {
    case 'difference':
      return verdict.accepted;
    case 'paper':
      return verdict.paperAccepts;
    case 'none':
      return true;
  }
}

/** The gate of a candidate by what it was judged on: for the decision, and for a person who moves epsilon and margin. */
export function gateOf(
  { id, steps, returns, baseline }: Pick<SkillCandidate, 'id' | 'steps' | 'returns' | 'baseline'>,
  options: Omit<GateOptions, 'seed'>,
): GateVerdict {
  const lengths = new Map<string, number>();
  for (const { trajectoryId } of steps) lengths.set(trajectoryId, (lengths.get(trajectoryId) ?? 0) + 1);
  const rows = steps.map(({ trajectoryId, before, after }): GateStep => {
    const episode = { value: returns[trajectoryId] ?? 0, steps: lengths.get(trajectoryId) ?? 1 };
    return { episode: trajectoryId, logRatio: after - before, advantage: advantageOf(options.form, episode, baseline) };
  });
  return judgeGate(rows, { ...options, seed: seedFrom(0, id) });
}

/** The steps of a candidate by another scorer; those that it cannot score under both versions are left out. Rule M9. */
export function rescore(
  candidate: Pick<SkillCandidate, 'id' | 'skillId' | 'steps'>,
  scorer: ReturnType<typeof scoreByFile>,
): { readonly steps: SkillCandidate['steps']; readonly scorer: string } {
  const steps = candidate.steps.flatMap((recorded): SkillCandidate['steps'] => {
    const run = { trajectoryId: recorded.trajectoryId, did: [recorded] };
    const [before = null] = scorer.score({ id: candidate.skillId }, run);
    const [after = null] = scorer.score({ id: candidate.id }, run);
    return before === null || after === null ? [] : [{ ...recorded, before, after }];
  });
  return { steps, scorer: scorer.name };
}
