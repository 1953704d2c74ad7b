import { encodeMessage } from './protobuf.ts';
import type { Field } from './protobuf.ts';
import { MIDDLE_LEVEL } from './quantize.ts';
import type { QuantizedTable } from './quantize.ts';

/** Element types of TensorProto. */
const TYPE = { float: 1, uint8: 2, int32: 6, int64: 7 } as const;
const IR_VERSION = 8;
const OPSET_VERSION = 17;
/** Attribute type INT of AttributeProto. */
const ATTRIBUTE_INT = 2;

/**
 * The graph of a static embedding: token ids (batch x length) to vectors (batch x length x dimension).
 * An id leads to a row, a row to packed halves of bytes and a scale; mean pooling is left to the caller.
 */
export function writeOnnxModel(table: QuantizedTable, rowOfToken: Int32Array): Uint8Array {
  const { rows, dimension, packed, scales } = table;
  const nodes = [
    node('Gather', ['row_of_token', 'input_ids'], 'row'),
    node('Gather', ['packed', 'row'], 'bytes'),
    node('Cast', ['bytes'], 'pairs', [['to', TYPE.float]]),
    node('Mul', ['pairs', 'sixteenth'], 'shifted'),
    node('Floor', ['shifted'], 'high'),
    node('Mul', ['high', 'sixteen'], 'high_part'),
    node('Sub', ['pairs', 'high_part'], 'low'),
    node('Concat', ['low', 'high'], 'levels', [['axis', -1]]),
    node('Sub', ['levels', 'middle'], 'centered'),
    node('Gather', ['scale', 'row'], 'row_scale'),
    node('Mul', ['centered', 'row_scale'], 'last_hidden_state'),
  ];
  const initializers = [
    tensor('row_of_token', TYPE.int32, [rowOfToken.length], bytesOf(rowOfToken)),
    tensor('packed', TYPE.uint8, [rows, dimension / 2], packed),
    tensor('scale', TYPE.float, [rows, 1], bytesOf(scales)),
    tensor('sixteenth', TYPE.float, [], bytesOf(Float32Array.of(1 / 16))),
    tensor('sixteen', TYPE.float, [], bytesOf(Float32Array.of(16))),
    tensor('middle', TYPE.float, [], bytesOf(Float32Array.of(MIDDLE_LEVEL))),
  ];
  const graph: Field[] = [
    ...nodes.map((fields): Field => [1, fields]),
    [2, 'static_embedding'],
    ...initializers.map((fields): Field => [5, fields]),
    [11, valueInfo('input_ids', TYPE.int64, ['batch', 'length'])],
    [12, valueInfo('last_hidden_state', TYPE.float, ['batch', 'length', dimension])],
  ];
  return encodeMessage([
    [1, IR_VERSION],
    [2, 'knack'],
    [7, graph],
    [8, [[2, OPSET_VERSION]]],
  ]);
}

function node(
  operator: string,
  inputs: readonly string[],
  output: string,
  attributes: readonly (readonly [string, number])[] = [],
): Field[] {
  return [
    ...inputs.map((input): Field => [1, input]),
    [2, output],
    [3, output],
    [4, operator],
    ...attributes.map(([name, value]): Field => [
      5,
      [
        [1, name],
        [3, value],
        [20, ATTRIBUTE_INT],
      ],
    ]),
  ];
}

function tensor(name: string, type: number, shape: readonly number[], raw: Uint8Array): Field[] {
  return [...shape.map((size): Field => [1, size]), [2, type], [8, name], [9, raw]];
}

function valueInfo(name: string, type: number, shape: readonly (number | string)[]): Field[] {
  const dimensions = shape.map((size): Field => [1, [typeof size === 'number' ? [1, size] : [2, size]]]);
  return [
    [1, name],
    [
      2,
      [
        [
          1,
          [
            [1, type],
            [2, dimensions],
          ],
        ],
      ],
    ],
  ];
}

function bytesOf(values: Int32Array | Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
