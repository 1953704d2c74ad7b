import type { RecordProgress, RecordRequest } from '../../../shared/contract/index.ts';
import { EpisodeFile } from './episode-file.ts';
import { GameRecorder } from './game-recorder.ts';
import { CodeRecorder, isMastermind } from './mastermind/index.ts';
import type { EpisodeRecorder } from './recording.ts';

/**
 * Records episodes of a scripted demonstrator, one line of JSON each, in a seeded order of the games: every game once, then
 * again in another order. The file is written beside its place and takes it when all is done. The same request writes the
 * same bytes. Yields progress, at last the report.
 *
 * @throws KnackError FILE_UNREADABLE, NOT_FOUND (no game that can be played), WRONG_USE (a world's name, a folder as file), DISK_FULL, CANCELLED
 */
export async function* recordEpisodes(request: RecordRequest, signal?: AbortSignal): AsyncGenerator<RecordProgress> {
  const file = await EpisodeFile.open(request.out);
  try {
    const recorder = await openRecorder(request);
    let lines: string[] = [];
    for (let episode = 0; episode < request.episodes; episode += 1) {
      signal?.throwIfAborted();
      lines.push(await recorder.record(episode));
      if (lines.length < 50 && episode + 1 < request.episodes) continue;
      await file.append(lines.join(''));
      lines = [];
      yield { kind: 'progress', episodes: episode + 1 };
    }
    await file.finish();
    yield { kind: 'done', report: recorder.report() };
  } finally {
    await file.discard();
  }
}

async function openRecorder(request: RecordRequest): Promise<EpisodeRecorder> {
  return isMastermind(request.games) ? new CodeRecorder(request) : GameRecorder.open(request);
}
