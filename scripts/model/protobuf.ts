/** The wire format of protocol buffers, as much of it as an ONNX file needs. */
export type Field = readonly [number: number, value: number | string | Uint8Array | readonly Field[]];

/** Encodes a message: numbers become varints, texts, bytes and messages length-delimited fields. */
export function encodeMessage(fields: readonly Field[]): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const [number, value] of fields) {
    if (typeof value === 'number') {
      parts.push(encodeVarint(number << 3), encodeVarint(value));
      continue;
    }
    const bytes =
      typeof value === 'string'
        ? new TextEncoder().encode(value)
        : value instanceof Uint8Array
          ? value
          : encodeMessage(value);
    parts.push(encodeVarint((number << 3) | 2), encodeVarint(bytes.length), bytes);
  }
  return Uint8Array.from(Buffer.concat(parts));
}

function encodeVarint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 127n);
    rest >>= 7n;
    bytes.push(rest === 0n ? low : low | 128);
  } while (rest !== 0n);
  return Uint8Array.from(bytes);
}
