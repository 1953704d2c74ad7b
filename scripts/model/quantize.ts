/** Vectors with 16 levels a value, two values a byte, and one scale a row. */
export interface QuantizedTable {
  readonly rows: number;
  readonly dimension: number;
  /** rows x dimension / 2 bytes: value i in the low half of byte i, value i + dimension / 2 in the high half. */
  readonly packed: Uint8Array;
  /** Distance between two levels of each row. */
  readonly scales: Float32Array;
}

/** The levels are -7.5, -6.5 .. 7.5 times the scale. */
export const MIDDLE_LEVEL = 7.5;
const TRIED_STEPS: readonly number[] = Array.from({ length: 17 }, (_, index) => 0.26 + index * 0.02);

/** Quantizes `table` (rows x dimension); each row takes the step with the least squared error. */
export function quantizeTable(table: Float32Array, dimension: number): QuantizedTable {
  const rows = table.length / dimension;
  const half = dimension / 2;
  const packed = new Uint8Array(rows * half);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const vector = table.subarray(row * dimension, (row + 1) * dimension);
    const scale = findBestScale(vector);
    scales[row] = scale;
    for (let index = 0; index < half; index += 1) {
      const low = toLevel(vector[index] ?? 0, scale);
      const high = toLevel(vector[index + half] ?? 0, scale);
      packed[row * half + index] = low | (high << 4);
    }
  }
  return { rows, dimension, packed, scales };
}

/** The values that the model computes from the packed ones. */
export function restoreTable(table: QuantizedTable): Float32Array {
  const half = table.dimension / 2;
  const restored = new Float32Array(table.rows * table.dimension);
  for (let row = 0; row < table.rows; row += 1) {
    const scale = table.scales[row] ?? 0;
    for (let index = 0; index < half; index += 1) {
      const byte = table.packed[row * half + index] ?? 0;
      restored[row * table.dimension + index] = ((byte & 15) - MIDDLE_LEVEL) * scale;
      restored[row * table.dimension + index + half] = ((byte >> 4) - MIDDLE_LEVEL) * scale;
    }
  }
  return restored;
}

function findBestScale(vector: Float32Array): number {
  let square = 0;
  for (const value of vector) square += value * value;
  const deviation = Math.sqrt(square / vector.length);
  if (deviation === 0) return 0;
  let best = { scale: 0, error: Infinity };
  for (const step of TRIED_STEPS) {
    const scale = Math.fround(step * deviation);
    let error = 0;
    for (const value of vector) error += (value - (toLevel(value, scale) - MIDDLE_LEVEL) * scale) ** 2;
    if (error < best.error) best = { scale, error };
  }
  return best.scale;
}

function toLevel(value: number, scale: number): number {
  if (scale === 0) return 8;
  return Math.min(15, Math.max(0, Math.round(value / scale + MIDDLE_LEVEL)));
}
