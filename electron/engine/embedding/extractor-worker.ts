import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { FromThread, ThreadData, ToThread } from './extractor-messages.ts';
import { loadExtractor } from './vendor.ts';

/** The thread of one model: loads it, answers texts with vectors in the order in which they come, and ends when it is told to. */
async function serve(port: NonNullable<typeof parentPort>): Promise<void> {
  const { options, compileCache } = workerData as ThreadData; // given by ExtractorThread
  // Where the process keeps compiled code between its starts, its threads do too.
  if (compileCache !== null) enableCompileCache(compileCache);
  const extractor = await loadExtractor(options);
  const answer = (message: FromThread): void =>
    port.postMessage(message, message.kind === 'ran' ? [message.data.buffer] : []);
  const run = async ({ id, texts }: ToThread & { readonly kind: 'run' }): Promise<void> => {
    try {
      const { data, dimension } = await extractor.run(texts);
      answer({ kind: 'ran', id, data: new Float32Array(data), dimension });
    } catch (error) {
      answer({ kind: 'failed', id, reason: error instanceof Error ? error.message : String(error) });
    }
  };
  let last = Promise.resolve();
  port.on('message', (message: ToThread) => {
    last = last.then(async () => {
      if (message.kind === 'run') return run(message);
      await extractor.close();
      port.close();
    });
  });
  answer({ kind: 'ready' });
}

if (parentPort !== null) await serve(parentPort);
