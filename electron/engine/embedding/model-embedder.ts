import { KnackError } from '../../../shared/errors.ts';
import type { Embedder, EmbedderInfo } from '../ports.ts';
import { modelMissing } from './model-folder.ts';
import type { Extractor } from './vendor.ts';

/** Texts of one run at most. */
const batchSize = 32;
/** Characters of a text that are looked at: well above what any of these models reads. */
const charactersRead = 32_768;
/** Of unlike lengths, so that a batch of them is padded. */
const probe = ['open', 'look at the list and then send the second entry to everyone who asked for it', 'close it'];

interface Loaded {
  readonly extractor: Extractor;
  readonly batch: number;
}

/**
 * An embedder over a model that is loaded by the first text. Texts are run in batches of like length, each distinct text
 * once. Where a batch does not give the bits that a single run gives (dynamic quantisation sees the whole batch), texts are
 * run one by one: a vector never depends on its neighbours.
 */
export class ModelEmbedder implements Embedder {
  readonly info: EmbedderInfo;
  readonly #load: () => Promise<Extractor>;
  #loaded: Promise<Loaded> | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(info: EmbedderInfo, load: () => Promise<Extractor>) {
    this.info = info;
    this.#load = load;
  }

  /** One call after the other: the runtime is one. */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<readonly Float32Array[]> {
    const turn = this.#last.then(
      () => this.#embed(texts, signal),
      () => this.#embed(texts, signal),
    );
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async close(): Promise<void> {
    await this.#last.catch(() => undefined);
    const loaded = await this.#loaded?.catch(() => null);
    this.#loaded = null;
    await loaded?.extractor.close();
  }

  async #embed(texts: readonly string[], signal?: AbortSignal): Promise<readonly Float32Array[]> {
    const zero = new Float32Array(this.info.dimension);
    const vectors = new Map<string, Float32Array>();
    const distinct = [...new Set(texts)].filter((text) => text.trim() !== '');
    if (distinct.length > 0) {
      this.#loaded ??= this.#prepare();
      const { extractor, batch } = await this.#loaded.catch((error: unknown) => {
        this.#loaded = null;
        throw error;
      });
      for (const part of batchesByLength(distinct, batch)) {
        if (signal?.aborted === true) throw cancelled();
        const rows = await this.#run(extractor, part);
        for (const [index, text] of part.entries()) vectors.set(text, rows[index] ?? zero);
      }
    }
    return texts.map((text) => vectors.get(text) ?? zero.slice());
  }

  async #prepare(): Promise<Loaded> {
    try {
      const extractor = await this.#load();
      const together = await this.#run(extractor, probe);
      const alone: (Float32Array | undefined)[] = [];
      for (const text of probe) alone.push((await this.#run(extractor, [text]))[0]);
      const isStable = together.every((row, index) => row.every((value, at) => value === alone[index]?.[at]));
      return { extractor, batch: isStable ? batchSize : 1 };
    } catch (error) {
      if (error instanceof KnackError) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw modelMissing({ spec: this.info.id, reason: `it does not run (${reason.slice(0, 300)})`, cause: error });
    }
  }

  async #run(extractor: Extractor, texts: readonly string[]): Promise<readonly Float32Array[]> {
    const { data, dimension } = await extractor.run(texts.map((text) => text.slice(0, charactersRead)));
    if (dimension !== this.info.dimension) {
      const reason = `its vectors have ${dimension} numbers, its configuration says ${this.info.dimension}`;
      throw modelMissing({ spec: this.info.id, reason });
    }
    return texts.map((_, index) => finite(data.slice(index * dimension, (index + 1) * dimension)));
  }
}

/** A text of which the model knows no token has no mean: the zero vector. */
function finite(vector: Float32Array): Float32Array {
  return vector.every(Number.isFinite) ? vector : new Float32Array(vector.length);
}

/** Texts of like length share a batch, so that little is padded; the order is total, so that runs repeat. */
export function batchesByLength(texts: readonly string[], size: number): readonly (readonly string[])[] {
  const ordered = texts.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const out: string[][] = [];
  for (let at = 0; at < ordered.length; at += size) out.push(ordered.slice(at, at + size));
  return out;
}

function cancelled(): KnackError {
  return new KnackError({
    code: 'CANCELLED',
    happened: 'The embedding was cancelled.',
    kept: 'The memory is as it was.',
    todo: '',
  });
}
