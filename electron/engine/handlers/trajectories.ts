import { createHash } from 'node:crypto';
import type {
  SecretKind,
  TrajectoryDetail,
  TrajectoryRow,
  WrittenTrajectories,
} from '../../../shared/contract/index.ts';
import type { Engine } from '../engine.ts';
import { Redactor } from '../export/index.ts';
import { standingSummaries } from '../memory/index.ts';
import type { Memory } from '../memory/index.ts';
import type { Trajectory } from '../../../shared/model/index.ts';
import type { WrittenFormat } from '../import/index.ts';
import { writeFileWhole } from '../snapshot/index.ts';
import { notFound } from './library.ts';
import { os } from './wire.ts';

export function trajectoriesHandlers(engine: Engine) {
  return {
    list: os.trajectories.list.handler(() => listRows(engine.memory)),
    executing: os.trajectories.executing.handler(({ input }) => executing(engine.memory, input.id)),
    exportTo: os.trajectories.exportTo.handler(({ input }) => {
      const { memory } = engine;
      return memory.exclusive(() => exportTo(engine, memory, input));
    }),
    get: os.trajectories.get.handler(({ input }) => detailOf(engine.memory, input.id)),
  };
}

function sourceNames(memory: Memory): ReadonlyMap<string, string> {
  return new Map(memory.state.folded.sources.map(({ source }) => [source.id, source.name]));
}

function listRows(memory: Memory): TrajectoryRow[] {
  const { folded, summaries, derived } = memory.state;
  const names = sourceNames(memory);
  const segments = new Map<string, number>();
  for (const { trajectoryId } of derived.segments) segments.set(trajectoryId, (segments.get(trajectoryId) ?? 0) + 1);
  return standingSummaries(folded, summaries).map(({ id, goal, title, outcome, steps, record, sourceId }) => ({
    id,
    goal,
    title,
    outcome,
    steps,
    segments: segments.get(id) ?? 0,
    source: names.get(sourceId) ?? '',
    record,
  }));
}

async function detailOf(memory: Memory, id: string): Promise<TrajectoryDetail> {
  const { folded, summaries, derived } = memory.state;
  const summary = summaries.get(id);
  const source = sourceNames(memory).get(summary?.sourceId ?? '');
  const trajectory = summary === undefined || source === undefined ? null : await memory.store.trajectory(id);
  if (summary === undefined || source === undefined || trajectory === null) throw notFound('trajectory', id);
  const goals = new Map(derived.procedures.map((item) => [item.id, item.body.goal]));
  const evidence = new Map(derived.evidence.filter((row) => row.trajectoryId === id).map((row) => [row.id, row]));
  return {
    trajectory,
    source,
    segments: derived.segments
      .filter((segment) => segment.trajectoryId === id)
      .sort((a, b) => a.from - b.from)
      .map((segment) => ({
        segment,
        procedure: goals.get(segment.procedureId ?? '') ?? null,
        evidence: evidence.get(segment.evidenceId ?? '') ?? null,
      })),
    sameAs: standingSummaries(folded, summaries)
      .filter((other) => other.content === summary.content && other.id !== id)
      .map((other) => other.id),
  };
}

/** Meta-procedures have no segments of their own: their executions are evidence rows. */
function executing({ state }: Memory, id: string): string[] {
  const { segments, evidence } = state.derived;
  const found = new Set(segments.filter((segment) => segment.procedureId === id).map((row) => row.trajectoryId));
  for (const row of evidence) if (row.itemId === id) found.add(row.trajectoryId);
  return [...found].sort();
}

/** So many are taken one by one; of more, all are streamed. */
const singly = 64;

interface ExportInput {
  readonly ids?: readonly string[] | undefined;
  readonly file: string;
  readonly as: WrittenFormat;
  readonly redact: boolean;
  readonly keep: readonly SecretKind[];
}

/** Writes trajectories that stand, a line each, in id order, a batch in memory at a time. */
async function exportTo(engine: Engine, memory: Memory, input: ExportInput): Promise<WrittenTrajectories> {
  const { ids, file, as } = input;
  const redactor = new Redactor(input.redact ? new Set(input.keep) : null);
  const { folded, summaries } = memory.state;
  const standing = new Set(standingSummaries(folded, summaries).map(({ id }) => id));
  const missing = ids?.find((id) => !standing.has(id));
  if (missing !== undefined) throw notFound('trajectory', missing);
  const wanted = ids === undefined ? standing : new Set(ids);
  const { written } = await engine.config.importDoor();
  const hash = createHash('sha256');
  let [trajectories, bytes] = [0, 0];
  await writeFileWhole(
    file,
    (async function* () {
      for await (const trajectory of stored(memory, wanted)) {
        const line = `${written(redactor.value(trajectory, trajectory.id), as)}\n`;
        hash.update(line);
        trajectories += 1;
        bytes += Buffer.byteLength(line);
        yield line;
      }
    })(),
  );
  return { file, trajectories, bytes, sha256: hash.digest('hex') };
}

async function* stored({ store }: Memory, wanted: ReadonlySet<string>): AsyncGenerator<Trajectory> {
  if (wanted.size <= singly) {
    for (const id of [...wanted].sort()) {
      const trajectory = await store.trajectory(id);
      if (trajectory !== null) yield trajectory;
    }
    return;
  }
  for await (const batch of store.trajectories()) yield* batch.filter(({ id }) => wanted.has(id));
}
