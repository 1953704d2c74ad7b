import type { ExportResult, VerifyReport } from '../../../shared/contract/index.ts';
import { KnackError, reportOf } from '../../../shared/errors.ts';
import type { AnalysisRow, Store } from '../ports.ts';
import {
  countsOf,
  makerOf,
  Memory,
  readStateFrom,
  replay,
  reportChecks,
  reread,
  summarise,
  Vectors,
} from '../memory/index.ts';
import type { MemoryParts, MemoryState, ReplayParts, Summary } from '../memory/index.ts';
import { openSnapshot, readTrajectories } from './read.ts';
import type { Snapshot } from './read.ts';

/**
 * Makes the memory of a snapshot in an empty store: the state is worked out again from journal and trajectories,
 * and must have the digest that the snapshot says [F5]. On any fault the store is left without a memory.
 *
 * @throws KnackError SNAPSHOT_DAMAGED, WRONG_USE when the store holds a memory
 */
export async function importSnapshot(
  snapshot: Snapshot,
  parts: MemoryParts,
): Promise<{ readonly memory: Memory; readonly result: ExportResult }> {
  const { store, learning } = parts;
  if ((await store.events()).length > 0) throw occupied(store.uri);
  const { file, manifest, events, sha256 } = snapshot;
  try {
    await store.dropOrphans([]);
    const summaries: Summary[] = [];
    const analyses: AnalysisRow[] = [];
    for await (const trajectories of readTrajectories(snapshot)) {
      const rows = trajectories.map((trajectory) => learning.analyse(trajectory));
      await store.addTrajectories({ trajectories, analyses: rows });
      summaries.push(...trajectories.map(summarise));
      analyses.push(...rows);
    }
    const expected = { stateHash: manifest.stateHash, model: manifest.model.digest };
    const memory = await Memory.restore(parts, { events, arrival: { summaries, analyses }, expected });
    const { state } = memory;
    return { memory, result: { file, sha256, stateHash: state.stateHash, counts: countsOf(state) } };
  } catch (error) {
    await dropUnnamed(store);
    throw error;
  }
}

/** After a failure: rows without an event go, unless the events were appended all the same. */
async function dropUnnamed(store: Store): Promise<void> {
  const events = await store.events().catch(() => null);
  if (events?.length === 0) await store.dropOrphans([]).catch(() => undefined);
}

/** The state that a snapshot leads to, without making a memory of it. @throws KnackError SNAPSHOT_DAMAGED, SNAPSHOT_NEWER */
export async function readSnapshotState(file: string, parts: ReplayParts): Promise<MemoryState> {
  const snapshot = await openSnapshot(file);
  return readStateFrom({ events: snapshot.events, trajectories: readTrajectories(snapshot) }, parts);
}

/** Checks a snapshot file as `verify` checks a memory, without writing anything [F6]. */
export async function verifySnapshot(file: string, parts: ReplayParts): Promise<VerifyReport> {
  try {
    const snapshot = await openSnapshot(file);
    const { manifest, events } = snapshot;
    const read = await reread(readTrajectories(snapshot), events, parts.learning);
    // Vectors of a check are kept in this process only.
    const vectors = new Vectors(
      { vectors: async () => new Map(), addVectors: async () => undefined },
      parts.openEmbedder,
    );
    try {
      const state = await replay(events, read, { ...parts, vectors });
      const { info } = await vectors.embedder(manifest.model.id);
      // With another model or other rules there is nothing to compare with.
      const other = manifest.model.digest !== '' && makerOf(info, parts.learning) !== manifest.model.digest;
      const digest =
        state.stateHash === manifest.stateHash || other
          ? null
          : `The replay has state ${state.stateHash}, but the snapshot says ${manifest.stateHash}.`;
      return reportChecks([
        ['bytes', null],
        ['journal', null],
        ['trajectories', read.fault],
        ['digest', digest],
      ]);
    } finally {
      await vectors.close();
    }
  } catch (error) {
    if (error instanceof KnackError && error.code === 'SNAPSHOT_DAMAGED') {
      return reportChecks([['bytes', reportOf(error).happened]]);
    }
    throw error;
  }
}

function occupied(uri: string): KnackError {
  return new KnackError({
    code: 'WRONG_USE',
    happened: `There is a memory at ${uri} already.`,
    kept: 'It is as it was.',
    todo: 'Import the snapshot into an empty or a new folder.',
  });
}
