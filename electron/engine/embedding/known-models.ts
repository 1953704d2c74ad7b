/** A model of the hub that is known to run here, with what its card says; sizes are of the files that are fetched. */
export interface KnownModel {
  readonly id: string;
  readonly title: string;
  readonly dimension: number;
  /** About so many. */
  readonly bytes: number;
  readonly licence: string;
  /** How token vectors become one, where the files do not say. */
  readonly pooling: 'mean' | 'cls';
}

export const knownModels: readonly KnownModel[] = [
  {
    id: 'hub:Xenova/all-MiniLM-L6-v2',
    title: 'MiniLM L6 v2, English',
    dimension: 384,
    bytes: 91_000_000,
    licence: 'apache-2.0',
    pooling: 'mean',
  },
  {
    id: 'hub:Xenova/bge-small-en-v1.5',
    title: 'BGE small v1.5, English',
    dimension: 384,
    bytes: 134_000_000,
    licence: 'mit',
    pooling: 'cls',
  },
  {
    id: 'hub:Xenova/bge-base-en-v1.5',
    title: 'BGE base v1.5, English',
    dimension: 768,
    bytes: 437_000_000,
    licence: 'mit',
    pooling: 'cls',
  },
  {
    id: 'hub:Xenova/gte-small',
    title: 'GTE small, English',
    dimension: 384,
    bytes: 134_000_000,
    licence: 'mit',
    pooling: 'mean',
  },
  {
    id: 'hub:Xenova/multilingual-e5-small',
    title: 'E5 small, 100 languages',
    dimension: 384,
    bytes: 487_000_000,
    licence: 'mit',
    pooling: 'mean',
  },
  {
    id: 'hub:onnx-community/embeddinggemma-300m-ONNX',
    title: 'EmbeddingGemma 300M, 100 languages',
    dimension: 768,
    bytes: 1_255_000_000,
    licence: 'gemma',
    pooling: 'mean',
  },
];
