import type { ImportAnswers, WatchedEvent } from '../../../shared/contract/index.ts';
import type { Engine } from '../engine.ts';
import { importFiles } from '../memory/index.ts';
import { WatchedFolder, WatchedFolders, type WatchTimes } from '../watching/index.ts';

/** A look every two seconds; a file that has been the same for three is whole. */
const times: WatchTimes = { look: 2000, settle: 3000 };

/** Imports files of a folder into the memory that is open then. */
function importFrom(engine: Engine, folder: string, answers: ImportAnswers) {
  return async (only: ReadonlySet<string>, signal: AbortSignal) => {
    const { memory } = engine;
    const [door, mappings] = await Promise.all([engine.config.importDoor(), engine.config.preferences.mappings()]);
    const report = await memory.exclusive(() =>
      importFiles(memory, door, { paths: [folder], only, answers, perFile: {}, mappings, signal }),
    );
    engine.touched();
    return report;
  };
}

/** The watched folders of an engine. A process that answers one command watches nothing that it was not asked to. */
export function watchedFoldersOf(engine: Engine): WatchedFolders {
  const folders = new WatchedFolders({
    preferences: engine.config.preferences,
    now: () => engine.config.clock.now(),
    times,
    importFrom: (folder, answers) => importFrom(engine, folder, answers),
  });
  if (engine.config.host !== 'terminal') engine.watchMemory((memory) => folders.follow(memory));
  return folders;
}

/** Watches one folder until nobody listens any more. */
export async function* watchOne(
  engine: Engine,
  { folder, answers }: { readonly folder: string; readonly answers: ImportAnswers },
  signal: AbortSignal | undefined,
): AsyncGenerator<WatchedEvent> {
  const waiting: WatchedEvent[] = [];
  let wake: () => void = () => undefined;
  const watched = new WatchedFolder({
    folder,
    importThese: importFrom(engine, folder, answers),
    times,
    now: () => engine.config.clock.now(),
    onEvent: (event) => {
      waiting.push(event);
      wake();
    },
  });
  const onAbort = (): void => wake();
  signal?.addEventListener('abort', onAbort);
  watched.start();
  // The pauses of a watched folder keep no process alive; whoever listens does.
  const alive = setInterval(() => undefined, 60_000);
  try {
    while (signal?.aborted !== true) {
      yield* waiting.splice(0);
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (waiting.length > 0 || signal?.aborted === true) resolve();
      });
    }
  } finally {
    clearInterval(alive);
    signal?.removeEventListener('abort', onAbort);
    await watched.stop();
  }
}
