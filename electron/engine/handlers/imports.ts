import { mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { ConvertProgress, ImportAnswers, ImportProgress } from '../../../shared/contract/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import type { Engine } from '../engine.ts';
import type { ConvertRequest } from '../import/index.ts';
import { importFiles } from '../memory/index.ts';
import { writeFileWhole } from '../snapshot/index.ts';
import { streamed } from './streamed.ts';
import { os } from './wire.ts';

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
    convert: os.imports.convert.handler(({ input, signal }) => runConversion(engine, input, signal)),
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

/** Progress of one import, at last its report. When the stream is given up or the call is aborted, it is cancelled. */
function runImport(engine: Engine, input: RunInput, signal?: AbortSignal): AsyncGenerator<ImportProgress> {
  const { memory } = engine;
  return streamed(signal, async (options) => {
    const [door, mappings] = await Promise.all([engine.config.importDoor(), engine.config.preferences.mappings()]);
    const report = await memory.exclusive(() => importFiles(memory, door, { ...input, mappings, ...options }));
    engine.touched();
    return report;
  });
}

type ConvertInput = Omit<ConvertRequest, 'mappings' | 'signal' | 'onProgress'>;

function runConversion(engine: Engine, input: ConvertInput, signal?: AbortSignal): AsyncGenerator<ConvertProgress> {
  return streamed(signal, async (options) => {
    const [door, mappings] = await Promise.all([engine.config.importDoor(), engine.config.preferences.mappings()]);
    const makeFolder = (folder: string): Promise<unknown> => mkdir(folder, { recursive: true });
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
