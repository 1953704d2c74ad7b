import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { RecordProgress, RecordRequest } from '../../../shared/contract/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import { GameRecorder } from './game-recorder.ts';
import { CodeRecorder, isMastermind } from './mastermind/index.ts';
import type { EpisodeRecorder } from './recording.ts';

/**
 * Records episodes of a scripted demonstrator, one line of JSON each, in a seeded order of the games: every game once, then
 * again in another order. The file is written beside its place and takes it when all is done. The same request writes the
 * same bytes. Yields progress, at last the report.
 *
 * @throws KnackError FILE_UNREADABLE, NOT_FOUND (no game that can be played), WRONG_USE (a world's name), CANCELLED
 */
export async function* recordEpisodes(request: RecordRequest, signal?: AbortSignal): AsyncGenerator<RecordProgress> {
  const out = resolve(request.out);
  const recorder = await openRecorder(request);
  const part = `${out}.${randomUUID()}.part`;
  const file = await open(part, 'wx').catch((cause: unknown) => {
    throw unwritable(out, cause);
  });
  try {
    let lines: string[] = [];
    for (let episode = 0; episode < request.episodes; episode += 1) {
      signal?.throwIfAborted();
      lines.push(await recorder.record(episode));
      if (lines.length < 50 && episode + 1 < request.episodes) continue;
      await file.appendFile(lines.join(''));
      lines = [];
      yield { kind: 'progress', episodes: episode + 1 };
    }
    await file.sync();
    await file.close();
    await rename(part, out);
  } finally {
    await file.close().catch(() => undefined);
    await rm(part, { force: true });
  }
  yield { kind: 'done', report: recorder.report() };
}

async function openRecorder(request: RecordRequest): Promise<EpisodeRecorder> {
  return isMastermind(request.games) ? new CodeRecorder(request) : GameRecorder.open(request);
}

function unwritable(file: string, cause: unknown): KnackError {
  return new KnackError(
    {
      code: 'FILE_UNREADABLE',
      happened: `Nothing can be written in ${dirname(file)}.`,
      kept: 'Nothing was recorded.',
      todo: 'Check that the folder is there and that you may write in it.',
    },
    { cause },
  );
}
