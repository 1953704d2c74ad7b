import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A model of a few words for the tests: one Gather from a table of vectors, with a word tokenizer. */
export const tinyWords = ['[PAD]', '[UNK]', 'tea', 'cup', 'letter', 'send', 'pour', 'the'] as const;
export const tinyDimension = 4;

export async function writeTinyModel(folder: string): Promise<void> {
  await mkdir(join(folder, 'onnx'), { recursive: true });
  const config = { model_type: 'bert', hidden_size: tinyDimension };
  const special = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
  const tokenizer = {
    version: '1.0',
    added_tokens: [
      { id: 0, content: '[PAD]', ...special },
      { id: 1, content: '[UNK]', ...special },
    ],
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: { type: 'Whitespace' },
    post_processor: null,
    decoder: null,
    model: {
      type: 'WordLevel',
      vocab: Object.fromEntries(tinyWords.map((word, id) => [word, id])),
      unk_token: '[UNK]',
    },
  };
  const tokenizerConfig = {
    tokenizer_class: 'PreTrainedTokenizer',
    pad_token: '[PAD]',
    unk_token: '[UNK]',
    model_max_length: 64,
  };
  await writeFile(join(folder, 'config.json'), JSON.stringify(config));
  await writeFile(join(folder, 'tokenizer.json'), JSON.stringify(tokenizer));
  await writeFile(join(folder, 'tokenizer_config.json'), JSON.stringify(tokenizerConfig));
  await writeFile(join(folder, 'README.md'), '---\nlicense: mit\n---\nA model for tests.\n');
  await writeFile(join(folder, 'onnx', 'model.onnx'), tinyGraph());
}

/** ONNX's ModelProto, field by field (onnx.proto3, opset 17). */
function tinyGraph(): Buffer {
  const table = Float32Array.from({ length: tinyWords.length * tinyDimension }, (_, index) =>
    Math.sin(index * 1.7 + 0.3),
  );
  const raw = Buffer.alloc(table.length * 4);
  for (const [index, value] of table.entries()) raw.writeFloatLE(value, index * 4);
  const initializer = message(
    number(1, tinyWords.length),
    number(1, tinyDimension),
    number(2, 1),
    text(8, 'table'),
    field(9, raw),
  );
  const node = message(text(1, 'table'), text(1, 'input_ids'), text(2, 'last_hidden_state'), text(4, 'Gather'));
  const graph = message(
    field(1, node),
    text(2, 'tiny'),
    field(5, initializer),
    field(11, valueInfo('input_ids', 7, ['batch', 'length'])),
    field(11, valueInfo('attention_mask', 7, ['batch', 'length'])),
    field(12, valueInfo('last_hidden_state', 1, ['batch', 'length', tinyDimension])),
  );
  return message(number(1, 8), field(7, graph), field(8, message(text(1, ''), number(2, 17))));
}

function valueInfo(name: string, type: number, shape: readonly (string | number)[]): Buffer {
  const dims = shape.map((dim) => field(1, typeof dim === 'string' ? text(2, dim) : number(1, dim)));
  const tensor = message(number(1, type), field(2, message(...dims)));
  return message(text(1, name), field(2, field(1, tensor)));
}

function message(...parts: readonly Buffer[]): Buffer {
  return Buffer.concat(parts);
}

function text(tag: number, value: string): Buffer {
  return field(tag, Buffer.from(value));
}

function field(tag: number, value: Buffer): Buffer {
  return Buffer.concat([varint(tag * 8 + 2), varint(value.length), value]);
}

function number(tag: number, value: number): Buffer {
  return Buffer.concat([varint(tag * 8), varint(value)]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Buffer.from([...bytes, rest]);
}
