import { readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { ImportAnswers, ImportProgress } from '../../../shared/contract/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import type { Engine } from '../engine.ts';
import { importFiles } from '../memory/index.ts';
import { os, toWire } from './wire.ts';

export function importsHandlers(engine: Engine) {
  const { config } = engine;
  const door = config.importDoor;
  return {
    preview: os.imports.preview.handler(async ({ input, signal }) => {
      const mappings = await config.preferences.mappings();
      return (await door()).preview(input.paths, input.answers, {
        mappings,
        ...(signal === undefined ? {} : { signal }),
      });
    }),
    inspect: os.imports.inspect.handler(async ({ input, signal }) => {
      const mappings = await config.preferences.mappings();
      return (await door()).inspect(input.paths, input.answers, {
        mappings,
        ...(signal === undefined ? {} : { signal }),
      });
    }),
    run: os.imports.run.handler(({ input, signal }) => runImport(engine, input, signal)),
    browse: os.imports.browse.handler(({ input }) => browse(input.path)),
    mappings: os.imports.mappings.handler(async () => [...(await config.preferences.mappings())]),
    saveMapping: os.imports.saveMapping.handler(async ({ input }) => [
      ...(await config.preferences.saveMapping(input.mapping)),
    ]),
  };
}

interface RunInput {
  readonly paths: readonly string[];
  readonly answers: ImportAnswers;
  readonly perFile: Readonly<Record<string, ImportAnswers>>;
}

/**
 * Progress of one import, at last its report. When the stream is given up or the call is aborted, the import is
 * cancelled. A slow listener misses progress, never the end.
 */
async function* runImport(engine: Engine, input: RunInput, signal?: AbortSignal): AsyncGenerator<ImportProgress> {
  const { memory } = engine;
  const given = new AbortController();
  const stop = signal === undefined ? given.signal : AbortSignal.any([signal, given.signal]);
  let latest: ImportProgress | null = null;
  let wake: () => void = () => undefined;
  const work = Promise.all([engine.config.importDoor(), engine.config.preferences.mappings()]).then(
    ([door, mappings]) =>
      memory.exclusive(() =>
        importFiles(memory, door, {
          ...input,
          mappings,
          signal: stop,
          onProgress: (progress) => {
            latest = progress;
            wake();
          },
        }),
      ),
  );
  let isOver = false;
  const over = work.then(
    () => undefined,
    () => undefined,
  );
  void over.then(() => {
    isOver = true;
    wake();
  });
  try {
    while (!isOver) {
      await new Promise<void>((resolveWake) => {
        wake = resolveWake;
        if (isOver || latest !== null) resolveWake();
      });
      const progress = latest;
      latest = null;
      if (progress !== null) yield progress;
    }
    yield { kind: 'done', report: await work };
    engine.touched();
  } catch (error) {
    throw toWire(error);
  } finally {
    given.abort();
    // Whoever stopped listening still waits until the memory is as it was.
    await over;
  }
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
