import { Documents } from '../../electron/engine/ask/index.ts';
import type { TextLikeness } from '../../electron/engine/ask/index.ts';
import { orderVaried, readUnits, readVocabulary } from '../../electron/engine/likeness/index.ts';
import { createBm25 } from './bm25.ts';
import type { GoalFile } from './goals.ts';
import { answerQuestions } from './measure.ts';
import type { Answer, Arrange } from './measure.ts';
import { openLoaded } from './open.ts';
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
  /** The order in which they are shown; by their scores alone where it is missing. */
  readonly arrange?: Arrange;
}

/** Runs hashed words, BM25, vectors, the match word by word, their fusion, and their fusion as a person is shown it, over the same questions. */
export async function runMethods(options: BenchOptions): Promise<MethodRun[]> {
  const { asked, against, modelsFolder, modelName } = options;
  const finish = (name: string, { scores, textsPerSecond, arrange }: Scored): MethodRun => {
    const scoresOf = new Map(asked.questions.map((question, index) => [question.text, scores[index]] as const));
    const rank = (text: string): Float64Array => scoresOf.get(text) ?? new Float64Array(against.candidates.length);
    return { name, answers: answerQuestions(asked.questions, against.candidates, { rank, arrange }), textsPerSecond };
  };
  const splitCompounds = await loadCompoundSplitter(`${modelsFolder}/${modelName}`);
  const hashed = await scoreByVectors(options, 'hashed:words');
  const plain = scoreByWords(options, splitPlainWords);
  const split = scoreByWords(options, splitCompounds);
  const { vectors, soft, fused, hybrid } = await scoreByMeaning(options, `bundled:${modelName}`);
  return [
    finish('hashed', hashed),
    finish('bm25', plain),
    finish('bm25-compounds', split),
    finish('vectors', vectors),
    finish('soft', soft),
    finish('fused', fused),
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

/** Vectors, the match word by word, the likeness that a question to a memory goes by (rule S10), and the same in the order of a search (rule L3). */
async function scoreByMeaning(
  options: BenchOptions,
  spec: string,
): Promise<Readonly<Record<'vectors' | 'soft' | 'fused' | 'hybrid', Scored>>> {
  const { embed, close } = await openTimed(options, spec);
  const goals = options.against.candidates.map(({ text }) => text);
  const questions = options.asked.questions.map(({ text }) => text);
  const candidates = await embed(goals);
  const asked = await embed(questions);
  const units = new Set(readVocabulary(goals));
  for (const { words, pairs } of questions.map(readUnits)) for (const unit of [...words, ...pairs]) units.add(unit);
  const single = await embed([...units]);
  await close();
  const known = new Map([...units].map((unit, place) => [unit, single.vectors[place]] as const));
  const vectorOf = (unit: string): Float32Array | undefined => known.get(unit);
  const documents = new Documents({ goals, own: [], vectors: candidates.vectors, vectorOf });
  const rows = questions.map((goal, at) =>
    documents.compare({ goal, goalVector: asked.vectors[at] ?? null, observationVector: null, vectorOf }),
  );
  const [texts, wholeMs] = [goals.length + questions.length, candidates.ms + asked.ms];
  const scored = (of: (likeness: TextLikeness) => number | null, ms: number): Scored => ({
    scores: rows.map((row) => Float64Array.from(row, (likeness) => of(likeness) ?? 0)),
    textsPerSecond: perSecond(texts, ms),
  });
  const fused = scored((likeness) => likeness.fused, wholeMs + single.ms);
  const nearness = (one: number, other: number): number | null => documents.nearTo(one)?.(other) ?? null;
  return {
    vectors: {
      scores: asked.vectors.map((question) => Float64Array.from(candidates.vectors, (other) => dot(question, other))),
      textsPerSecond: perSecond(texts, wholeMs),
    },
    soft: scored(({ wordMatch }) => wordMatch, wholeMs + single.ms),
    fused,
    hybrid: { ...fused, arrange: (places) => orderVaried(places, nearness) },
  };
}

interface TimedEmbedder {
  readonly embed: (texts: readonly string[]) => Promise<{ vectors: readonly Float32Array[]; ms: number }>;
  readonly close: () => Promise<void>;
}

async function openTimed({ modelsFolder }: BenchOptions, spec: string): Promise<TimedEmbedder> {
  const embedder = await openLoaded(spec, modelsFolder);
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
