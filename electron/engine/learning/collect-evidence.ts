import type { Evidence } from '../../../shared/model/index.ts';
import type { Corpus } from '../abstraction/corpus.ts';
import {
  type Execution,
  findExplained,
  judge,
  makeEvidence,
  type MinedProcedure,
  revisionHash,
} from '../procedures/index.ts';

export interface CollectedEvidence {
  /** Rows of each procedure under its mined revision, in id order of their trajectories. */
  readonly evidence: Map<string, readonly Evidence[]>;
  readonly rowOf: ReadonlyMap<Execution, Evidence>;
}

/** Judges every execution of the procedures (SPEC rules E1, E2, E4). */
export function collectEvidence(
  corpus: Corpus,
  procedures: readonly MinedProcedure[],
  settingsRule: Evidence['rule'],
): CollectedEvidence {
  const evidence = new Map<string, readonly Evidence[]>();
  const rowOf = new Map<Execution, Evidence>();
  const explainedEpisodes = findExplained(corpus, procedures);
  for (const { id, body, executions } of procedures) {
    const revision = revisionHash(body, null);
    // Where no observation ever tells an effect, Phi is unknown: only the end of the episode can judge.
    const rule = body.postconditions.length === 0 ? 'episode' : settingsRule;
    const rows = executions.flatMap((execution): Evidence[] => {
      const episode = corpus.episodes[execution.episode];
      if (episode === undefined) return [];
      const { phi, span, last } = execution;
      const told = { phi, episode: episode.outcome, wentOn: !last };
      const explained = rule === 'blended' && last && phi === 'true' && explainedEpisodes.has(execution.episode);
      const outcome = judge(rule, { ...told, explained, censored: last && episode.truncated });
      if (outcome === null) return [];
      const { trajectoryId, sourceId } = episode;
      const { from, to } = span;
      const row = makeEvidence({
        ...{ itemId: id, revision, trajectoryId, sourceId, from, to },
        ...{ ...told, outcome, rule, explained },
      });
      rowOf.set(execution, row);
      return [row];
    });
    evidence.set(id, rows);
  }
  return { evidence, rowOf };
}
