import type { VerifyReport } from '../../../shared/contract/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import type { JournalEvent, Trajectory } from '../../../shared/model/index.ts';
import { findChainFault, trajectoryId } from '../identity/index.ts';
import type { AnalysisRow, Store } from '../ports.ts';
import {
  findDifference,
  findEvidenceFault,
  findPosteriorFault,
  findReferenceFault,
  findSearchFault,
} from './checks.ts';
import { foldJournal } from './fold.ts';
import { namedSources } from './journal-sources.ts';
import { KeptMining } from './kept.ts';
import { isMadeByRules, Learner } from './learner.ts';
import type { Learning } from './learner.ts';
import { makeState } from './make-state.ts';
import type { MemoryState } from './state.ts';
import { readStaged } from './staged.ts';
import { summarise } from './summary.ts';
import type { Summary } from './summary.ts';
import { fromTables } from './tables.ts';
import { Vectors } from './vectors.ts';
import type { OpenEmbedder } from './vectors.ts';

type Check = VerifyReport['checks'][number];

/** What a replay needs beside the journal and the trajectories. */
export interface ReplayParts {
  readonly learning: Learning;
  readonly openEmbedder: OpenEmbedder;
}

/** A report from named checks; each is its first fault in words, or null. */
export function reportChecks(faults: readonly (readonly [name: string, fault: string | null])[]): VerifyReport {
  const checks = faults.map(([name, fault]): Check => ({ name, ok: fault === null, fault }));
  return { ok: checks.every((check) => check.ok), checks };
}

/** What one pass over all trajectories gives: analyses and summaries made anew, and the first fault. */
export interface Reread {
  readonly summaries: ReadonlyMap<string, Summary>;
  readonly analyses: readonly AnalysisRow[];
  readonly fault: string | null;
}

/** Reads every trajectory again, and checks that its id is the digest of its place and that its source is named. */
export async function reread(
  batches: AsyncIterable<readonly Trajectory[]>,
  events: readonly JournalEvent[],
  learning: Learning,
): Promise<Reread> {
  const sources = new Map(namedSources(events).map((source) => [source.id, { source, found: 0 }]));
  const summaries = new Map<string, Summary>();
  const analyses: AnalysisRow[] = [];
  let fault: string | null = null;
  for await (const batch of batches) {
    for (const trajectory of batch) {
      const source = sources.get(trajectory.sourceId);
      if (source === undefined) fault ??= `Trajectory ${trajectory.id} is of a source that no event names.`;
      else source.found += 1;
      if (trajectory.id !== trajectoryId(trajectory.sourceId, trajectory.record)) {
        fault ??= `Trajectory ${trajectory.id} does not have the id of its source and record.`;
      }
      if (summaries.has(trajectory.id)) fault ??= `Trajectory ${trajectory.id} is stored twice.`;
      summaries.set(trajectory.id, summarise(trajectory));
      analyses.push(learning.analyse(trajectory));
    }
  }
  const short = [...sources.values()].find(({ source, found }) => found !== source.trajectories);
  if (short !== undefined) {
    fault ??= `Source ${short.source.name} has ${short.found} stored trajectories, not ${short.source.trajectories}.`;
  }
  return { summaries, analyses, fault };
}

/** The state that follows from the journal and the trajectories, made from nothing else. */
export async function replay(
  events: readonly JournalEvent[],
  read: Reread,
  parts: ReplayParts & { readonly vectors: Vectors },
): Promise<MemoryState> {
  const nothingStored = {
    analyses: async (): Promise<readonly AnalysisRow[]> => [],
    async *trajectories(): AsyncIterable<readonly Trajectory[]> {},
  };
  const learner = new Learner({ learning: parts.learning, store: nothingStored, vectors: parts.vectors });
  const folded = foldJournal(events);
  const derived = await learner.derive(folded, { summaries: read.summaries, fresh: read.analyses });
  return makeState({ events, folded, derived, summaries: read.summaries });
}

/**
 * Checks everything that a stored memory promises [V1 to V7], reading it all from the store. Changes nothing but
 * the cache of vectors.
 */
export async function verifyStore(store: Store, parts: ReplayParts): Promise<VerifyReport> {
  try {
    return await verifyWhole(store, parts);
  } catch (error) {
    if (error instanceof KnackError && error.code === 'MEMORY_DAMAGED')
      return reportChecks([['tables', error.happened]]);
    throw error;
  }
}

