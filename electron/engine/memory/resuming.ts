import type { AnalysisRow } from '../ports.ts';
import { namedSources } from './journal-sources.ts';
import type { Memory } from './memory.ts';
import { beginStaging, readStaged } from './staged.ts';
import type { StagedFile } from './staged.ts';
import { summarise } from './summary.ts';
import type { Summary } from './summary.ts';

/** A file that an earlier start of an import had read, with what is stored of it. */
export interface Resumed extends StagedFile {
  readonly summaries: readonly Summary[];
  readonly analyses: readonly AnalysisRow[];
}

/**
 * What an earlier start of the same import has left, by source id; what another import has left goes [J12]. A file of which
 * not every row is there is read again.
 */
export async function takeUp(memory: Memory, key: string): Promise<Map<string, Resumed>> {
  const { store, state, learner } = memory;
  const left = await readStaged(store.uri);
  const named = namedSources(state.events);
  const isNamed = new Set(named.map(({ id }) => id));
  const files = left?.key === key ? left.files.filter(({ source }) => !isNamed.has(source.id)) : [];
  const summaries = new Map<string, Summary[]>(files.map(({ source }) => [source.id, []]));
  const analyses = new Map<string, AnalysisRow>();
  if (files.length > 0) {
    for (const row of await store.analyses())
      if (row.version === learner.rules.analysisVersion) analyses.set(row.trajectoryId, row);
    for await (const batch of store.trajectories()) {
      for (const trajectory of batch) summaries.get(trajectory.sourceId)?.push(summarise(trajectory));
    }
  }
  const resumed = new Map<string, Resumed>();
  for (const file of files) {
    const own = summaries.get(file.source.id) ?? [];
    const rows = own.flatMap(({ id }) => analyses.get(id) ?? []);
    if (own.length === file.source.trajectories && rows.length === own.length)
      resumed.set(file.source.id, { ...file, summaries: own, analyses: rows });
  }
  if (left?.key !== key) await beginStaging(store.uri, key);
  if (left !== null) await store.dropOrphans([...named, ...[...resumed.values()].map(({ source }) => source)]);
  return resumed;
}
