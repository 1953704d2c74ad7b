import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeOnnxModel } from './onnx-file.ts';
import { quantizeTable } from './quantize.ts';
import type { Segmenter } from './segmenter.ts';
import { LONGEST_TEXT, SPECIAL_TOKENS, writeTokenizer, writeTokenizerConfig } from './tokenizer-file.ts';

export interface ModelFilesOptions {
  readonly folder: string;
  readonly segmenter: Segmenter;
  /** Vectors with their weights folded in (rows x dimension). */
  readonly vectors: Float32Array;
  readonly dimension: number;
}

/** Length of the mark in front of every text: alone it gives an empty text a direction, beside words it is nothing. */
const START_LENGTH = 1e-4;

/** Writes the files that transformers.js loads: config.json, tokenizer.json, tokenizer_config.json, onnx/model_quantized.onnx. */
export function writeModelFiles({ folder, segmenter, vectors, dimension }: ModelFilesOptions): void {
  const table = new Float32Array(vectors.length + dimension);
  table[0] = START_LENGTH;
  table.set(vectors, dimension);
  const rowOfToken = Int32Array.from([...SPECIAL_TOKENS.map(() => 0), ...segmenter.pieces.map(({ row }) => row + 1)]);
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  writeFileSync(
    join(folder, 'onnx', 'model_quantized.onnx'),
    writeOnnxModel(quantizeTable(table, dimension), rowOfToken),
  );
  writeFileSync(join(folder, 'tokenizer.json'), writeTokenizer(segmenter.pieces));
  writeFileSync(join(folder, 'tokenizer_config.json'), writeTokenizerConfig());
  writeFileSync(join(folder, 'config.json'), writeConfig(dimension, rowOfToken.length));
}

/** The type only tells transformers.js to run one encoder; the graph decides the rest. `q8` selects model_quantized.onnx. */
function writeConfig(dimension: number, tokens: number): string {
  const config = {
    model_type: 'bert',
    hidden_size: dimension,
    vocab_size: tokens,
    max_position_embeddings: LONGEST_TEXT,
    'transformers.js_config': { dtype: 'q8' },
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
