import { importedKind } from '../../../shared/model/index.ts';
import type { Derived, Evidence, Procedure } from '../../../shared/model/index.ts';
import { canonicalJson } from '../identity/index.ts';
import type { SearchRow } from '../ports.ts';
import type { Summary } from './summary.ts';
import type { Tables } from './tables.ts';

// The checks of verify that compare stored values with each other. Each gives its first fault in words, or null.

const tolerance = 1e-9;
const differ = (a: number, b: number): boolean => Math.abs(a - b) > tolerance * Math.max(1, Math.abs(a), Math.abs(b));

function byItem(evidence: readonly Evidence[]): ReadonlyMap<string, readonly Evidence[]> {
  return Map.groupBy(evidence, (row) => row.itemId);
}

/** Posterior = prior + evidence rows of the live revision, for each item [V3]. */
export function findPosteriorFault(derived: Derived): string | null {
  const rows = byItem(derived.evidence);
  for (const procedure of derived.procedures) {
    const own = (rows.get(procedure.id) ?? []).filter((row) => row.revision === procedure.revision);
    const fault = countFault(procedure, own) ?? priorFault(procedure, derived);
    if (fault !== null) return `Procedure ${procedure.id}: ${fault}`;
  }
  for (const meta of derived.metaProcedures) {
    const fault = countFault(meta, rows.get(meta.id) ?? []);
    if (fault !== null) return `Meta-procedure ${meta.id}: ${fault}`;
  }
  return null;
}

function countFault(item: Pick<Procedure, 'posterior'>, rows: readonly Evidence[]): string | null {
  const { alpha, beta, mean, n, prior } = item.posterior;
  const successes = rows.filter((row) => row.outcome === 'success').length;
  const failures = rows.length - successes;
  if (differ(alpha, prior.alpha + successes)) {
    return `alpha is ${alpha}, but its prior ${prior.alpha} and ${successes} successes make ${prior.alpha + successes}.`;
  }
  if (differ(beta, prior.beta + failures)) {
    return `beta is ${beta}, but its prior ${prior.beta} and ${failures} failures make ${prior.beta + failures}.`;
  }
  if (differ(mean, alpha / (alpha + beta))) return `the mean is ${mean}, not alpha / (alpha + beta).`;
  return differ(n, rows.length) ? `n is ${n}, but there are ${rows.length} evidence rows.` : null;
}

function priorFault(procedure: Procedure, derived: Derived): string | null {
  const revision = derived.revisions[procedure.id]?.findLast(({ hash }) => hash === procedure.revision);
  if (revision === undefined) return `its live revision ${procedure.revision} is not among its revisions.`;
  const { prior } = procedure.posterior;
  return differ(prior.alpha, revision.prior.alpha) || differ(prior.beta, revision.prior.beta)
    ? 'its prior is not the prior of its live revision.'
    : null;
}

/** Each evidence row resolves to steps of its trajectory, and to a revision of its item [V4]. */
export function findEvidenceFault(derived: Derived, summaries: ReadonlyMap<string, Summary>): string | null {
  const metas = new Set(derived.metaProcedures.map((meta) => meta.id));
  const revisions = new Set(
    Object.entries(derived.revisions).flatMap(([id, list]) => list.map(({ hash }) => `${id} ${hash}`)),
  );
  for (const row of derived.evidence) {
    const of = `Evidence ${row.id}`;
    const trajectory = summaries.get(row.trajectoryId);
    if (trajectory === undefined) return `${of} names trajectory ${row.trajectoryId}, which is not stored.`;
    if (row.from < 0 || row.from >= row.to || row.to > trajectory.steps) {
      return `${of} names steps ${row.from} to ${row.to} of a trajectory with ${trajectory.steps} steps.`;
    }
    if (row.sourceId !== trajectory.sourceId) return `${of} names another source than its trajectory has.`;
    if (row.episode !== trajectory.outcome) return `${of} names another outcome than its trajectory has.`;
    if (!metas.has(row.itemId) && !revisions.has(`${row.itemId} ${row.revision}`)) {
      return `${of} names revision ${row.revision} of ${row.itemId}, which is not there.`;
    }
  }
  return null;
}

