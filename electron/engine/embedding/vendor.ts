import type { FeatureExtractionPipeline } from '@huggingface/transformers';

/** Runs texts through a model: one row of `dimension` numbers a text, in order. */
export interface Extractor {
  run(texts: readonly string[]): Promise<{ readonly data: Float32Array; readonly dimension: number }>;
  close(): Promise<void>;
}

export interface ExtractorOptions {
  /** Folder of the model. */
  readonly folder: string;
  readonly dtype: 'fp32' | 'q8' | 'fp16' | undefined;
  /** How token vectors become one. */
  readonly pooling: 'mean' | 'cls';
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
  return { run: (texts) => extract(extractor, texts, options.pooling), close: () => extractor.dispose() };
}

async function extract(extractor: FeatureExtractionPipeline, texts: readonly string[], pooling: 'mean' | 'cls') {
  const output = await extractor([...texts], { pooling, normalize: true });
  const data = output.data;
  if (!(data instanceof Float32Array)) throw new TypeError('The model does not give 32-bit floats.');
  const dimension = output.dims.at(-1) ?? 0;
  // The tensor's memory belongs to the runtime.
  const copy = data.slice();
  output.dispose();
  return { data: copy, dimension };
}
