import { KnackError } from '../../../shared/errors.ts';
import type { Embedder, EmbedderInfo } from '../ports.ts';
import { modelMissing } from './model-folder.ts';
import type { FewTexts } from './few-texts.ts';
import type { Extractor } from './vendor.ts';

/** Texts of one run at most. */
const batchSize = 32;
/** Characters of a text that are looked at: well above what any of these models reads. */
const charactersRead = 32_768;
/** Distinct texts that are made without the runtime, at most: for more of them it is worth its loading. */
const fewAtMost = 32;
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
  readonly #openFew: () => Promise<FewTexts | null>;
  #loaded: Promise<Loaded> | null = null;
  #few: Promise<FewTexts | null> | null = null;
  #fewLeft = fewAtMost;
  #last: Promise<unknown> = Promise.resolve();

  /** @param openFew what makes the first few texts without loading the model; null where that cannot be done */
  constructor(
    info: EmbedderInfo,
    load: () => Promise<Extractor>,
    openFew: () => Promise<FewTexts | null> = async () => null,
  ) {
    this.info = info;
    this.#load = load;
    this.#openFew = openFew;
  }

  /** Loads the model before its first text. @throws KnackError MODEL_MISSING */
  async load(): Promise<void> {
    await this.#inTurn(() => this.#ready());
  }

  /** One call after the other: the runtime is one. */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<readonly Float32Array[]> {
    return this.#inTurn(() => this.#embed(texts, signal));
  }

  async close(): Promise<void> {
    await this.#last.catch(() => undefined);
    const loaded = await this.#loaded?.catch(() => null);
    this.#loaded = null;
    this.#few = null;
    this.#fewLeft = fewAtMost;
    await loaded?.extractor.close();
  }

  #inTurn<T>(call: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(call, call);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #embed(texts: readonly string[], signal?: AbortSignal): Promise<readonly Float32Array[]> {
    const zero = new Float32Array(this.info.dimension);
    const vectors = new Map<string, Float32Array>();
    const distinct = [...new Set(texts)].filter((text) => text.trim() !== '');
    const few = await this.#runFew(distinct);
    if (few !== null) for (const [index, text] of distinct.entries()) vectors.set(text, few[index] ?? zero);
    else if (distinct.length > 0) {
      const { extractor, batch } = await this.#ready();
      for (const part of batchesByLength(distinct, batch)) {
        if (signal?.aborted === true) throw cancelled();
        const rows = await this.#run(extractor, part);
        for (const [index, text] of part.entries()) vectors.set(text, rows[index] ?? zero);
      }
    }
    return texts.map((text) => vectors.get(text) ?? zero.slice());
  }

  /** The vectors of a few texts where the model is not loaded; null where it has to be. */
  async #runFew(distinct: readonly string[]): Promise<readonly Float32Array[] | null> {
    if (this.#loaded !== null || distinct.length === 0 || distinct.length > this.#fewLeft) return null;
    const rows = (await (this.#few ??= this.#openFew()))?.run(distinct) ?? null;
    // What is wrong with a model is told where it is loaded.
    if (rows === null || rows.some(({ length }) => length !== this.info.dimension)) return null;
    this.#fewLeft -= distinct.length;
    return rows.map(finite);
  }

  #ready(): Promise<Loaded> {
    this.#few = null;
    this.#fewLeft = 0;
    this.#loaded ??= this.#prepare().catch((error: unknown) => {
      this.#loaded = null;
      throw error;
    });
    return this.#loaded;
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
