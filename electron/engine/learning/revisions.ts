import type {
  Beta,
  Change,
  Condition,
  Evidence,
  JournalEvent,
  ProcedureBody,
  Revision,
  Settings,
} from '../../../shared/model/index.ts';
import { count, summarise } from '../bayes/index.ts';
import type { Pattern } from '../conditions/patterns.ts';
import { conditionOf, revisionHash, type Execution, type MinedProcedure } from '../procedures/index.ts';
import { markWritten } from './written.ts';

interface Context {
  readonly rows: readonly Evidence[];
  /** Journal event that brought each source. */
  readonly importedAt: ReadonlyMap<string, number>;
  readonly settings: Settings;
  /** Of the mined revision; that of the settings where it is missing. */
  readonly prior?: Beta;
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
  const prior = context.prior ?? { alpha: settings.priorAlpha, beta: settings.priorBeta };
  const chain: Revision[] = [
    { hash: revisionHash(mined, null), parent: null, seq: 0, origin: 'mined', body: mined, prior },
  ];
  for (const { seq, change } of events) {
    const origin = originOf(change);
    if (origin === null || !('body' in change)) continue;
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
      origin,
      body: change.body,
      prior: weight > 0 ? { alpha: mean * weight, beta: (1 - mean) * weight } : prior,
    });
  }
  return markWritten({ chain, events });
}

/** What kind of revision a change makes; null when it makes none. */
function originOf(change: Change): Revision['origin'] | null {
  switch (change.kind) {
    case 'proposal-approved':
      return 'refined';
    case 'procedure-edited':
      return 'edited';
    case 'procedure-reverted':
      return 'reverted';
    default:
      return null;
  }
}

/**
 * Each row counts for the newest revision that was live when its source came and whose added preconditions held in that execution:
 * what was done where a revision forbids it is no evidence about the revision. Rows of the mined revision stay as they are.
 */
export function splitEvidence(
  rows: readonly Evidence[],
  chain: readonly Revision[],
  { importedAt, held }: { readonly importedAt: ReadonlyMap<string, number>; readonly held: HeldIn },
): readonly Evidence[] {
  const [mined] = chain;
  if (mined === undefined || chain.length === 1) return rows;
  const added = new Map(chain.map((revision) => [revision.hash, addedTo(mined, revision)]));
  return rows.map((row) => {
    const at = importedAt.get(row.sourceId) ?? 0;
    const own = chain.findLast(
      ({ seq, hash }) => seq < at && (added.get(hash) ?? []).every((condition) => held(row, condition)),
    );
    const revision = (own ?? mined).hash;
    return revision === row.revision ? row : { ...row, revision };
  });
}

/** Whether a condition held right before the decisive step of an execution; true where nothing is known of it. */
export type HeldIn = (row: Evidence, condition: Condition) => boolean;

function addedTo(mined: Revision, revision: Revision): readonly Condition[] {
  const before = new Set(mined.body.preconditions.map(({ id }) => id));
  return revision.body.preconditions.filter(({ id }) => !before.has(id));
}

/** Answers from the features of the procedure's executions: a condition that is no feature was never looked at. */
export function readHeld(procedure: MinedProcedure, executionOf: ReadonlyMap<string, Execution>): HeldIn {
  const features = new Map<string, number>();
  procedure.features.forEach((feature, index) => {
    if (feature.kind === 'condition')
      features.set(atomOf(conditionOf(asCounted(feature.pattern), procedure.slots, asTold)), index);
  });
  return (row, condition) => {
    const index = features.get(atomOf(condition));
    const execution = executionOf.get(row.id);
    if (index === undefined || execution === undefined) return true;
    return execution.patterns.includes(index) === (condition.polarity === 'positive');
  };
}

const asTold = { polarity: 'positive', origin: 'extracted' } as const;
const asCounted = (pattern: Pattern): { readonly pattern: Pattern; readonly holds: number; readonly of: number } => ({
  pattern,
  holds: 0,
  of: 0,
});

function atomOf({ predicate, arguments: args }: Condition): string {
  return JSON.stringify([predicate, args]);
}
