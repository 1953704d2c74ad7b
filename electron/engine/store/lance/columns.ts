import {
  DataType,
  type Field,
  type FixedSizeList,
  Float32,
  Int32,
  makeData,
  RecordBatch,
  Struct,
  Table,
  Uint32,
  type Data,
  type Schema,
  type Vector,
} from 'apache-arrow';

/** One row as the tables of this folder hold it. Vectors are Float32Array, other bytes Uint8Array. */
export type Row = Readonly<Record<string, string | number | Uint8Array | Float32Array | null>>;

/**
 * Packs rows as one Arrow batch of the given schema. Written by hand because Arrow's builders go value by value:
 * for 3,000 trajectories that is the difference between one and three tenths of a second.
 */
export function encodeRows(schema: Schema, rows: readonly Row[]): Table {
  const children = schema.fields.map((field) => encodeColumn(field, rows));
  const data = makeData({ type: new Struct(schema.fields), length: rows.length, nullCount: 0, children });
  return new Table(schema, new RecordBatch(schema, data));
}

function encodeColumn(field: Field, rows: readonly Row[]): Data {
  const values = rows.map((row) => row[field.name] ?? null);
  const { type } = field;
  if (DataType.isUtf8(type)) {
    return makeData({ type, ...spans(values.map((value) => Buffer.from(String(value)))) });
  }
  if (DataType.isBinary(type)) {
    return makeData({
      type,
      ...spans(values.map((value) => (value instanceof Uint8Array ? value : new Uint8Array()))),
    });
  }
  if (type instanceof Uint32) {
    return makeData({ type, length: values.length, nullCount: 0, data: Uint32Array.from(values, Number) });
  }
  if (DataType.isFixedSizeList(type)) return encodeVectors(type, values);
  return makeData({ type: new Int32(), length: values.length, nullCount: 0, data: Int32Array.from(values, Number) });
}

function spans(parts: readonly Uint8Array[]) {
  const valueOffsets = new Int32Array(parts.length + 1);
  let end = 0;
  for (const [index, part] of parts.entries()) {
    end += part.length;
    valueOffsets[index + 1] = end;
  }
  return { length: parts.length, nullCount: 0, valueOffsets, data: Buffer.concat(parts, end) };
}

function encodeVectors(type: FixedSizeList, values: readonly unknown[]): Data {
  const flat = new Float32Array(values.length * type.listSize);
  const nullBitmap = new Uint8Array(Math.ceil(values.length / 8));
  let nullCount = 0;
  for (const [index, value] of values.entries()) {
    if (value instanceof Float32Array) {
      flat.set(value, index * type.listSize);
      nullBitmap[index >> 3] = (nullBitmap[index >> 3] ?? 0) | (1 << (index & 7));
    } else {
      nullCount += 1;
    }
  }
  const child = makeData({ type: new Float32(), length: flat.length, nullCount: 0, data: flat });
  return makeData({ type, length: values.length, nullCount, nullBitmap, child });
}

/** The strings of a column, read from its bytes: cell by cell Arrow is some times slower. @throws TypeError when it holds no text. */
export function texts(batch: RecordBatch, name: string): string[] {
  return columnOf(batch, name).data.flatMap(({ type, nullCount, length, values, valueOffsets }) => {
    if (!DataType.isUtf8(type) || nullCount > 0) throw new TypeError(`Column ${name} holds something else than text.`);
    const { buffer, byteOffset, byteLength } = values as Uint8Array; // what Arrow keeps of a text column
    const all = Buffer.from(buffer, byteOffset, byteLength);
    return Array.from({ length }, (_, at) => all.toString('utf8', valueOffsets[at], valueOffsets[at + 1]));
  });
}

/** The numbers of a column. @throws TypeError when a value is no number. */
export function numbers(batch: RecordBatch, name: string): number[] {
  const parts = columnOf(batch, name).data;
  const isPlain = parts.every(
    ({ type, nullCount, values }) =>
      DataType.isInt(type) && nullCount === 0 && (values instanceof Int32Array || values instanceof Uint32Array),
  );
  // Straight from the bytes, where they are what they are for nearly every column.
  if (isPlain) return parts.flatMap(({ length, values }) => Array.from((values as Int32Array).subarray(0, length))); // looked at above
  return cells(batch, name).map((value) => {
    if (typeof value === 'bigint') return Number(value);
    if (typeof value !== 'number') throw new TypeError(`Column ${name} holds something else than numbers.`);
    return value;
  });
}

/** The bytes of a column, copied out of the batch. @throws TypeError when a value is no byte array. */
export function bytes(batch: RecordBatch, name: string): Uint8Array[] {
  return cells(batch, name).map((value) => {
    if (!(value instanceof Uint8Array)) throw new TypeError(`Column ${name} holds something else than bytes.`);
    return value.slice();
  });
}

/** The vectors of a column, copied out of the batch; null where there is none. */
export function vectors(batch: RecordBatch, name: string): (Float32Array | null)[] {
  return cells(batch, name).map((value) => {
    if (value === null) return null;
    // Arrow gives a list cell as a Vector; of Float32 its array is a Float32Array.
    const array: unknown = (value as { toArray(): unknown }).toArray();
    if (!(array instanceof Float32Array)) throw new TypeError(`Column ${name} holds something else than vectors.`);
    return array.slice();
  });
}

function cells(batch: RecordBatch, name: string): unknown[] {
  const column = columnOf(batch, name);
  return Array.from({ length: batch.numRows }, (_, index): unknown => column.get(index));
}

function columnOf(batch: RecordBatch, name: string): Vector {
  const column = batch.getChild(name);
  if (column === null) throw new TypeError(`Column ${name} is missing.`);
  return column;
}
