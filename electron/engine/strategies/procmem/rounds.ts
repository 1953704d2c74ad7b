import type {
  Gradient,
  PoolReason,
  ProcedureBody,
  Settings,
  SkillCandidate,
  SkillRound,
} from '../../../../shared/model/index.ts';
import { renderCondition } from '../../../../shared/model/index.ts';
import { cosine } from '../../../../shared/numeric/index.ts';
import { contentId } from '../../identity/index.ts';
import { nextBaseline, nextGain } from './baseline.ts';
import { applyAll, draftCandidates, judgeCandidates, type Draft, type Judged } from './candidates.ts';
import { effectOf } from './effect.ts';
import { fitEmpiricalPolicy } from './empirical-policy.ts';
import { contrastRuns } from './gradient.ts';
import { maintain, type Verdict } from './maintenance.ts';
import { isActivated, type SkillRun, type SkillSource } from './runs.ts';
import { lowerConfidence, newbornMaturity } from './selection.ts';

/** A skill on its way through the rounds. */
export interface PooledSkill {
  readonly id: string;
  readonly source: SkillSource;
  readonly body: ProcedureBody;
  readonly version: number;
  /** Round in which its body was adopted. */
  readonly since: number;
  readonly parent: string | null;
  readonly born: number;
  readonly left: number | null;
  readonly waits: boolean;
  readonly frequency: number;
  readonly gain: number;
  readonly maturity: number;
  readonly verdict: Verdict | null;
  readonly active: readonly SkillRun[];
}

export interface Evolved {
  readonly skills: readonly PooledSkill[];
  readonly gradients: readonly Gradient[];
  readonly candidates: readonly SkillCandidate[];
  readonly rounds: readonly SkillRound[];
  /** In review: what the gate let pass, for a person to decide. */
  readonly proposed: ReadonlyMap<string, readonly { readonly draft: Draft; readonly judged: Judged }[]>;
}

export interface EvolveInput {
  readonly sources: readonly SkillSource[];
  /** Episodes with a known outcome in id order, with their number of steps and their return. */
  readonly episodes: readonly { readonly trajectoryId: string; readonly steps: number; readonly value: number }[];
  readonly settings: Settings;
  readonly embed: (texts: readonly string[]) => Promise<readonly Float32Array[]>;
  readonly signal?: AbortSignal;
}

/** So many rounds at most: a round takes more episodes where there are many. */
const maxRounds = 40;
const birthsARound = 3;
const parentsARound = 2;

/** What an activation is compared by: the aim, and what must hold. */
export function activationText(body: ProcedureBody): string {
  return [body.goal, ...body.preconditions.map(renderCondition)].join('; ');
}

/** Tokens of a skill in a prompt, estimated at four characters each. */
export function skillTokens(body: ProcedureBody): number {
  const lines = [
    activationText(body),
    ...body.steps.map(({ template }) => template),
    ...body.postconditions.map(renderCondition),
  ];
  return Math.ceil(lines.reduce((sum, line) => sum + line.length + 1, 0) / 4);
}

/** Leads the episodes past the pool, round after round. Rules M1 to M17. */
export async function evolve(input: EvolveInput): Promise<Evolved> {
  const run = new Evolution(input);
  const size = Math.max(input.settings.procmemRound, Math.ceil(input.episodes.length / maxRounds));
  for (let from = 0; from < input.episodes.length; from += size) {
    input.signal?.throwIfAborted();
    await run.round(input.episodes.slice(from, from + size));
  }
  return run.result();
}

class Evolution {
  readonly #input: EvolveInput;
  readonly #pool = new Map<string, PooledSkill>();
  readonly #gradients: Gradient[] = [];
  readonly #candidates: SkillCandidate[] = [];
  readonly #rounds: SkillRound[] = [];
  readonly #proposed = new Map<string, { draft: Draft; judged: Judged }[]>();
  readonly #runsOf: ReadonlyMap<string, ReadonlyMap<string, readonly SkillRun[]>>;
  readonly #seen = new Set<string>();
  #baseline: number | null = null;

