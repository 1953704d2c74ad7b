import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment, GameRef } from '../../electron/engine/lab/index.ts';
import type { PlayedEpisode } from '../../electron/engine/lab/run/index.ts';
import { type ActorName, readyActor, type ReadyOptions } from './actors.ts';
import { type Corpus, type Recorded, writeRecorded } from './corpus.ts';
import { playAll, type PlayOptions } from './play.ts';

/** Where and what somebody plays who was taught. */
export interface Exam extends Pick<PlayOptions, 'wordings'> {
  readonly environment: Environment;
  readonly games: readonly GameRef[];
}

export interface Lesson extends ReadyOptions {
  readonly corpus: Corpus;
  readonly actor: ActorName;
  /** What it learns from: episodes, or files. */
  readonly episodes: readonly Recorded[] | { readonly files: readonly string[] };
  readonly exams: readonly Exam[];
}

let lessons = 0;

/** Teaches an actor and lets it play; the episodes of each exam. */
export async function teach(lesson: Lesson): Promise<readonly (readonly PlayedEpisode[])[]> {
  const { corpus, actor, episodes, exams, ...options } = lesson;
  lessons += 1;
  const file = join(corpus.folder, `lesson-${process.pid}-${lessons}.jsonl`);
  const files = 'files' in episodes ? episodes.files : episodes.length === 0 ? [] : [file];
  if (!('files' in episodes)) await writeRecorded(file, episodes);
  const ready = await readyActor(actor, files, options);
  try {
    const played: (readonly PlayedEpisode[])[] = [];
    for (const exam of exams) played.push(await playAll({ ...exam, actor: ready.actor }));
    return played;
  } finally {
    await ready.close();
    await rm(file, { force: true });
  }
}
