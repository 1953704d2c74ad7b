import type { FeatureExtractionPipeline, ProgressInfo } from '@huggingface/transformers';

/** Runs texts through a model: one row of `dimension` numbers a text, in order. */
export interface Extractor {
  run(texts: readonly string[]): Promise<{ readonly data: Float32Array; readonly dimension: number }>;
  close(): Promise<void>;
}

export interface ExtractorOptions {
  /** Folder of the model. */
  readonly folder: string;
  readonly dtype: 'fp32' | 'q8' | 'fp16' | undefined;
  /** Threads of one operator; 1 leaves the other cores to the rest. */
  readonly threads: number;
}

/** Loads ONNX and the model. Nothing is ever fetched here. */
export async function loadExtractor(options: ExtractorOptions): Promise<Extractor> {
  const { env, LogLevel, pipeline } = await import('@huggingface/transformers');
  env.allowRemoteModels = false;
  env.logLevel = LogLevel.ERROR;
  const extractor = await pipeline('feature-extraction', options.folder, {
    local_files_only: true,
    session_options: { intraOpNumThreads: options.threads, interOpNumThreads: 1 },
    ...(options.dtype === undefined ? {} : { dtype: options.dtype }),
  });
  return { run: (texts) => extract(extractor, texts), close: () => extractor.dispose() };
}

async function extract(extractor: FeatureExtractionPipeline, texts: readonly string[]) {
  const output = await extractor([...texts], { pooling: 'mean', normalize: true });
  const data = output.data;
  if (!(data instanceof Float32Array)) throw new TypeError('The model does not give 32-bit floats.');
  const dimension = output.dims.at(-1) ?? 0;
  // The tensor's memory belongs to the runtime.
  const copy = data.slice();
  output.dispose();
  return { data: copy, dimension };
}

export interface FetchOptions {
  readonly name: string;
  readonly cacheFolder: string;
  readonly dtype: 'fp32' | 'q8';
  readonly hubAddress: string;
  readonly onFile: (file: string, loadedBytes: number, totalBytes: number) => void;
  readonly signal: AbortSignal | undefined;
}

/** Fetches a model's files from a hub into `cacheFolder/ORG/NAME`; each file appears whole or not at all. */
export async function fetchModel(options: FetchOptions): Promise<void> {
  const { env, LogLevel, pipeline } = await import('@huggingface/transformers');
  const before = { host: env.remoteHost, fetch: env.fetch };
  env.logLevel = LogLevel.ERROR;
  env.allowRemoteModels = true;
  env.remoteHost = options.hubAddress;
  const { signal } = options;
  if (signal !== undefined) {
    env.fetch = (input: string | URL, init?: RequestInit) => fetch(input, { ...init, signal });
  }
  try {
    const extractor = await pipeline('feature-extraction', options.name, {
      cache_dir: options.cacheFolder,
      dtype: options.dtype,
      progress_callback: (info: ProgressInfo) => {
        if (info.status === 'progress') options.onFile(info.file, info.loaded, info.total);
      },
    });
    await extractor.dispose();
  } finally {
    env.allowRemoteModels = false;
    env.remoteHost = before.host;
    env.fetch = before.fetch;
  }
}
