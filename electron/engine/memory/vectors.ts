import { KnackError } from '../../../shared/errors.ts';
import { sha256Hex } from '../identity/index.ts';
import type { Embedder, Store } from '../ports.ts';

/**
 * Opens the model that a setting names: `bundled:NAME`, `path:FOLDER` or `hub:ORG/NAME`. Only what a person asked
 * to be built may fetch a model; looking at a memory or asking it never does.
 */
export type OpenEmbedder = (model: string, mayDownload: boolean) => Promise<Embedder>;

interface Opened {
  readonly model: string;
  readonly mayDownload: boolean;
  readonly embedder: Promise<Embedder>;
}

const queriesKept = 2000;

/**
 * Vectors of texts, each distinct text made once for each model: first from this process, then from the store,
 * then by the model. The model is opened when it is first needed.
 */
export class Vectors {
  readonly #store: Pick<Store, 'vectors' | 'addVectors'>;
  readonly #openEmbedder: OpenEmbedder;
  #opened: Opened | null = null;
  #known = new Map<string, Float32Array>();
  #queries = new Map<string, Float32Array>();
  #noted: Set<string> | null = null;

  constructor(store: Pick<Store, 'vectors' | 'addVectors'>, openEmbedder: OpenEmbedder) {
    this.#store = store;
    this.#openEmbedder = openEmbedder;
  }

  /** The embedder of a setting. @throws KnackError MODEL_MISSING */
  async embedder(model: string, mayDownload = false): Promise<Embedder> {
    if (this.#opened?.model !== model) {
      if (this.#opened !== null) await this.close();
      this.#opened = { model, mayDownload, embedder: this.#openEmbedder(model, mayDownload) };
    }
    const opened = this.#opened;
    try {
      return await opened.embedder;
    } catch (error) {
      if (this.#opened === opened) this.#opened = null;
      // Somebody who may not fetch it asked first.
      if (mayDownload && !opened.mayDownload) return this.embedder(model, true);
      throw error;
    }
  }

  /** Loads the model, so that the first question need not wait for it. @throws KnackError MODEL_MISSING */
  async warm(model: string): Promise<void> {
    const embedder = await this.embedder(model);
    // It may have been closed meanwhile; then nothing would close it again.
    if (this.#opened !== null) await embedder.embed(['warm']);
  }

  /** Vectors in the order of the texts; what is new is stored, so that no later build makes it again. */
  embed(model: string, texts: readonly string[], signal?: AbortSignal): Promise<readonly Float32Array[]> {
    return this.#embed(model, texts, { signal, mustStore: true });
  }

  /** The same for a question, which asks no more of a memory than to be read: what cannot be stored is kept in this process. */
  embedForQuestion(model: string, texts: readonly string[]): Promise<readonly Float32Array[]> {
    return this.#embed(model, texts, { mustStore: false });
  }

  async #embed(
    model: string,
    texts: readonly string[],
    { signal, mustStore }: { readonly signal?: AbortSignal | undefined; readonly mustStore: boolean },
  ): Promise<readonly Float32Array[]> {
    if (texts.length === 0) return [];
    for (const text of texts) this.#noted?.add(text);
    const embedder = await this.embedder(model, mustStore);
    const missing = [...new Set(texts)].filter((text) => !this.#known.has(text));
    const hashes = new Map(missing.map((text) => [text, sha256Hex(text)]));
    const stored =
      missing.length === 0 ? new Map() : await this.#store.vectors(embedder.info.digest, [...hashes.values()]);
    const unseen: string[] = [];
    for (const [text, textHash] of hashes) {
      const vector = stored.get(textHash);
      if (vector === undefined) unseen.push(text);
      else this.#known.set(text, vector);
    }
    if (unseen.length > 0) {
      const made = await embedder.embed(unseen, signal);
      const rows = unseen.map((text, index) => ({
        textHash: hashes.get(text) ?? sha256Hex(text),
        model: embedder.info.digest,
        vector: vectorAt(made, index),
      }));
      const adding = this.#store.addVectors(rows);
      await (mustStore ? adding : adding.catch(() => undefined));
      for (const [index, text] of unseen.entries()) this.#known.set(text, vectorAt(made, index));
    }
    return texts.map((text) => vectorAt([this.#known.get(text)], 0));
  }

  /** The vector of a question: kept in this process for a while, never stored. */
  async query(model: string, text: string): Promise<Float32Array> {
    const embedder = await this.embedder(model);
    const known = this.#known.get(text) ?? this.#queries.get(text);
    if (known !== undefined) return known;
    const vector = vectorAt(await embedder.embed([text]), 0);
    if (this.#queries.size >= queriesKept) this.#queries.clear();
    this.#queries.set(text, vector);
    return vector;
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
    this.#known.clear();
    this.#queries.clear();
  }

  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = null;
    this.forget();
    if (opened === null) return;
    const embedder = await opened.embedder.catch(() => null);
    await embedder?.close();
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
