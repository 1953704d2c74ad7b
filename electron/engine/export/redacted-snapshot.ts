import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExportResult, SecretKind } from '../../../shared/contract/index.ts';
import type { Change, JournalEvent, ProcedureBody, Trajectory } from '../../../shared/model/index.ts';
import { chainEvent } from '../identity/index.ts';
import { Memory, summarise } from '../memory/index.ts';
import type { MemoryParts, Summary } from '../memory/index.ts';
import type { AnalysisRow, Store } from '../ports.ts';
import { exportSnapshot } from '../snapshot/index.ts';
import { Redactor } from './redactor.ts';

/** What a memory is made with, beside its store. */
export interface SnapshotTools {
  readonly openStore: (options: { readonly uri: string; readonly create: boolean }) => Promise<Store>;
  readonly parts: Omit<MemoryParts, 'store'>;
}

export interface RedactedRequest {
  readonly file: string;
  readonly keep: readonly SecretKind[];
}

/** No model has this digest: the state is worked out from the redacted texts, and there is none to compare it with. */
const noComparison = { stateHash: '', model: 'redacted' } as const;

/**
 * A snapshot of which the secrets are taken out [X3]: another memory, made from the redacted episodes and decisions beside this one, and
 * frozen. Where no secret is found it is the snapshot of this memory, byte for byte. Call it inside `exclusive`.
 *
 * @throws KnackError FILE_UNREADABLE, DISK_FULL, MODEL_MISSING
 */
export async function exportRedactedSnapshot(
  memory: Memory,
  { file, keep }: RedactedRequest,
  tools: SnapshotTools,
): Promise<ExportResult> {
  const redactor = new Redactor(new Set(keep));
  const folder = await mkdtemp(join(tmpdir(), 'knack-redacted-'));
  try {
    const events = redactEvents(memory.state.events, redactor);
    const store = await tools.openStore({ uri: join(folder, 'memory'), create: true });
    const redacted = await restore({ store, memory, events, redactor, tools });
    try {
      return { ...(await exportSnapshot(redacted, file)), redactions: redactor.counts };
    } finally {
      await redacted.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Restoring {
  readonly store: Store;
  readonly memory: Memory;
  readonly events: readonly JournalEvent[];
  readonly redactor: Redactor;
  readonly tools: SnapshotTools;
}

async function restore({ store, memory, events, redactor, tools }: Restoring): Promise<Memory> {
  try {
    const summaries: Summary[] = [];
    const analyses: AnalysisRow[] = [];
    for await (const batch of memory.store.trajectories()) {
      // What an interrupted import has read is no part of the memory yet [J12].
      const trajectories = batch
        .filter(({ id }) => memory.state.summaries.has(id))
        .map((trajectory) => redactTrajectory(trajectory, redactor));
      const rows = trajectories.map((trajectory) => tools.parts.learning.analyse(trajectory));
      await store.addTrajectories({ trajectories, analyses: rows });
      summaries.push(...trajectories.map(summarise));
      analyses.push(...rows);
    }
    const arrival = { summaries, analyses };
    return await Memory.restore({ ...tools.parts, store }, { events, arrival, expected: noComparison });
  } catch (error) {
    await store.close().catch(() => undefined);
    throw error;
  }
}

/** What names an episode stays: it is made of digests and numbers. */
function redactTrajectory(trajectory: Trajectory, redactor: Redactor): Trajectory {
  const { id, sourceId, record } = trajectory;
  return { ...redactor.value(trajectory, `trajectory ${id}`), id, sourceId, record };
}

/** The journal with its texts redacted and chained anew; what a forgotten decision is known by follows its new hash. */
function redactEvents(events: readonly JournalEvent[], redactor: Redactor): readonly JournalEvent[] {
  const chained: JournalEvent[] = [];
  for (const { at, cause, change, seq } of events) {
    const clean = redactChange(change, redactor, `event ${seq}`);
    const renamed =
      clean.kind === 'source-unlearned'
        ? { ...clean, stale: clean.stale.map((one) => ({ ...one, hash: chained[one.seq - 1]?.hash ?? one.hash })) }
        : clean;
    chained.push(chainEvent(chained.at(-1) ?? null, { at, cause, change: renamed }));
  }
  return chained;
}

/** The texts of an event; ids, digests, numbers and settings stay as they are. */
function redactChange(change: Change, redactor: Redactor, where: string): Change {
  const text = (one: string): string => redactor.text(one, where);
  const body = (one: ProcedureBody): ProcedureBody => redactor.value(one, where);
  switch (change.kind) {
    case 'sources-imported':
      return { ...change, sources: change.sources.map((source) => ({ ...source, name: text(source.name) })) };
    case 'skills-proposed':
      return {
        ...change,
        skills: change.skills.map((skill) => ({
          ...skill,
          name: text(skill.name),
          file: text(skill.file),
          body: body(skill.body),
          warnings: skill.warnings.map(text),
        })),
      };
    case 'proposal-written':
      return {
        ...change,
        title: text(change.title),
        body: body(change.body),
        written: { ...change.written, because: text(change.written.because) },
      };
    case 'proposal-approved':
    case 'procedure-edited':
    case 'procedure-reverted':
      return { ...change, body: body(change.body) };
    case 'proposal-rejected':
    case 'quarantine-released':
      return { ...change, reason: text(change.reason) };
    case 'source-unlearned':
      return { ...change, name: text(change.name) };
    case 'memory-created':
    case 'settings-changed':
    case 'policy-changed':
    case 'proposal-deferred':
    case 'item-locked':
    case 'item-pinned':
    case 'item-deleted':
    case 'item-restored':
    case 'decision-forgotten':
    case 'undone':
      return change;
  }
}
