import {
  Dictionary,
  Int32,
  type RecordBatch,
  Table,
  tableFromIPC,
  tableToIPC,
  Utf8,
  type Vector,
  vectorFromArray,
} from 'apache-arrow';
import { expect, it } from 'vitest';
import { numbers } from './columns.ts';

/** As it comes back from a file. */
function batchOf(columns: Record<string, Vector>): RecordBatch {
  const [batch] = tableFromIPC(tableToIPC(new Table(columns))).batches;
  if (batch === undefined) throw new Error('a table without a batch');
  return batch;
}

it('reads whole numbers, also of a part of a batch', () => {
  const batch = batchOf({ n: vectorFromArray([3, -1, 2147483647, 0, 5], new Int32()) });
  expect(numbers(batch, 'n')).toEqual([3, -1, 2147483647, 0, 5]);
  expect(numbers(batch.slice(1, 4), 'n')).toEqual([-1, 2147483647, 0]);
});

it('takes neither a missing number nor the places of texts in a dictionary for numbers', () => {
  const texts = vectorFromArray(['a', 'b', 'a'], new Dictionary(new Utf8(), new Int32()));
  const gaps = vectorFromArray([1, null, 3], new Int32());
  for (const column of [texts, gaps]) expect(() => numbers(batchOf({ n: column }), 'n')).toThrow(TypeError);
});
