import { KnackError } from '../../../shared/errors.ts';
import { sha256Hex } from '../identity/index.ts';
import type { Embedder, Store } from '../ports.ts';

/**
 * Opens the model that a setting names: `bundled:NAME`, `path:FOLDER` or `hub:ORG/NAME`. Only what a person asked
 * to be built may fetch a model; looking at a memory or asking it never does.
 */
export type OpenEmbedder = (model: string, mayDownload: boolean) => Promise<Embedder>;

export interface EmbedOptions {
  readonly signal?: AbortSignal | undefined;
  /** Takes what settles when new vectors are stored: the caller waits for it, and goes on meanwhile. Missing: `embed` waits. */
  readonly storing?: Promise<void>[] | undefined;
}

/** A model with what it made in this process: a text's vector is another one under another model. */
interface Opened {
  readonly mayDownload: boolean;
  readonly embedder: Promise<Embedder>;
  readonly known: Map<string, Float32Array>;
  readonly queries: Map<string, Float32Array>;
}

const queriesKept = 20_000;
/** While a memory changes its model, it is asked by the old one. */
const openAtOnce = 2;

/**
 * Vectors of texts, each distinct text made once for each model: first from this process, then from the store,
 * then by the model. A model is opened when it is first needed.
 */
export class Vectors {
  readonly #store: Pick<Store, 'vectors' | 'addVectors'>;
  readonly #openEmbedder: OpenEmbedder;
  /** By model, the one that was opened last at the end. */
  readonly #opened = new Map<string, Opened>();
  #noted: Set<string> | null = null;

  constructor(store: Pick<Store, 'vectors' | 'addVectors'>, openEmbedder: OpenEmbedder) {
    this.#store = store;
    this.#openEmbedder = openEmbedder;
  }