  constructor(input: EvolveInput) {
    this.#input = input;
    this.#runsOf = new Map(
      input.sources.map(({ id, runs }) => [id, Map.groupBy(runs, ({ trajectoryId }) => trajectoryId)]),
    );
  }

  result(): Evolved {
    const skills = [...this.#pool.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    return {
      skills,
      gradients: this.#gradients,
      candidates: this.#candidates,
      rounds: this.#rounds,
      proposed: this.#proposed,
    };
  }

  async round(episodes: EvolveInput['episodes']): Promise<void> {
    const index = this.#rounds.length;
    const meanReturn = episodes.reduce((sum, { value }) => sum + value, 0) / episodes.length;
    const baseline = this.#baseline ?? meanReturn;
    for (const { trajectoryId } of episodes) this.#seen.add(trajectoryId);
    const born = this.#giveBirth(index);
    const use = this.#use(episodes, baseline);
    this.#refine(index, { episodes, baseline });
    const left = await this.#maintain(index);
    this.#baseline = nextBaseline(this.#baseline, meanReturn);
    this.#rounds.push({
      index,
      episodes: episodes.length,
      meanReturn,
      baseline,
      born,
      left,
      pool: this.#live().length,
      ...use,
    });
  }

  #live(): readonly PooledSkill[] {
    return [...this.#pool.values()].filter(({ left, waits }) => left === null && !waits);
  }

  /** Runs of a source in the episodes that were seen so far. */
  #known(source: SkillSource): readonly SkillRun[] {
    return source.runs.filter(({ trajectoryId }) => this.#seen.has(trajectoryId));
  }

  /** The ways that enough good episodes went by now become skills, the commonest first. Rule M1. */
  #giveBirth(round: number): readonly string[] {
    const ready = this.#input.sources
      .filter(({ id }) => !this.#pool.has(id))
      .map((source) => ({
        source,
        good: new Set(this.#known(source).flatMap(({ value, trajectoryId }) => (value > 0 ? [trajectoryId] : []))).size,
      }))
      .filter(({ good }) => good >= this.#input.settings.minSupport)
      .sort((a, b) => b.good - a.good || (a.source.id < b.source.id ? -1 : 1))
      .slice(0, birthsARound);
    for (const { source } of ready) this.#pool.set(source.id, newborn(source, { round, parent: null, waits: false }));
    return ready.map(({ source }) => source.id);
  }

  /** Counts every invocation of a live skill in the round. Rules M2 to M4. */
  #use(episodes: EvolveInput['episodes'], baseline: number): Pick<SkillRound, 'reuse' | 'addedTokens'> {
    const { settings } = this.#input;
    const largest = Math.max(0, ...this.#live().map(({ maturity }) => maturity));
    let [active, addedTokens] = [0, 0];
    for (const skill of this.#live()) {
      const isShut =
        settings.procmemSelection === 'lcb' &&
        skill.maturity >= newbornMaturity &&
        lowerConfidence(skill, largest) <= 0;
      const runs = isShut ? [] : this.#activeIn(skill, episodes);
      let { frequency, gain } = skill;
      for (const { value, from, to } of runs) {
        gain = nextGain({ gain, frequency }, value - baseline);
        frequency += 1;
        active += to - from;
        addedTokens += (to - from) * skillTokens(skill.body);
      }
      const maturity = skill.maturity + 1;
      this.#pool.set(skill.id, { ...skill, frequency, gain, maturity, active: [...skill.active, ...runs] });
    }
    return { reuse: { active, steps: episodes.reduce((sum, { steps }) => sum + steps, 0) }, addedTokens };
  }

  #activeIn({ source, body }: PooledSkill, episodes: EvolveInput['episodes']): readonly SkillRun[] {
    const runs = this.#runsOf.get(source.id);
    return episodes
      .flatMap(({ trajectoryId }) => runs?.get(trajectoryId) ?? [])
      .filter((run) => isActivated(body, run, source.conditions));
  }

  /** The skills that did worst in the round, and not always, are contrasted; what the gate lets pass is adopted or proposed. Rules M5 to M14. */
  #refine(
    round: number,
    { episodes, baseline }: { readonly episodes: EvolveInput['episodes']; readonly baseline: number },
  ): void {
    const { settings } = this.#input;
    if (settings.procmemGradients === 'off') return;
    const parents = this.#live()
      .map((skill) => {
        const runs = this.#activeIn(skill, episodes);
        const mean = runs.reduce((sum, { value }) => sum + value, 0) / runs.length;
        return { skill, runs, mean, isMixed: mean > 0 && mean < 1 };
      })
      .filter(({ isMixed }) => isMixed)
      .sort((a, b) => a.mean - b.mean || (a.skill.id < b.skill.id ? -1 : 1))
      .slice(0, parentsARound);
    for (const { skill, runs } of parents) this.#contrast(skill, runs, { round, baseline });
  }

  #contrast(
    skill: PooledSkill,
    runs: readonly SkillRun[],
    at: { readonly round: number; readonly baseline: number },
  ): void {
    const { source, body, id: skillId } = skill;
    const { settings } = this.#input;
    const gradient = contrastRuns(body, runs, { baseline: at.baseline, conditions: source.conditions });
    if (gradient === null) return;
    const gradientId = `g-${contentId({ skillId, round: at.round }).slice(0, 16)}`;
    const known = this.#known(source);
    const scorer = fitEmpiricalPolicy(body, known, source.conditions);
    const active = known.filter((run) => isActivated(body, run, source.conditions));
    const trial = { source, skillId, body, gradient, gradientId, runs: active, scorer, settings, ...at };
    const judged = judgeCandidates(draftCandidates(body, gradient), trial);
    const best = judged
      .filter(({ accepted }) => accepted)
      .toSorted((a, b) => b.verdict.difference - a.verdict.difference || (a.id < b.id ? -1 : 1))[0];
    for (const one of judged) {
      const { verdict: _verdict, draft: _draft, ...candidate } = one;
      const taken = settings.procmemAdoption === 'gate' ? ('adopted' as const) : ('proposed' as const);
      this.#candidates.push({ ...candidate, fate: one === best ? taken : 'rejected' });
    }
    this.#gradients.push({
      id: gradientId,
      round: at.round,
      skillId,
      relevance: gradient.relevance,
      outcome: gradient.outcome,
      trajectories: gradient.trajectories,
      edits: gradient.edits.map(({ field, kind, text, voices }) => ({ field, kind, text, voices })),
      candidates: judged.map(({ id }) => id),
    });
    if (best !== undefined) this.#take(skill, best, at.round);
  }

  #take(skill: PooledSkill, judged: Judged, round: number): void {
    const isReview = this.#input.settings.procmemAdoption === 'review';
    const { draft } = judged;
    if (draft.kind === 'new-skill') {
      const id = `k-${contentId({ from: skill.id, body: draft.after }).slice(0, 16)}`;
      if (this.#pool.has(id)) return;
      const source = { ...skill.source, body: draft.after };
      this.#pool.set(id, { ...newborn(source, { round, parent: skill.id, waits: isReview }), id });
      return;
    }
    if (isReview) {
      const own = this.#proposed.get(skill.id) ?? [];
      this.#proposed.set(skill.id, [...own, { draft, judged }]);
      return;
    }
    const body = applyAll(skill.body, draft.edits);
    const changed = { body, version: skill.version + 1, since: round + 1, active: [] };
    this.#pool.set(skill.id, { ...(this.#pool.get(skill.id) ?? skill), ...changed });
  }

  /** Who stays after the round. Rules M16, M17. */
  async #maintain(round: number): Promise<SkillRound['left']> {
    const { settings, embed } = this.#input;
    const live = this.#live();
    const texts = live.map(({ body }) => activationText(body));
    const vectors = await embed(texts);
    const vectorOf = new Map(live.map(({ id }, at) => [id, vectors[at] ?? new Float32Array()]));
    const zero = new Float32Array();
    const verdicts = maintain(
      live.map((skill) => ({ ...skill, pinned: false, effect: effectOf(skill.body) })),
      {
        capacity: settings.procmemPool,
        by: settings.procmemMaintenance,
        likeness: (first, second) => cosine(vectorOf.get(first) ?? zero, vectorOf.get(second) ?? zero),
      },
    );
    const left: { id: string; reason: PoolReason }[] = [];
    for (const verdict of verdicts) {
      const skill = this.#pool.get(verdict.id);
      if (skill === undefined) continue;
      this.#pool.set(verdict.id, { ...skill, verdict, left: verdict.stays ? null : round });
      if (!verdict.stays) left.push({ id: verdict.id, reason: verdict.reason });
    }
    return left;
  }
}

function newborn(
  source: SkillSource,
  { round, parent, waits }: { readonly round: number; readonly parent: string | null; readonly waits: boolean },
): PooledSkill {
  const { id, body } = source;
  const fresh = { version: 1, since: round, frequency: 0, gain: 0, maturity: 0, left: null, verdict: null, active: [] };
  return { id, source, body, parent, born: round, waits, ...fresh };
}
