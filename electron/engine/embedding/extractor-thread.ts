import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FromThread, ThreadData, ToThread } from './extractor-messages.ts';
import type { Extractor, ExtractorOptions } from './vendor.ts';

/** Beside this file as it is written, and above the folder of its chunk as it is built. */
const script = new URL(
  import.meta.url.endsWith('.ts') ? './extractor-worker.ts' : '../extractor-worker.js',
  import.meta.url,
);

/**
 * Loads a model in a thread of its own, so that neither loading nor running it keeps the caller's thread from its work. What
 * the thread cannot load is loaded here, which gives the error in the vendor's own words.
 */
export async function loadExtractorAside(options: ExtractorOptions): Promise<Extractor> {
  const thread = new ExtractorThread(options);
  try {
    await thread.ready;
    return thread;
  } catch {
    const { loadExtractor } = await import('./vendor.ts');
    return loadExtractor(options);
  }
}

interface Waiting {
  readonly resolve: (answer: Awaited<ReturnType<Extractor['run']>>) => void;
  readonly reject: (error: Error) => void;
}

/** A model in a thread. The process stays for as long as an answer is waited for, not for the thread itself. */
class ExtractorThread implements Extractor {
  readonly ready: Promise<void>;
  readonly #worker: Worker;
  readonly #ended: Promise<void>;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
  #fault: Error | null = null;

  constructor(options: ExtractorOptions) {
    const cache = getCompileCacheDir();
    // The folder that was asked for has one for each version of Node.
    const workerData: ThreadData = { options, compileCache: cache === undefined ? null : dirname(cache) };
    this.#worker = new Worker(script, { workerData, name: 'embedding', execArgv: [] });
    const loaded = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    this.ready = loaded.promise;
    this.#ended = ended.promise;
    this.#worker.on('message', (message: FromThread) => {
      if (message.kind === 'ready') loaded.resolve();
      else this.#take(message);
      if (this.#waiting.size === 0) this.#worker.unref();
    });
    this.#worker.on('error', (error) => (this.#fault ??= error instanceof Error ? error : new Error(String(error))));
    this.#worker.on('exit', () => {
      this.#fault ??= new Error('its thread has ended');
      loaded.reject(this.#fault);
      for (const { reject } of this.#waiting.values()) reject(this.#fault);
      this.#waiting.clear();
      ended.resolve();
    });
  }

  run(texts: readonly string[]): ReturnType<Extractor['run']> {
    if (this.#fault !== null) return Promise.reject(this.#fault);
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.ref();
      this.#tell({ kind: 'run', id, texts });
    });
  }

  async close(): Promise<void> {
    if (this.#fault !== null) return;
    this.#worker.ref();
    this.#tell({ kind: 'close' });
    await this.#ended;
  }

  #tell(message: ToThread): void {
    this.#worker.postMessage(message);
  }

  #take(message: Exclude<FromThread, { kind: 'ready' }>): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.kind === 'ran') waiting?.resolve({ data: message.data, dimension: message.dimension });
    else waiting?.reject(new Error(message.reason));
  }
}
