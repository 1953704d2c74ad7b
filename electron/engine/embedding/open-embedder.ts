import { basename, join, resolve } from 'node:path';
import type { Embedder } from '../ports.ts';
import { hashedEmbedder } from './hashed-words.ts';
import type { DownloadProgress } from './download.ts';
import { hubModel } from './hub.ts';
import { knownModels } from './known-models.ts';
import { ModelEmbedder } from './model-embedder.ts';
import { modelMissing, readModelFolder, type ModelFolder } from './model-folder.ts';
import { parseModelSpec, type ModelSpec } from './model-spec.ts';

export interface OpenEmbedderOptions {
  /** `bundled:NAME`, `path:FOLDER`, `hub:ORG/NAME` or `hashed:words`. */
  readonly spec: string;
  /** Where the bundled models are: `resources/models`. */
  readonly modelsFolder: string;
  /** Where models from a hub are kept. */
  readonly cacheFolder: string;
  /** Whether a hub model that is not there may be fetched. Nothing else ever uses the network. */
  readonly allowDownload: boolean;
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Threads that one operator of the model may use; 1 unless told. */
  readonly threads?: number;
  /** Whether a bundled model makes its first few texts without being loaded; so it does unless told. */
  readonly fewUnloaded?: boolean;
  /** The hub's address, for a mirror. */
  readonly hubAddress?: string | undefined;
  /** Silence after which a download is given up, in ms. */
  readonly patience?: number | undefined;
}

/**
 * Opens a model. Its files are read for their digest; the runtime and the model are loaded by the first text alone.
 * @throws KnackError MODEL_MISSING with what to do, CANCELLED, WRONG_USE for a spec that is none
 */
export async function openEmbedder(options: OpenEmbedderOptions): Promise<Embedder> {
  const spec = parseModelSpec(options.spec);
  if (spec.kind === 'hashed') return hashedEmbedder();
  const model = await findModel(spec, options);
  const id = spec.kind === 'path' ? `path:${basename(resolve(spec.folder))}` : options.spec;
  const { folder, dtype, digest, licence, bytes, dimension } = model;
  const load = async () => {
    const { loadExtractor } = await import('./vendor.ts');
    const pooling = model.pooling ?? knownModels.find((known) => known.id === options.spec)?.pooling ?? 'mean';
    return loadExtractor({ folder, dtype, pooling, threads: options.threads ?? 1 });
  };
  if (dimension === null) throw modelMissing({ spec: id, reason: 'its config.json does not tell hidden_size' });
  const isOfWords = spec.kind === 'bundled';
  const openFew = async () => (await import('./few-texts.ts')).openFewTexts(folder);
  const info = { id, dimension, digest, licence, bytes, isOfWords };
  return isOfWords && options.fewUnloaded !== false
    ? new ModelEmbedder(info, load, openFew)
    : new ModelEmbedder(info, load);
}

async function findModel(
  spec: Exclude<ModelSpec, { kind: 'hashed' }>,
  options: OpenEmbedderOptions,
): Promise<ModelFolder> {
  switch (spec.kind) {
    case 'bundled':
      return readModelFolder(join(options.modelsFolder, spec.name), options.spec);
    case 'path':
      return readModelFolder(resolve(spec.folder), options.spec);
    case 'hub': {
      const { cacheFolder, allowDownload, onProgress, signal, patience } = options;
      const hubAddress = options.hubAddress ?? 'https://huggingface.co/';
      return hubModel({ name: spec.name, cacheFolder, allowDownload, hubAddress, onProgress, signal, patience });
    }
  }
}
