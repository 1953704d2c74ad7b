import type { EvaluateProgress, EvaluateRequest, Mapping } from '../../../../shared/contract/index.ts';
import { KnackError, reportOf } from '../../../../shared/errors.ts';
import type { Trajectory } from '../../../../shared/model/index.ts';
import { read, walk, type WalkedFile } from '../../import/index.ts';
import { type Memory, standingSummaries } from '../../memory/index.ts';
import type { AnalysisRow } from '../../ports.ts';
import { type Examined, appraise } from './appraise.ts';
import { summarise } from './report.ts';

export interface EvaluateParts {
  readonly memory: Memory;
  readonly mappings: readonly Mapping[];
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks a memory about episodes of files that it does not know. Episodes that it does know are left out. The memory is not changed.
 *
 * @throws KnackError WRONG_USE (the memory has no episodes, the files have no others), FILE_UNREADABLE, MODEL_MISSING, CANCELLED
 */
export async function* evaluate(parts: EvaluateParts, request: EvaluateRequest): AsyncGenerator<EvaluateProgress> {
  const { memory, signal } = parts;
  const { folded, derived, summaries } = memory.state;
  const standing = standingSummaries(folded, summaries);
  if (standing.length === 0) throw nothingToAsk('The memory has no episodes.', 'Import trajectories first.');
  const found = await readHeldOut(parts, request, new Set(standing.map(({ id }) => id)));
  if (found.heldOut.length === 0)
    throw nothingToAsk(
      'The files hold no episode that the memory does not know.',
      'Give files that it was not made from.',
    );
  const stored = await memory.learner.prepare();
  const embedder = await memory.vectors.embedder(folded.settings.embeddingModel);
  const examined: Examined[] = [];
  const examination = {
    analyses: standing.flatMap(({ id }) => stored.get(id) ?? []),
    settings: folded.settings,
    learned: derived,
    heldOut: found.heldOut,
    embed: (texts: readonly string[]) => embedder.embed(texts),
    signal,
  };
  for await (const episode of appraise(examination)) {
    examined.push(episode);
    if (examined.length % 20 === 0) yield { kind: 'progress', episodes: examined.length };
  }
  yield { kind: 'done', report: { ...summarise(examined), known: found.known, skipped: found.skipped } };
}

interface HeldOut {
  readonly heldOut: readonly AnalysisRow[];
  readonly known: number;
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

async function readHeldOut(
  parts: EvaluateParts,
  { paths, answers }: EvaluateRequest,
  standing: ReadonlySet<string>,
): Promise<HeldOut> {
  const { files, skipped } = await walk(paths, parts.signal);
  const heldOut = new Map<string, AnalysisRow>();
  const unread = [...skipped];
  let known = 0;
  for (const file of files) {
    const leave = (reason: string): unknown => unread.push({ file: file.path, reason });
    for await (const trajectory of trajectoriesIn(file, { ...parts, answers, leave })) {
      if (standing.has(trajectory.id)) known += 1;
      else heldOut.set(trajectory.id, parts.memory.learner.analyse(trajectory));
    }
  }
  return { heldOut: [...heldOut.values()], known, skipped: unread };
}

interface Reading extends EvaluateParts {
  readonly answers: EvaluateRequest['answers'];
  /** Is told why a file has no episodes. */
  readonly leave: (reason: string) => void;
}

async function* trajectoriesIn(
  file: WalkedFile,
  { answers, mappings, signal, leave }: Reading,
): AsyncGenerator<Trajectory> {
  try {
    for await (const item of read(file, { answers, mappings, ...(signal === undefined ? {} : { signal }) }))
      if (item.kind === 'trajectory') yield item.trajectory;
  } catch (error) {
    const { code, happened } = reportOf(error);
    if (code !== 'FORMAT_UNKNOWN' && code !== 'FORMAT_AMBIGUOUS') throw error;
    leave(happened);
  }
}

function nothingToAsk(happened: string, todo: string): KnackError {
  return new KnackError({ code: 'WRONG_USE', happened, kept: 'Nothing was changed.', todo });
}
