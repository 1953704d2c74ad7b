import type { Candidate, Finding, Neighbours, Ranking } from '../../../shared/contract/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import { renderCondition, type Posterior } from '../../../shared/model/index.ts';
import { metaNames } from '../memory/index.ts';
import type { Memory, MemoryState } from '../memory/index.ts';
import { calibrate, compete, rank, settingsFor } from '../selection/index.ts';
import type { Particulars, RankOptions, SelectionItem } from '../selection/index.ts';
import { buildAskIndex } from './ask-index.ts';
import type { AskIndex } from './ask-index.ts';
import { bindSlots, judgeCondition, readQuestion } from './bindings.ts';
import type { Question } from './bindings.ts';
import { joinNearest, type TextLikeness } from './documents.ts';
import { find, type FindRequest } from './find.ts';
import type { AskItem } from './items.ts';
import { questionVectors, type AskEmbedder } from './embedder.ts';
import { reliabilityHere } from './here.ts';
import { findNeighbours } from './neighbours.ts';
import { matchOrder, orderBonus } from './order.ts';

export { Documents } from './documents.ts';
export type { TextLikeness } from './documents.ts';

export interface AskRequest {
  readonly goal: string;
  readonly observation: string;
  readonly options: RankOptions;
  /** How falling back has fared, where that is known. */
  readonly fallback?: Posterior | undefined;
}

/** How many more hits are fetched than candidates are weighed: what is deleted or pruned falls out. */
const spareHits = 20;

const longestWord = 1000;

/** A tokenizer takes a word of its length squared: what goes on so long without a space is cut. */
function withShortWords(text: string): string {
  return text.replace(/\S+/g, (word) => (word.length <= longestWord ? word : word.slice(0, longestWord)));
}

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

  async ask({ options, fallback, ...said }: AskRequest): Promise<Ranking> {
    const [goal, observation] = [withShortWords(said.goal), withShortWords(said.observation)];
    const begun = performance.now();
    const { state, store, vectors } = this.#memory;
    const model = state.folded.settings.embeddingModel;
    const embed = async (text: string): Promise<Float32Array | null> =>
      text === '' ? null : withoutModel(() => vectors.query(model, text));
    // The model loads while the index is made.
    const [goalVector, observationVector, vectorOf, index] = await Promise.all([
      embed(goal),
      embed(observation),
      this.#embedder(model).then((embedder) => questionVectors(embedder, [goal])),
      this.#indexOf(state),
    ]);
    const asked = settingsFor(state.folded.settings, options);
    const limit = (options.k ?? asked.candidates) * 2 + spareHits;
    const hits = await store.search({ text: index.documents.words.expand(goal), vector: goalVector, limit });
    const texts = index.documents.compare({ goal, goalVector, observationVector, vectorOf });
    const near = new Set(hits.map(({ id }) => id));
    const items = likenesses({ goal, texts, near, isPaper: options.macla === true }, index);
    const fitted = asked.thresholdFrom === 'corpus' ? index.thresholdFor(asked) : null;
    const settings = { ...asked, threshold: fitted ?? asked.threshold };
    const question = readQuestion(goal, observation);
    const categories = index.categoriesOf(goal);
    const particularsOf = (id: string): Particulars => {
      const item = index.items.get(id);
      return item === undefined ? nothing : particulars(item, { question, texts, index, categories });
    };
    const { k, seed } = options;
    return {
      ...rank({ items, particularsOf, settings, k, seed, fallback }),
      threshold: settings.threshold,
      thresholdFrom: options.threshold === undefined ? (fitted === null ? 'setting' : 'corpus') : 'question',
      hasVectors: goalVector !== null && index.documents.hasVectors,
      milliseconds: performance.now() - begun,
    };
  }

  /** What a person looks for, by words and by meaning: items, and spans of the sources. */
  async find(request: FindRequest): Promise<Finding> {
    const { state, vectors } = this.#memory;
    const model = state.folded.settings.embeddingModel;
    const [vector, vectorOf, index] = await Promise.all([
      withoutModel(() => vectors.query(model, request.text)),
      this.#embedder(model).then((embedder) => questionVectors(embedder, [request.text])),
      this.#indexOf(state),
    ]);
    const names = metaNames(state);
    const found = await find(request, { state, index, vector, vectorOf });
    return { ...found, items: found.items.map((item) => ({ ...item, goal: names.get(item.id) ?? item.goal })) };
  }

  /** What is most like an item; null where it is not among what may be asked for. */
  async neighbours(id: string, limit: number): Promise<Neighbours | null> {
    const { state } = this.#memory;
    const found = findNeighbours(await this.#indexOf(state), id, limit);
    if (found === null) return null;
    const names = metaNames(state);
    const named = (list: Neighbours['steps']): Neighbours['steps'] =>
      list.map((one) => ({ ...one, goal: names.get(one.id) ?? one.goal }));
    return { meaning: named(found.meaning), steps: named(found.steps) };
  }

  /** Makes the index, so that the first question need not wait for it. */
  async prepare(): Promise<void> {
    const { state } = this.#memory;
    const index = await this.#indexOf(state);
    index.thresholdFor(state.folded.settings);
  }

  #indexOf(state: MemoryState): Promise<AskIndex> {
    if (this.#index?.state === state) return this.#index.index;
    const index = this.#embedder(state.folded.settings.embeddingModel).then((embedder) =>
      buildAskIndex(state, embedder),
    );
    this.#index = { state, index };
    // A failure is told to whoever asked; the next question tries again.
    index.catch(() => {
      this.#index = null;
    });
    return index;
  }

  /** null without the model. */
  async #embedder(model: string): Promise<AskEmbedder | null> {
    const { vectors } = this.#memory;
    const opened = await withoutModel(() => vectors.embedder(model));
    if (opened === null) return null;
    return {
      embed: (texts) => vectors.embedForQuestion(model, texts),
      embedWords: opened.info.isOfWords === true ? (words) => vectors.queries(model, words) : null,
    };
  }
}

