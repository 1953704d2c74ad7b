export { createCatalogue } from './catalogue.ts';
export type { DownloadProgress } from './download.ts';
export { hashedEmbedder } from './hashed-words.ts';
export { openEmbedder } from './open-embedder.ts';
export type { OpenEmbedderOptions } from './open-embedder.ts';