  /** The embedder of a setting. @throws KnackError MODEL_MISSING */
  async embedder(model: string, mayDownload = false): Promise<Embedder> {
    const opened = this.#opened.get(model) ?? this.#open(model, mayDownload);
    try {
      return await opened.embedder;
    } catch (error) {
      if (this.#opened.get(model) === opened) this.#opened.delete(model);
      // Somebody who may not fetch it asked first.
      if (mayDownload && !opened.mayDownload) return this.embedder(model, true);
      throw error;
    }
  }

  #open(model: string, mayDownload: boolean): Opened {
    const [oldest] = this.#opened.keys();
    // What still runs on it is awaited by its close.
    if (oldest !== undefined && this.#opened.size >= openAtOnce) void this.drop(oldest).catch(() => undefined);
    const opened = {
      mayDownload,
      embedder: this.#openEmbedder(model, mayDownload),
      known: new Map<string, Float32Array>(),
      queries: new Map<string, Float32Array>(),
    };
    this.#opened.set(model, opened);
    return opened;
  }

  /** Loads the model, so that the first question need not wait for it. @throws KnackError MODEL_MISSING */
  async warm(model: string): Promise<void> {
    const embedder = await this.embedder(model);
    // It may have been closed meanwhile; then nothing would close it again.
    if (this.#opened.has(model)) await (embedder.load?.() ?? embedder.embed(['warm']));
  }

  /** Vectors in the order of the texts; what is new is stored, so that no later build makes it again. */
  embed(model: string, texts: readonly string[], options: EmbedOptions = {}): Promise<readonly Float32Array[]> {
    return this.#embed(model, texts, { ...options, mustStore: true });
  }

  /** The same for a question, which asks no more of a memory than to be read: what cannot be stored is kept in this process. */
  embedForQuestion(model: string, texts: readonly string[]): Promise<readonly Float32Array[]> {
    return this.#embed(model, texts, { mustStore: false });
  }

  async #embed(
    model: string,
    texts: readonly string[],
    { signal, storing, mustStore }: EmbedOptions & { readonly mustStore: boolean },
  ): Promise<readonly Float32Array[]> {
    if (texts.length === 0) return [];
    for (const text of texts) this.#noted?.add(text);
    const embedder = await this.embedder(model, mustStore);
    const known = this.#opened.get(model)?.known ?? new Map<string, Float32Array>();
    const missing = [...new Set(texts)].filter((text) => !known.has(text));
    const hashes = new Map(missing.map((text) => [text, sha256Hex(text)]));
    const stored =
      missing.length === 0 ? new Map() : await this.#store.vectors(embedder.info.digest, [...hashes.values()]);
    const unseen: string[] = [];
    for (const [text, textHash] of hashes) {
      const vector = stored.get(textHash);
      if (vector === undefined) unseen.push(text);
      else known.set(text, vector);
    }
    if (unseen.length > 0) {
      const made = await embedder.embed(unseen, signal);
      const rows = unseen.map((text, index) => ({
        textHash: hashes.get(text) ?? sha256Hex(text),
        model: embedder.info.digest,
        vector: vectorAt(made, index),
      }));
      const adding = this.#store.addVectors(rows);
      const settled = adding.catch(() => undefined);
      if (storing === undefined) await (mustStore ? adding : settled);
      else storing.push(adding);
      for (const [index, text] of unseen.entries()) known.set(text, vectorAt(made, index));
    }
    return texts.map((text) => vectorAt([known.get(text)], 0));
  }

  /** The vector of a question: kept in this process for a while, never stored. */
  async query(model: string, text: string): Promise<Float32Array> {
    return vectorAt(await this.queries(model, [text]), 0);
  }

  /** The same for several texts, and for the words of texts. */
  async queries(model: string, texts: readonly string[]): Promise<readonly Float32Array[]> {
    const embedder = await this.embedder(model);
    const opened = this.#opened.get(model);
    const vectors = new Map<string, Float32Array>();
    for (const text of texts) {
      const known = opened?.known.get(text) ?? opened?.queries.get(text);
      if (known !== undefined) vectors.set(text, known);
    }
    const unseen = [...new Set(texts)].filter((text) => !vectors.has(text));
    if (unseen.length > 0) {
      const made = await embedder.embed(unseen);
      if (opened !== undefined && opened.queries.size + unseen.length > queriesKept) opened.queries.clear();
      for (const [index, text] of unseen.entries()) {
        vectors.set(text, vectorAt(made, index));
        opened?.queries.set(text, vectorAt(made, index));
      }
    }
    return texts.map((text) => vectorAt([vectors.get(text)], 0));
  }

  /** Runs work, and tells the hashes of all texts whose vectors it asked for: the others belong to nothing any more. */
  async noting<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly textHashes: ReadonlySet<string> }> {
    const noted = new Set<string>();
    this.#noted = noted;
    try {
      const value = await work();
      return { value, textHashes: new Set([...noted].map(sha256Hex)) };
    } finally {
      this.#noted = null;
    }
  }

  /** Forgets what this process remembers of texts; the store keeps its rows. */
  forget(): void {
    for (const { known, queries } of this.#opened.values()) {
      known.clear();
      queries.clear();
    }
  }

  /** Closes a model that is not needed any more; it is opened again when it is. */
  async drop(model: string): Promise<void> {
    const opened = this.#opened.get(model);
    if (opened === undefined) return;
    this.#opened.delete(model);
    const embedder = await opened.embedder.catch(() => null);
    await embedder?.close();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#opened.keys()].map((model) => this.drop(model)));
  }
}

function vectorAt(vectors: readonly (Float32Array | undefined)[], index: number): Float32Array {
  const vector = vectors[index];
  if (vector !== undefined) return vector;
  throw new KnackError({
    code: 'INTERNAL',
    happened: 'The embedding model gave fewer vectors than it was given texts.',
    kept: 'The memory is as it was.',
    todo: 'Choose another model in the settings.',
  });
}