async function verifyWhole(store: Store, parts: ReplayParts): Promise<VerifyReport> {
  const events = await store.events();
  const journal = findChainFault(events);
  const named = new Set(namedSources(events).map(({ id }) => id));
  const staged = (await readStaged(store.uri))?.files ?? [];
  const waiting = new Waiting(staged.map(({ source }) => source.id).filter((id) => !named.has(id)));
  const read = await reread(waiting.without(store.trajectories()), events, parts.learning);
  const rows = (await store.analyses()).filter((row) => !waiting.ids.has(row.trajectoryId));
  const cached = findAnalysisFault(rows, read, parts.learning) ?? (await findKeptFault(store, events, { rows, parts }));
  const stored = await store.readDerived();
  const head = events.at(-1)?.seq ?? 0;
  const before = [
    ['journal', journal],
    ['trajectories', read.fault],
    ['analyses', cached],
  ] as const;
  if (stored === null && (await store.derivedMark())?.seq === head) {
    return reportChecks([
      ...before,
      ['tables', 'A table has not as many rows as were written: some are missing or were added.'],
    ]);
  }
  // Tables of an earlier event, or between two, are what a kill leaves, and tables of other rules what a newer Knack finds: the
  // next open makes them again.
  if (stored === null || stored.mark.seq < head || !isMadeByRules(stored.mark.model, parts.learning))
    return reportChecks(before);
  const vectors = new Vectors(store, parts.openEmbedder);
  try {
    const { derived, summaries } = fromTables(stored.tables);
    const checked = [
      ['posterior', attempt(() => findPosteriorFault(derived))],
      ['evidence', attempt(() => findEvidenceFault(derived, read.summaries))],
      ['references', attempt(() => findReferenceFault(derived, summaries))],
    ] as const;
    const replayed = await replay(events, read, { ...parts, vectors });
    const digest =
      replayed.stateHash === stored.mark.stateHash
        ? null
        : `The replay has state ${replayed.stateHash}, but ${stored.mark.stateHash} is stored.`;
    const found = await store.searchRows();
    return reportChecks([
      ...before,
      ...checked,
      ['search', findSearchFault(found, replayed.derived.texts)],
      ['replay', attempt(() => findDifference(stored.tables, replayed.tables))],
      ['digest', digest],
    ]);
  } finally {
    await vectors.close();
  }
}

/** What an interrupted import has read is no part of the memory yet, and no fault of it [J12]. */
class Waiting {
  /** Trajectories that were left out. */
  readonly ids = new Set<string>();
  readonly #sources: ReadonlySet<string>;

  constructor(sources: readonly string[]) {
    this.#sources = new Set(sources);
  }

  async *without(batches: AsyncIterable<readonly Trajectory[]>): AsyncGenerator<readonly Trajectory[]> {
    for await (const batch of batches) {
      for (const { id, sourceId } of batch) if (this.#sources.has(sourceId)) this.ids.add(id);
      yield batch.filter(({ id }) => !this.ids.has(id));
    }
  }
}

function findAnalysisFault(rows: readonly AnalysisRow[], read: Reread, learning: Learning): string | null {
  const anew = new Map(read.analyses.map((row) => [row.trajectoryId, row.data]));
  if (rows.some((row) => row.version !== learning.analysisVersion)) return null;
  if (rows.length !== anew.size) return `There are ${rows.length} analyses for ${anew.size} trajectories.`;
  const altered = rows.find((row) => anew.get(row.trajectoryId) !== row.data);
  return altered === undefined ? null : `The analysis of trajectory ${altered.trajectoryId} does not fit its steps.`;
}

/** What was kept of a mining is as good as the analyses that it was read from [J14]; damaged, it is not used. */
async function findKeptFault(
  { uri }: Store,
  events: readonly JournalEvent[],
  { rows, parts }: { readonly rows: readonly AnalysisRow[]; readonly parts: ReplayParts },
): Promise<string | null> {
  const { learning } = parts;
  const before = new learning.MinedBefore();
  const kept = await new KeptMining(uri).takeUp({ folded: foldJournal(events), rules: learning, before });
  const stored = new Map(rows.map((row) => [row.trajectoryId, row.data]));
  const altered = kept.find((row) => stored.get(row.trajectoryId) !== row.data);
  return altered === undefined ? null : `What was kept of trajectory ${altered.trajectoryId} is not its analysis.`;
}

/** A row that does not even parse is a fault, not an end of the check. */
function attempt(check: () => string | null): string | null {
  try {
    return check();
  } catch (error) {
    return `A stored row cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}
