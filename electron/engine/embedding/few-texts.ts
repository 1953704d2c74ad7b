import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { z } from 'zod';
import { readWordTable, type WordTable } from './word-table.ts';

/** Vectors of a few texts, bit for bit those that the model's runtime gives. */
export interface FewTexts {
  /** In order; null where one of the texts is none that can be read so. */
  run(texts: readonly string[]): readonly Float32Array[] | null;
}

/** Longer texts could be cut by the model, and are left to it: a token has one character at least. */
const charactersAtMost = 1000;

const tokenizerSchema = z.looseObject({
  added_tokens: z.array(z.looseObject({ content: z.string() })),
  model: z.looseObject({
    type: z.literal('WordPiece'),
    continuing_subword_prefix: z.literal(''),
    // Of its tens of thousands of entries those alone are looked at that are asked for.
    vocab: z.custom<Readonly<Record<string, unknown>>>((value) => typeof value === 'object' && value !== null),
  }),
});
type TokenizerFile = z.infer<typeof tokenizerSchema>;

/**
 * A bundled model is a table of word vectors, and the vector of a text is the mean of those of its words. So few texts need few rows:
 * neither the runtime is loaded, nor the tokenizer's whole vocabulary. Null for a model that is not made so.
 */
export async function openFewTexts(folder: string): Promise<FewTexts | null> {
  const [graph, rules, config] = await Promise.all([
    readFile(join(folder, 'onnx', 'model_quantized.onnx')).catch(() => null),
    readJson(join(folder, 'tokenizer.json')),
    readJson(join(folder, 'tokenizer_config.json')),
  ]);
  const table = graph === null ? null : readWordTable(graph);
  const tokenizer = tokenizerSchema.safeParse(rules);
  const isObject = typeof config === 'object' && config !== null;
  if (table === null || !tokenizer.success || !isObject) return null;
  return { run: (texts) => runFew(texts, { table, tokenizer: tokenizer.data, config }) };
}

interface Parts {
  readonly table: WordTable;
  readonly tokenizer: TokenizerFile;
  readonly config: object;
}

function runFew(texts: readonly string[], { table, tokenizer, config }: Parts): readonly Float32Array[] | null {
  const { added_tokens: marks, model } = tokenizer;
  const isPlain = (text: string): boolean =>
    text.length <= charactersAtMost && !marks.some(({ content }) => text.includes(content));
  if (!texts.every(isPlain)) return null;
  const knowing = (vocab: Readonly<Record<string, unknown>>): Tokenizer =>
    new Tokenizer({ ...tokenizer, model: { ...model, vocab } }, config);
  // The same pieces are found in a vocabulary that has all parts of these words, and nothing else.
  const own = knowing(partsOf(wordsOf(texts, knowing({})), model.vocab));
  return texts.map((text) => meanOf(own.encode(text).ids, table));
}

function wordsOf(texts: readonly string[], { normalizer, pre_tokenizer: splitter }: Tokenizer): ReadonlySet<string> {
  const words = new Set<string>();
  for (const text of texts) {
    const normal = normalizer === null ? text : normalizer(text);
    for (const word of splitter === null ? [normal] : splitter(normal)) words.add(word);
  }
  return words;
}

/** The entries of a vocabulary that stand in one of the words. */
function partsOf(
  words: ReadonlySet<string>,
  vocab: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const parts = [...words].flatMap(runsIn).filter((part) => Object.hasOwn(vocab, part));
  return Object.fromEntries(parts.map((part) => [part, vocab[part]]));
}

/** Every run of characters in a word. */
function runsIn(word: string): readonly string[] {
  const characters = [...word];
  return characters.flatMap((_, from) => {
    let run = '';
    return characters.slice(from).map((character) => (run += character));
  });
}

/** Mean and unit length with the roundings of transformers.js: 32 bits after each value, and after each square of the length. */
function meanOf(tokens: readonly number[], table: WordTable): Float32Array {
  const sums = new Float64Array(table.dimension);
  for (const token of tokens) table.addTo(sums, token);
  const mean = Float32Array.from(sums, (sum) => sum / tokens.length);
  const squares = mean.reduce((sum, value) => Math.fround(sum + value ** 2), 0);
  const length = Math.fround(squares ** 0.5);
  return mean.map((value) => value / length);
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return null;
  }
}