interface Found {
  readonly goal: string;
  readonly texts: readonly TextLikeness[];
  /** What the database found. Meta-procedures are found by the goals of their episodes, too. */
  readonly near: ReadonlySet<string>;
  readonly isPaper: boolean;
}

/** The items found, with the parts of their likeness; meta-procedures compete with each other, and procedures do. */
function likenesses(
  { goal, texts, near, isPaper }: Found,
  { items, placesOf, calibrations, alike }: AskIndex,
): readonly SelectionItem[] {
  const found = [...items.values()].flatMap((item) => {
    if (item.kind === 'procedure' && !near.has(item.id)) return [];
    const likeness = joinNearest(placesOf.get(item.id) ?? [], texts);
    if (likeness === null) return [];
    const order = matchOrder(goal, item.steps);
    return [{ item, likeness, order, fused: likeness.fused + orderBonus(order) }];
  });
  return (['meta', 'procedure'] as const).flatMap((kind) => {
    const own = found.filter(({ item }) => item.kind === kind);
    const calibration = calibrations[kind];
    const relevance = compete(
      own.map(({ fused }) => fused),
      calibration,
      (one, other) => (isPaper ? 1 : alike(own[one]?.item.id ?? '', own[other]?.item.id ?? '')),
    );
    return own.map(({ item, likeness, order, fused }, place) => ({
      id: item.id,
      kind,
      goal: item.goal,
      posterior: item.posterior,
      expectedSteps: item.expectedSteps,
      cosine: likeness.cosine,
      bm25: likeness.bm25,
      wordMatch: likeness.wordMatch,
      order,
      fused,
      calibrated: calibrate(calibration, fused),
      relevance: relevance[place] ?? 0,
    }));
  });
}

const nothing: Particulars = { preconditions: [], bindings: {}, here: null, failures: [] };

interface Asked {
  readonly question: Question;
  readonly texts: readonly TextLikeness[];
  readonly index: AskIndex;
  /** Of the ontology, that the goal hits. */
  readonly categories: readonly string[];
}

function particulars(item: AskItem, { question, texts, index, categories }: Asked): Particulars {
  const bindings = bindSlots(item.slots, question);
  const preconditions = item.preconditions.map((condition): Candidate['preconditions'][number] => ({
    condition,
    text: renderCondition(condition),
    truth: judgeCondition(condition, bindings, question),
  }));
  const failures = [...item.failures].map(([goal, count]) => {
    const fused = texts[index.placeOfGoal.get(goal) ?? -1]?.fused ?? 0;
    return { similarity: calibrate(index.calibrations.goals, fused), count };
  });
  const here = reliabilityHere(item, categories, index.categoriesOf);
  return { preconditions, bindings, here, failures };
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