/** Every id that a row names is there [V5]. */
export function findReferenceFault(derived: Derived, summaries: ReadonlyMap<string, Summary>): string | null {
  const procedures = new Set(derived.procedures.map((item) => item.id));
  const evidence = new Set(derived.evidence.map((row) => row.id));
  for (const segment of derived.segments) {
    if (!summaries.has(segment.trajectoryId)) return `Segment ${segment.id} names a trajectory that is not stored.`;
    if (segment.procedureId !== null && !procedures.has(segment.procedureId)) {
      return `Segment ${segment.id} names procedure ${segment.procedureId}, which is not there.`;
    }
    if (segment.evidenceId !== null && !evidence.has(segment.evidenceId)) {
      return `Segment ${segment.id} names evidence ${segment.evidenceId}, which is not there.`;
    }
  }
  for (const { id, contexts } of derived.procedures) {
    const gone = [...contexts.success, ...contexts.failure].find((row) => !evidence.has(row));
    if (gone !== undefined) return `Procedure ${id} names evidence ${gone}, which is not there.`;
  }
  for (const { id, sequence } of derived.metaProcedures) {
    const gone = sequence.find((step) => !procedures.has(step));
    if (gone !== undefined) return `Meta-procedure ${id} names procedure ${gone}, which is not there.`;
  }
  // A skill of others has no procedure until a person approves it.
  const homeless = derived.proposals.find(({ kind, targetId }) => kind !== importedKind && !procedures.has(targetId));
  return homeless === undefined
    ? null
    : `Proposal ${homeless.id} names procedure ${homeless.targetId}, which is not there.`;
}

/** Each item that can be found has one row in the search table, with the words that it is found by [V6]. */
export function findSearchFault(stored: readonly SearchRow[], texts: Derived['texts']): string | null {
  const expected = new Map(texts.map(({ itemId, text }) => [itemId, text]));
  for (const { id, text } of stored) {
    const words = expected.get(id);
    if (words === undefined) return `search: row ${id} is stored twice, or the replay does not make it.`;
    if (words !== text) return `search: row ${id} has other words than the replay gives it.`;
    expected.delete(id);
  }
  const [missing] = expected.keys();
  return missing === undefined ? null : `search: row ${missing} is made by the replay, but is not stored.`;
}

/** The first row in which two sets of tables differ [V6]. */
export function findDifference(stored: Tables, replayed: Tables): string | null {
  for (const table of ['procedures', 'metas', 'segments', 'evidence', 'proposals', 'extras'] as const) {
    const expected = new Map(replayed[table].map((row) => [row.id, row.json]));
    for (const row of stored[table]) {
      const json = expected.get(row.id);
      if (json === undefined) return `${table}: row ${row.id} is stored, but the replay does not make it.`;
      if (json !== row.json) return `${table}: row ${row.id} ${differenceOf(row.json, json)}.`;
      expected.delete(row.id);
    }
    const [missing] = expected.keys();
    if (missing !== undefined) return `${table}: row ${missing} is made by the replay, but is not stored.`;
  }
  return null;
}

/** The fields of a row: rows are written as JSON objects or arrays. */
function fieldsOf(json: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(json);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function differenceOf(stored: string, replayed: string): string {
  const [is, should] = [fieldsOf(stored), fieldsOf(replayed)];
  const key = Object.keys(should).find(
    (name) => canonicalJson(is[name] ?? null) !== canonicalJson(should[name] ?? null),
  );
  return key === undefined
    ? 'is not written as the replay writes it'
    : `has another ${key} than the replay: ${shorten(is[key])}, not ${shorten(should[key])}`;
}

function shorten(value: unknown): string {
  const text = canonicalJson(value ?? null);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
