import type { Evidence, JournalEvent, ProcedureBody, Revision, Settings } from '../../../shared/model/index.ts';
import { count, summarise } from '../bayes/index.ts';
import { revisionHash } from '../procedures/index.ts';

interface Context {
  readonly rows: readonly Evidence[];
  /** Journal event that brought each source. */
  readonly importedAt: ReadonlyMap<string, number>;
  readonly settings: Settings;
}

/**
 * The revisions of one procedure: the mined one, then one for each approval and edit that stands. A new revision
 * starts at the mean of its parent with `refinedPseudoCounts` [K]: its old evidence was chosen by the condition that it gained.
 */
export function buildRevisions(
  mined: ProcedureBody,
  events: readonly JournalEvent[],
  context: Context,
): readonly Revision[] {
  const { settings, rows, importedAt } = context;
  const prior = { alpha: settings.priorAlpha, beta: settings.priorBeta };
  const chain: Revision[] = [
    { hash: revisionHash(mined, null), parent: null, seq: 0, origin: 'mined', body: mined, prior },
  ];
  for (const { seq, change } of events) {
    if (change.kind !== 'proposal-approved' && change.kind !== 'procedure-edited') continue;
    const parent = chain.at(-1) as Revision; // never empty
    const since = rows.filter(({ sourceId }) => {
      const at = importedAt.get(sourceId) ?? 0;
      return at > parent.seq && at < seq;
    });
    const { mean } = summarise(parent.prior, count(since));
    const weight = settings.refinedPseudoCounts;
    chain.push({
      hash: revisionHash(change.body, parent.hash),
      parent: parent.hash,
      seq,
      origin: change.kind === 'procedure-edited' ? 'edited' : 'refined',
      body: change.body,
      prior: weight > 0 ? { alpha: mean * weight, beta: (1 - mean) * weight } : prior,
    });
  }
  return chain;
}

/** Each row counts for the revision that was live when its source came; rows of the mined revision stay as they are. */
export function splitEvidence(
  rows: readonly Evidence[],
  chain: readonly Revision[],
  importedAt: ReadonlyMap<string, number>,
): readonly Evidence[] {
  if (chain.length === 1) return rows;
  return rows.map((row) => {
    const at = importedAt.get(row.sourceId) ?? 0;
    const live = chain.findLast(({ seq }) => seq < at) ?? chain[0];
    return live === undefined || live.hash === row.revision ? row : { ...row, revision: live.hash };
  });
}
