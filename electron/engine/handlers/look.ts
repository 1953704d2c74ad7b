import type { ImportAnswers, Look, Mapping, Preview } from '../../../shared/contract/index.ts';
import type { Trajectory } from '../../../shared/model/index.ts';
import type { ImportDoor } from '../memory/index.ts';
import { streamed } from './streamed.ts';

/** So much of a text, and the texts of so many steps, are sent to be shown; a step's place stays. */
const textLength = 2000;
const stepsTold = 12;

export interface LookInput {
  readonly paths: readonly string[];
  readonly answers: ImportAnswers;
  readonly mappings: () => Promise<readonly Mapping[]>;
  readonly door: () => Promise<ImportDoor>;
}

/** What a look at files finds, in parts as they come, with progress in between. */
export async function* lookInParts(
  { paths, answers, mappings, door }: LookInput,
  signal: AbortSignal | undefined,
): AsyncGenerator<Look> {
  let files: Preview[] = [];
  let skipped: { file: string; reason: string }[] = [];
  const found = (): Look[] => {
    if (files.length + skipped.length === 0) return [];
    const part: Look = { kind: 'found', files, skipped };
    [files, skipped] = [[], []];
    return [part];
  };
  const stream = streamed<Look & { readonly kind: 'progress' }, null>(signal, async (options) => {
    const [{ look }, saved] = await Promise.all([door(), mappings()]);
    await look(paths, { answers, mappings: saved, signal: options.signal }, (seen) => {
      if (seen.kind === 'file') files.push(shown(seen.preview));
      else if (seen.kind === 'skipped') skipped.push({ file: seen.file, reason: seen.reason });
      else options.onProgress({ kind: 'progress', ...seen.progress });
    });
    return null;
  });
  for await (const one of stream) {
    yield* found();
    if (one.kind === 'progress') yield one;
  }
}

/** A preview with as much of its first episode as is shown: ten thousand of them go to a window at once. */
export function shown(preview: Preview): Preview {
  return preview.first === null ? preview : { ...preview, first: clipped(preview.first) };
}

function clipped({ extra: _extra, ...trajectory }: Trajectory): Trajectory {
  const steps = trajectory.steps.map(({ thought, action, observation }, at) => {
    if (at >= stepsTold) return { action: { kind: 'text' as const, text: '' }, observation: '' };
    return {
      ...(thought === undefined ? {} : { thought: clip(thought) }),
      action: action.kind === 'text' ? { ...action, text: clip(action.text) } : action,
      observation: clip(observation),
    };
  });
  return { ...trajectory, goal: clip(trajectory.goal), context: clip(trajectory.context), steps };
}

const clip = (text: string): string => (text.length > textLength ? `${text.slice(0, textLength)}…` : text);
