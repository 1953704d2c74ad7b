import { readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { ConvertProgress, ImportAnswers, ImportProgress, Mapping } from '../../../shared/contract/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import type { Engine } from '../engine.ts';
import type { ConvertRequest } from '../import/index.ts';
import { applyPolicy, importFiles } from '../memory/index.ts';
import { writeFileWhole } from '../snapshot/index.ts';
import { makeFolder } from '../store/index.ts';
import { ImportJob } from './import-job.ts';
import { lookInParts, shown } from './look.ts';
import { streamed } from './streamed.ts';
import { watchedFoldersOf, watchOne } from './watching.ts';
import { os } from './wire.ts';

export function importsHandlers(engine: Engine) {
  const { config } = engine;
  const door = config.importDoor;
  const mappings = (): Promise<readonly Mapping[]> => config.preferences.mappings();
  const job = new ImportJob();
  const watched = watchedFoldersOf(engine);
  // An import writes into the memory that was open when it began: it ends with it.
  engine.watchMemory(() => job.interrupt());
  return {
    look: os.imports.look.handler(({ input, signal }) => lookInParts({ ...input, door, mappings }, signal)),
    follow: os.imports.follow.handler(({ signal }) => job.follow(signal)),
    cancel: os.imports.cancel.handler(() => ({ cancelled: job.cancel() })),
    watched: os.imports.watched.handler(() => watched.list()),
    watch: os.imports.watch.handler(({ input }) => watched.watch(input.folder, input.answers)),
    unwatch: os.imports.unwatch.handler(({ input }) => watched.unwatch(input.folder)),
    pauseWatch: os.imports.pauseWatch.handler(({ input }) => watched.pause(input.folder, input.paused)),
    watching: os.imports.watching.handler(({ input, signal }) => watchOne(engine, input, signal)),
    preview: os.imports.preview.handler(async ({ input, signal }) => {
      const options = { mappings: await mappings(), ...(signal === undefined ? {} : { signal }) };
      const { files, skipped } = await (await door()).preview(input.paths, input.answers, options);
      return { files: files.map(shown), skipped };
    }),
    inspect: os.imports.inspect.handler(async ({ input, signal }) => {
      const options = { mappings: await mappings(), ...(signal === undefined ? {} : { signal }) };
      return (await door()).inspect(input.paths, input.answers, options);
    }),
    run: os.imports.run.handler(({ input, signal }) => {
      if (!input.detached) return runImport(engine, input, signal);
      if (job.isRunning) throw underWay();
      job.begin((stop) => runImport(engine, input, stop));
      return job.follow(signal);
    }),
    convert: os.imports.convert.handler(({ input, signal }) => runConversion(engine, input, signal)),
    browse: os.imports.browse.handler(({ input }) => browse(input.path)),
    mappings: os.imports.mappings.handler(async () => [...(await mappings())]),
    saveMapping: os.imports.saveMapping.handler(async ({ input }) => [
      ...(await config.preferences.saveMapping(input.mapping)),
    ]),
  };
}

function underWay(): KnackError {
  return new KnackError({
    code: 'WRONG_USE',
    happened: 'Another import is under way.',
    kept: 'It goes on; nothing of this one was read.',
    todo: 'Wait for its end, or cancel it.',
  });
}

interface RunInput {
  readonly paths: readonly string[];
  readonly answers: ImportAnswers;
  readonly perFile: Readonly<Record<string, ImportAnswers>>;
}

/** Progress of one import, at last its report. When the stream is given up or the call is aborted, it is cancelled. */
function runImport(engine: Engine, input: RunInput, signal?: AbortSignal): AsyncGenerator<ImportProgress> {
  const { memory } = engine;
  return streamed(signal, async (options) => {
    const [door, mappings] = await Promise.all([engine.config.importDoor(), engine.config.preferences.mappings()]);
    const report = await memory.exclusive(() => importFiles(memory, door, { ...input, mappings, ...options }));
    await memory.exclusive(() => applyPolicy(memory));
    engine.touched();
    return report;
  });
}

type ConvertInput = Omit<ConvertRequest, 'mappings' | 'signal' | 'onProgress'>;

function runConversion(engine: Engine, input: ConvertInput, signal?: AbortSignal): AsyncGenerator<ConvertProgress> {
  return streamed(signal, async (options) => {
    const [door, mappings] = await Promise.all([engine.config.importDoor(), engine.config.preferences.mappings()]);
    return door.convert({ ...input, mappings, ...options }, { writeFile: writeFileWhole, makeFolder });
  });
}

/** One folder of the host. @throws KnackError FILE_UNREADABLE */
async function browse(path: string) {
  const folder = resolve(path);
  const found = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new KnackError(
      {
        code: 'FILE_UNREADABLE',
        happened: `The folder ${folder} cannot be listed.`,
        kept: 'Nothing was changed.',
        todo: 'Choose another folder, or check whether you may read it.',
      },
      { cause },
    );
  });
  const entries = await Promise.all(
    found
      .filter((entry) => !entry.name.startsWith('.'))
      .map(async (entry) => {
        const place = join(folder, entry.name);
        // A link that leads nowhere is shown as an empty file.
        const info = await stat(place).catch(() => null);
        return { name: entry.name, path: place, folder: info?.isDirectory() ?? false, bytes: info?.size ?? 0 };
      }),
  );
  entries.sort((a, b) => (a.folder === b.folder ? (a.name < b.name ? -1 : 1) : a.folder ? -1 : 1));
  const parent = dirname(folder);
  return { path: folder, parent: parent === folder ? null : parent, entries };
}
