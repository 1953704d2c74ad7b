import type { ProcedureBody } from '../../../../shared/model/index.ts';
import type { SkillRun } from './runs.ts';

/** A version of a skill that is scored: the skill as it was, or a candidate by its id. */
export interface ScoredVersion {
  readonly id: string;
  readonly body: ProcedureBody;
}

/** Who gives the likelihoods of recorded actions; its name is shown wherever its figures are. Rule M9. */
export interface Scorer {
  readonly name: string;
  /** ln pi(a|s) of each step that the run did, in order; null for a step that it cannot score. */
  score(version: ScoredVersion, run: SkillRun): readonly (number | null)[];
}

/** A line of a file of log-probabilities: of a recorded action under a skill (its id) or a candidate (its id). */
export interface LogProbability {
  readonly version: string;
  readonly trajectory: string;
  readonly step: number;
  readonly logprob: number;
}

/** What of a run a file is looked up by. */
type Recorded = { readonly trajectoryId: string; readonly did: readonly { readonly step: number }[] };

/** Scores by a file of log-probabilities that somebody's model made, teacher-forced on the recorded actions. Rule M9. */
export function scoreByFile(name: string, rows: readonly LogProbability[]) {
  const known = new Map(
    rows.map(({ version, trajectory, step, logprob }) => [`${version} ${trajectory} ${step}`, logprob]),
  );
  return {
    name,
    score: ({ id }: Pick<ScoredVersion, 'id'>, { trajectoryId, did }: Recorded): readonly (number | null)[] =>
      did.map(({ step }) => known.get(`${id} ${trajectoryId} ${step}`) ?? null),
  };
}
