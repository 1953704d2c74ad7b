import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Model, ModelSpeed } from '../../../shared/contract/index.ts';
import { reportOf } from '../../../shared/errors.ts';
import type { Embedder, EmbedderInfo, ModelCatalogue, OpenModelOptions } from '../ports.ts';
import { openEmbedder } from './open-embedder.ts';
import { knownModels } from './known-models.ts';
import { parseModelSpec } from './model-spec.ts';

export interface CatalogueOptions {
  readonly modelsFolder: string;
  readonly cacheFolder: string;
  /** The hub's address, for a mirror. */
  readonly hubAddress?: string | undefined;
  /** Silence after which a download is given up, in ms. */
  readonly patience?: number | undefined;
}

const timedAlone = 25;
const timedTogether = 512;

/** The models of an installation. Only `open` with `mayDownload` ever uses the network. */
export function createCatalogue(options: CatalogueOptions): ModelCatalogue {
  // What is there is looked at once: its digest costs reading all of its files.
  const ready = new Map<string, Model>();
  const open = async (id: string, more: OpenModelOptions = {}): Promise<Embedder> => {
    const embedder = await openEmbedder({
      ...options,
      spec: id,
      allowDownload: more.mayDownload ?? false,
      onProgress: more.onProgress,
      signal: more.signal,
    });
    ready.set(id, readyModel(id, embedder.info));
    return embedder;
  };
  const describe = async (id: string): Promise<Model> => ready.get(id) ?? describeModel(id, open);
  return {
    open,
    describe,
    list: async (inUse) => {
      const own = await foldersOf(options.modelsFolder);
      const fetched = await fetchedOf(options.cacheFolder);
      const hub = knownModels.map((known) => known.id);
      const ids = [...(inUse === null ? [] : [inUse]), ...own.map((name) => `bundled:${name}`), ...hub, ...fetched];
      return Promise.all([...new Set(ids)].map(describe));
    },
    // The model itself is measured, loaded by the first text.
    speed: async (id) =>
      measureSpeed(id, await openEmbedder({ ...options, spec: id, allowDownload: false, fewUnloaded: false })),
  };
}

/** @throws KnackError WRONG_USE for what is no name of a model */
async function describeModel(id: string, open: (spec: string) => Promise<Embedder>): Promise<Model> {
  const { kind } = parseModelSpec(id);
  const known = knownModels.find((one) => one.id === id);
  try {
    return readyModel(id, (await open(id)).info);
  } catch (error) {
    const note = reportOf(error).happened;
    const { dimension = null, bytes = null, licence = 'unknown' } = known ?? {};
    const isAbsent = kind === 'hub' && note.includes('has not been downloaded');
    return {
      id,
      title: titleOf(id),
      state: isAbsent ? 'absent' : 'unusable',
      dimension,
      bytes,
      licence,
      note: isAbsent ? '' : note,
    };
  }
}

function readyModel(id: string, { dimension, bytes, licence }: EmbedderInfo): Model {
  return { id, title: titleOf(id), state: 'ready', dimension, bytes, licence, note: '' };
}

function titleOf(id: string): string {
  return knownModels.find((one) => one.id === id)?.title ?? id.slice(id.indexOf(':') + 1);
}

async function foldersOf(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return found
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
}

/** Hub models that were fetched, whether or not they are among the known ones. */
async function fetchedOf(cacheFolder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const owner of await foldersOf(cacheFolder)) {
    for (const name of await foldersOf(join(cacheFolder, owner))) found.push(`hub:${owner}/${name}`);
  }
  return found;
}

async function measureSpeed(id: string, embedder: Embedder): Promise<ModelSpeed> {
  try {
    const timed = async (texts: readonly string[]): Promise<number> => {
      const begun = performance.now();
      await embedder.embed(texts);
      return performance.now() - begun;
    };
    const textOf = (place: number): string =>
      `open list ${place} and send entry ${(place * 7) % 13} to who asked for it`;
    const loadMilliseconds = await timed(['the first text']);
    const alone: number[] = [];
    for (let place = 0; place < timedAlone; place += 1) alone.push(await timed([`${textOf(place)} alone`]));
    const together = await timed(Array.from({ length: timedTogether }, (_, place) => textOf(place)));
    return {
      id,
      loadMilliseconds,
      oneMilliseconds: alone.toSorted((a, b) => a - b)[Math.floor(timedAlone / 2)] ?? 0,
      textsPerSecond: (timedTogether / together) * 1000,
      texts: timedTogether,
    };
  } finally {
    await embedder.close();
  }
}
