import { openEmbedder } from '../../electron/engine/embedding/index.ts';
import { createBm25 } from './bm25.ts';
import { fuseScores } from './fusion.ts';
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

/** Runs hashed words, BM25, vectors and their fusion over the same questions. */
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
  const vectors = await scoreByVectors(options, `bundled:${modelName}`);
  const hybrid: Scored = {
    scores: vectors.scores.map((score, index) =>
      fuseScores(score, split.scores[index] ?? new Float64Array(score.length)),
    ),
    textsPerSecond: 1 / (1 / vectors.textsPerSecond + 1 / split.textsPerSecond),
  };
  return [
    finish('hashed', hashed),
    finish('bm25', plain),
    finish('bm25-compounds', split),
    finish('vectors', vectors),
    finish('hybrid', hybrid),
  ];
}

function scoreByWords({ asked, against }: BenchOptions, split: WordSplitter): Scored {
  const begin = performance.now();
  const documents = against.candidates.map(({ text }) => split(text));
  const queries = asked.questions.map(({ text }) => split(text));
  const textsPerSecond = perSecond(documents.length + queries.length, begin);
  const score = createBm25(documents);
  return { scores: queries.map(score), textsPerSecond };
}

async function scoreByVectors({ asked, against, modelsFolder }: BenchOptions, spec: string): Promise<Scored> {
  const embedder = await openEmbedder({ spec, modelsFolder, cacheFolder: modelsFolder, allowDownload: false });
  // The first text loads the model.
  await embedder.embed(['load']);
  const begin = performance.now();
  const candidates = await embedder.embed(against.candidates.map(({ text }) => text));
  const questions = await embedder.embed(asked.questions.map(({ text }) => text));
  const textsPerSecond = perSecond(candidates.length + questions.length, begin);
  await embedder.close();
  return {
    scores: questions.map((question) => Float64Array.from(candidates, (other) => dot(question, other))),
    textsPerSecond,
  };
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < one.length; index += 1) sum += (one[index] ?? 0) * (other[index] ?? 0);
  return sum;
}

function perSecond(texts: number, beginMs: number): number {
  return texts / ((performance.now() - beginMs) / 1000);
}
