import { expect, test } from 'vitest';
import { createMatrixProduct, transpose } from './matrix.ts';

test('the kernel multiplies as the definition says', () => {
  const [rows, inner, columns] = [4, 5, 32];
  const left = Float32Array.from({ length: rows * inner }, (_, index) => Math.sin(index));
  const right = Float32Array.from({ length: inner * columns }, (_, index) => Math.cos(index));
  const result = new Float32Array(rows * columns);
  createMatrixProduct({ rows, inner, columns }).multiply(left, right, result);
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < columns; j += 1) {
      let sum = 0;
      for (let k = 0; k < inner; k += 1) sum += Number(left[i * inner + k]) * Number(right[k * columns + j]);
      expect(result[i * columns + j]).toBeCloseTo(sum, 5);
    }
  }
});

test('transposing twice gives the matrix back', () => {
  const matrix = Float32Array.of(1, 2, 3, 4, 5, 6);
  expect([...transpose(matrix, 2)]).toEqual([1, 4, 2, 5, 3, 6]);
  expect([...transpose(transpose(matrix, 2), 3)]).toEqual([...matrix]);
});
