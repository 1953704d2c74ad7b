import { openEmbedder } from '../../electron/engine/embedding/index.ts';

/** Opens a model and loads its runtime, so that what is timed afterwards is the runtime's. Its first few texts could be made without it (rule Z5). */
export async function openLoaded(spec: string, modelsFolder: string): ReturnType<typeof openEmbedder> {
  const places = { modelsFolder, cacheFolder: modelsFolder };
  const embedder = await openEmbedder({ spec, ...places, allowDownload: false, fewUnloaded: false });
  await embedder.embed(['the first text']);
  return embedder;
}
