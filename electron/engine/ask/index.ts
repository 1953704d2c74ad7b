import type { Candidate, Ranking } from '../../../shared/contract/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import { renderCondition } from '../../../shared/model/index.ts';
import { cosine } from '../../../shared/numeric/index.ts';
import type { Memory, MemoryState } from '../memory/index.ts';
import { rank } from '../selection/index.ts';
import type { Particulars, RankOptions } from '../selection/index.ts';
import { buildAskIndex } from './ask-index.ts';
import type { AskIndex, AskItem } from './ask-index.ts';
import { bindSlots, judgeCondition, readQuestion } from './bindings.ts';
import type { Question } from './bindings.ts';

export interface AskRequest {
  readonly goal: string;
  readonly observation: string;
  readonly options: RankOptions;
}

/** How many more hits are fetched than candidates are weighed: what is deleted or pruned falls out. */
const spareHits = 20;

/** Asks a memory for what to do. The index of the state is made at the first question, and again after a change. */
export class Asker {
  readonly #memory: Memory;
  #index: { readonly state: MemoryState; readonly index: Promise<AskIndex> } | null = null;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  get memory(): Memory {
    return this.#memory;
  }

  async ask({ goal, observation, options }: AskRequest): Promise<Ranking> {
    const begun = performance.now();
    const { state, store, vectors } = this.#memory;
    const { settings } = state.folded;
    const text = observation === '' ? goal : `${goal}\n${observation}`;
    // The model loads while the store is read.
    const [vector, index] = await Promise.all([
      withoutModel(() => vectors.query(settings.embeddingModel, text)),
      this.#indexOf(state),
    ]);
    const limit = (options.k ?? settings.candidates) * 2 + spareHits;
    const hits = await store.search({ text, vector, limit });
    const question = readQuestion(goal, observation);
    const items = hits.flatMap(({ id, cosine: raw, bm25 }) => {
      const item = index.items.get(id);
      return item === undefined ? [] : [{ ...item, cosine: raw, bm25 }];
    });
    const particularsOf = (id: string): Particulars => {
      const item = index.items.get(id);
      return item === undefined ? nothing : particulars(item, { question, vector, index });
    };
    const ranked = rank({ items, particularsOf, settings, calibration: index.calibration, options });
    return { ...ranked, milliseconds: performance.now() - begun };
  }

  #indexOf(state: MemoryState): Promise<AskIndex> {
    if (this.#index?.state === state) return this.#index.index;
    const { vectors } = this.#memory;
    const model = state.folded.settings.embeddingModel;
    const index = withoutModel(() => vectors.embedder(model)).then((embedder) =>
      buildAskIndex(state, embedder === null ? null : (texts) => vectors.embed(model, texts)),
    );
    this.#index = { state, index };
    // A failure is told to whoever asked; the next question tries again.
    index.catch(() => {
      this.#index = null;
    });
    return index;
  }
}

const nothing: Particulars = { preconditions: [], bindings: {}, failures: [] };

interface Asked {
  readonly question: Question;
  readonly vector: Float32Array | null;
  readonly index: AskIndex;
}

function particulars(item: AskItem, { question, vector, index }: Asked): Particulars {
  const bindings = bindSlots(item.slots, question);
  const preconditions = item.preconditions.map((condition): Candidate['preconditions'][number] => ({
    condition,
    text: renderCondition(condition),
    truth: judgeCondition(condition, bindings, question),
  }));
  const failures = [...item.failures].flatMap(([goal, count]) => {
    const other = index.goalVectors.get(goal);
    return vector === null || other === undefined ? [] : [{ similarity: cosine(vector, other), count }];
  });
  return { preconditions, bindings, failures };
}

/** Without a model words alone decide; any other failure is a failure. */
async function withoutModel<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof KnackError && error.code === 'MODEL_MISSING') return null;
    throw error;
  }
}
