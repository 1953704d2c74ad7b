/** Vectors of tokens as the graph of a bundled model computes them: a row for each token, two levels in a byte, one scale a row. */
export interface WordTable {
  readonly dimension: number;
  /** Adds the vector of a token to `sums`, of length `dimension`. @throws RangeError for a token that the model does not have */
  addTo(sums: Float64Array, token: number): void;
}

/**
 * Reads the table out of a graph that `scripts/model` wrote, without running it: ONNX's ModelProto, of which only the
 * tensors are looked at. Null for every other graph, and for one that is damaged.
 */
export function readWordTable(model: Buffer): WordTable | null {
  try {
    return tableOf(model);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function tableOf(model: Buffer): WordTable | null {
  const [producer] = fieldsOf(model, 2);
  const [graph] = fieldsOf(model, 7);
  if (producer?.toString() !== 'knack' || graph === undefined) return null;
  if (fieldsOf(graph, 2)[0]?.toString() !== 'static_embedding') return null;
  const tensors = new Map(fieldsOf(graph, 5).map((tensor) => [textOf(tensor, 8), fieldsOf(tensor, 9)[0]]));
  const [rowOfToken, packed] = [tensors.get('row_of_token'), tensors.get('packed')];
  const [scales, middle] = [tensors.get('scale'), tensors.get('middle')?.readFloatLE(0)];
  if (rowOfToken === undefined || packed === undefined || scales === undefined || middle === undefined) return null;
  const half = packed.length / (scales.length / 4);
  if (!Number.isInteger(half)) return null;
  return {
    dimension: 2 * half,
    addTo: (sums, token) => {
      const row = rowOfToken.readInt32LE(4 * token);
      const scale = scales.readFloatLE(4 * row);
      for (let at = 0; at < half; at += 1) {
        const levels = packed.readUInt8(row * half + at);
        sums[at] = (sums[at] ?? 0) + Math.fround(((levels & 15) - middle) * scale);
        sums[at + half] = (sums[at + half] ?? 0) + Math.fround(((levels >> 4) - middle) * scale);
      }
    },
  };
}

function textOf(message: Buffer, wanted: number): string {
  return fieldsOf(message, wanted)[0]?.toString() ?? '';
}

/** The values of the fields with one number that have a length (wire type 2 of Protocol Buffers), in order; others are skipped. */
function fieldsOf(message: Buffer, wanted: number): Buffer[] {
  const found: Buffer[] = [];
  let at = 0;
  const varint = (): number => {
    for (let value = 0, weight = 1; ; weight *= 128) {
      const byte = message.readUInt8(at);
      at += 1;
      value += (byte & 127) * weight;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const key = varint();
    const [field, wireType] = [Math.floor(key / 8), key % 8];
    if (wireType === 0) varint();
    else if (wireType === 1) at += 8;
    else if (wireType === 5) at += 4;
    else if (wireType === 2) {
      const length = varint();
      if (at + length > message.length) throw new RangeError('A field ends behind its message.');
      if (field === wanted) found.push(message.subarray(at, at + length));
      at += length;
    } else throw new RangeError('No field begins so.');
  }
  return found;
}
