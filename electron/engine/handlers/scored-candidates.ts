import type { GateScores, ReasonerProgress } from '../../../shared/contract/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import type { SkillCandidate, Trajectory } from '../../../shared/model/index.ts';
import { likelihoodQuestion } from '../drafting/index.ts';
import type { Engine } from '../engine.ts';
import type { Memory } from '../memory/index.ts';
import type { LogProbability } from '../strategies/index.ts';
import { writeAction } from './spans.ts';
import type { StreamOptions } from './streamed.ts';

/** What a model said of a candidate's steps. */
export interface Scored {
  readonly name: string;
  readonly rows: readonly LogProbability[];
}

/** Log-probabilities by the model of the settings, kept while this process lives: the sliders of the gate do not ask again. */
export class ScoredCandidates {
  readonly #engine: Engine;
  readonly #kept = new Map<string, Scored>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** null where it was not asked yet, or the memory has changed since. */
  find(memory: Memory, id: string): Scored | null {
    return this.#kept.get(keyOf(memory, id)) ?? null;
  }

  /** Has every step scored under both versions. @throws KnackError WRONG_USE where the reasoner gives no likelihoods */
  async score(candidate: SkillCandidate, { signal, onProgress }: StreamOptions<ReasonerProgress>): Promise<GateScores> {
    const { memory, config } = this.#engine;
    const desk = await config.reasoner();
    if ((await desk.settings()).kind === 'rules') throw noModel();
    const reasoner = await desk.reasoner();
    const ids = [...new Set(candidate.steps.map(({ trajectoryId }) => trajectoryId))];
    const trajectories = new Map<string, Trajectory>();
    for (const id of ids) {
      const trajectory = await memory.store.trajectory(id);
      if (trajectory !== null) trajectories.set(id, trajectory);
    }
    const { question, scored } = likelihoodQuestion(candidate, trajectories, writeAction);
    const told = await reasoner.ask(question, {
      signal,
      onProgress: (progress) => onProgress({ kind: 'progress', ...progress }),
    });
    const rows = scored.flatMap(({ trajectoryId, step }, at): LogProbability[] => {
      const [before = null, after = null] = told.answer.logProbabilities.slice(2 * at, 2 * at + 2);
      if (before === null || after === null) return [];
      return [
        { version: candidate.skillId, trajectory: trajectoryId, step, logprob: before },
        { version: candidate.id, trajectory: trajectoryId, step, logprob: after },
      ];
    });
    const name = told.author === null ? candidate.scorer : told.author.model;
    if (told.author !== null) this.#kept.set(keyOf(memory, candidate.id), { name, rows });
    return { scorer: name, author: told.author, steps: rows.length / 2, of: candidate.steps.length };
  }
}

function noModel(): KnackError {
  return new KnackError({
    code: 'WRONG_USE',
    happened: 'The rules are the reasoner: their figures are those that the gate shows already.',
    kept: 'Nothing was changed.',
    todo: 'Choose a server or a text model of this machine in the settings of the reasoner.',
  });
}

function keyOf({ store, state }: Memory, id: string): string {
  return `${store.uri} ${state.stateHash} ${id}`;
}
