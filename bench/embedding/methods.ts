import { openEmbedder } from '../../electron/engine/embedding/index.ts';
import { SoftIndex, distinctWords, fuseLikeness } from '../../electron/engine/likeness/index.ts';
import { createBm25 } from './bm25.ts';
import type { GoalFile } from './goals.ts';
import { answerQuestions } from './measure.ts';
import type { Answer } from './measure.ts';
import { loadCompoundSplitter, splitPlainWords } from './words.ts';
import type { WordSplitter } from './words.ts';

/** One way to find the goal, its answers and how many texts it prepares in a second (one thread). */
export interface MethodRun {
  readonly name: string;
  readonly answers: readonly Answer[];
  readonly textsPerSecond: number;
}

export interface BenchOptions {
  readonly asked: GoalFile;
  readonly against: GoalFile;
  /** Folder of the bundled models and the name of the one to measure. */
  readonly modelsFolder: string;
  readonly modelName: string;
}

/** Scores of all candidates for the questions, by question. */
interface Scored {
  readonly scores: readonly Float64Array[];
  readonly textsPerSecond: number;
}

/** Runs hashed words, BM25, vectors, the match word by word and their fusion over the same questions. */
export async function runMethods(options: BenchOptions): Promise<MethodRun[]> {
  const { asked, against, modelsFolder, modelName } = options;
  const finish = (name: string, { scores, textsPerSecond }: Scored): MethodRun => {
    const scoresOf = new Map(asked.questions.map((question, index) => [question.text, scores[index]] as const));
    const rank = (text: string): Float64Array => scoresOf.get(text) ?? new Float64Array(against.candidates.length);
    return { name, answers: answerQuestions(asked.questions, against.candidates, rank), textsPerSecond };
  };
  const splitCompounds = await loadCompoundSplitter(`${modelsFolder}/${modelName}`);
  const hashed = await scoreByVectors(options, 'hashed:words');
  const plain = scoreByWords(options, splitPlainWords);
  const split = scoreByWords(options, splitCompounds);
  const { vectors, soft, hybrid } = await scoreByMeaning(options, `bundled:${modelName}`, split);
  return [
    finish('hashed', hashed),
    finish('bm25', plain),
    finish('bm25-compounds', split),
    finish('vectors', vectors),
    finish('soft', soft),
    finish('hybrid', hybrid),
  ];
}

function scoreByWords({ asked, against }: BenchOptions, split: WordSplitter): Scored {
  const begin = performance.now();
  const documents = against.candidates.map(({ text }) => split(text));
  const queries = asked.questions.map(({ text }) => split(text));
  const textsPerSecond = perSecond(documents.length + queries.length, performance.now() - begin);
  const score = createBm25(documents);
  return { scores: queries.map(score), textsPerSecond };
}

async function scoreByVectors(options: BenchOptions, spec: string): Promise<Scored> {
  const { embed, close } = await openTimed(options, spec);
  const candidates = await embed(options.against.candidates.map(({ text }) => text));
  const questions = await embed(options.asked.questions.map(({ text }) => text));
  await close();
  return {
    scores: questions.vectors.map((question) => Float64Array.from(candidates.vectors, (other) => dot(question, other))),
    textsPerSecond: perSecond(candidates.vectors.length + questions.vectors.length, candidates.ms + questions.ms),
  };
}

/** Vectors, the match word by word, and all that the product looks at together. */
async function scoreByMeaning(
  options: BenchOptions,
  spec: string,
  words: Scored,
): Promise<Readonly<Record<'vectors' | 'soft' | 'hybrid', Scored>>> {
  const { embed, close } = await openTimed(options, spec);
  const texts = [...options.against.candidates, ...options.asked.questions].map(({ text }) => text);
  const whole = await embed(texts);
  const vocabulary = [...new Set(texts.flatMap((text) => distinctWords(text)))];
  const single = await embed(vocabulary);
  await close();
  const wordVectors = new Map(vocabulary.map((word, place) => [word, single.vectors[place]] as const));
  const vectorOf = (word: string): Float32Array | undefined => wordVectors.get(word);
  const parts = texts.map((text, place) => ({ text, vector: whole.vectors[place] ?? new Float32Array() }));
  const documents = parts.slice(0, options.against.candidates.length);
  const index = new SoftIndex(documents, vectorOf);
  const rows = parts.slice(documents.length).map((question, at) => {
    const cosines = Float64Array.from(documents, ({ vector }) => dot(question.vector, vector));
    const { asked, told } = index.match(question, vectorOf);
    const bm25 = words.scores[at] ?? new Float64Array(cosines.length);
    const partsOf = (place: number) => ({ asked: asked[place] ?? 0, told: told[place] ?? 0, words: bm25[place] ?? 0 });
    return {
      vectors: cosines,
      soft: asked.map((value, place) => value + (told[place] ?? 0)),
      hybrid: cosines.map((cosine, place) => fuseLikeness({ cosine, ...partsOf(place) })),
    };
  });
  const meaningRate = perSecond(texts.length, whole.ms + single.ms);
  return {
    vectors: { scores: rows.map(({ vectors }) => vectors), textsPerSecond: perSecond(texts.length, whole.ms) },
    soft: { scores: rows.map(({ soft }) => soft), textsPerSecond: meaningRate },
    hybrid: {
      scores: rows.map(({ hybrid }) => hybrid),
      textsPerSecond: 1 / (1 / meaningRate + 1 / words.textsPerSecond),
    },
  };
}

interface TimedEmbedder {
  readonly embed: (texts: readonly string[]) => Promise<{ vectors: readonly Float32Array[]; ms: number }>;
  readonly close: () => Promise<void>;
}

async function openTimed({ modelsFolder }: BenchOptions, spec: string): Promise<TimedEmbedder> {
  const embedder = await openEmbedder({ spec, modelsFolder, cacheFolder: modelsFolder, allowDownload: false });
  // The first text loads the model.
  await embedder.embed(['load']);
  return {
    async embed(texts) {
      const begin = performance.now();
      return { vectors: await embedder.embed(texts), ms: performance.now() - begin };
    },
    close: () => embedder.close(),
  };
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < one.length; index += 1) sum += (one[index] ?? 0) * (other[index] ?? 0);
  return sum;
}

function perSecond(texts: number, ms: number): number {
  return texts / (ms / 1000);
}
