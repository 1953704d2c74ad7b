import type { Model, ModelProgress } from '../../../shared/contract/index.ts';
import type { Engine } from '../engine.ts';
import { switchModel } from '../memory/index.ts';
import type { ModelDownload } from '../ports.ts';
import { streamed, type StreamOptions } from './streamed.ts';
import { os } from './wire.ts';

export function modelsHandlers(engine: Engine) {
  const { models } = engine.config;
  const inUse = (): string | null => (engine.isOpen ? engine.memory.state.folded.settings.embeddingModel : null);
  return {
    list: os.models.list.handler(async () => [...(await models.list(inUse()))]),
    describe: os.models.describe.handler(({ input }) => models.describe(input.id)),
    speed: os.models.speed.handler(({ input }) => models.speed(input.id)),
    download: os.models.download.handler(({ input, signal }) =>
      streamed<ModelProgress, Model>(signal, async (options) => {
        await fetchModel(engine, input.id, options);
        return models.describe(input.id);
      }),
    ),
    use: os.models.use.handler(({ input, signal }) => {
      const { memory } = engine;
      return streamed<ModelProgress, Awaited<ReturnType<typeof switchModel>>>(signal, async (options) => {
        await fetchModel(engine, input.id, options);
        const rated = rate(options.onProgress);
        const decision = await switchModel(memory, input.id, {
          signal: options.signal,
          onProgress: ({ done, total }) =>
            rated({ stage: done === total ? 'learning' : 'embedding', file: null, done, total }),
        });
        engine.touched();
        return decision;
      });
    }),
  };
}

/** Has the files of a model in place; of one that is there nothing but its checksums is read. */
async function fetchModel(
  { config }: Engine,
  id: string,
  { signal, onProgress }: StreamOptions<ModelProgress>,
): Promise<void> {
  const rated = rate(onProgress);
  const embedder = await config.models.open(id, {
    mayDownload: true,
    signal,
    onProgress: ({ file, allLoadedBytes, allTotalBytes }: ModelDownload) =>
      rated({ stage: 'download', file, done: allLoadedBytes, total: allTotalBytes }),
  });
  await embedder.close();
}

type Counted = Pick<ModelProgress, 'stage' | 'file' | 'done' | 'total'>;

/** Adds to counts how many a second they are, and what time that leaves. */
function rate(tell: (progress: ModelProgress) => void): (counted: Counted) => void {
  const begun = performance.now();
  return (counted) => {
    const seconds = (performance.now() - begun) / 1000;
    const perSecond = seconds > 0.2 && counted.done > 0 ? counted.done / seconds : null;
    const secondsLeft = perSecond === null || counted.total === 0 ? null : (counted.total - counted.done) / perSecond;
    tell({ kind: 'progress', ...counted, rate: perSecond, secondsLeft });
  };
}
