import { expect, test } from 'vitest';
import { quantizeTable, restoreTable } from './quantize.ts';
import { createRandomStream, fillWithNormals } from './random.ts';

const DIMENSION = 64;

test('a quantized vector keeps its direction', () => {
  const table = new Float32Array(20 * DIMENSION);
  fillWithNormals(table, createRandomStream(7));
  const restored = restoreTable(quantizeTable(table, DIMENSION));
  for (let row = 0; row < 20; row += 1) {
    let [dot, one, other] = [0, 0, 0];
    for (let index = row * DIMENSION; index < (row + 1) * DIMENSION; index += 1) {
      dot += Number(table[index]) * Number(restored[index]);
      one += Number(table[index]) ** 2;
      other += Number(restored[index]) ** 2;
    }
    expect(dot / Math.sqrt(one * other)).toBeGreaterThan(0.99);
  }
});

test('a vector of zeros stays one', () => {
  expect([...restoreTable(quantizeTable(new Float32Array(DIMENSION), DIMENSION))].every((value) => value === 0)).toBe(
    true,
  );
});
