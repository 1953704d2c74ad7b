import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { type Compressors, type FileMetaData, parquetSchema, snappyUncompress } from 'hyparquet';
import { assembleNested } from 'hyparquet/src/assemble.js';
import { readColumn } from 'hyparquet/src/column.js';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { getMaxDefinitionLevel, getMaxRepetitionLevel, getTreePath } from 'hyparquet/src/schema.js';
import { deserializeTCompactProtocol } from 'hyparquet/src/thrift.js';
import { flatten } from 'hyparquet/src/utils.js';
import { limits } from '../limits.ts';
import { checkRuns, pageHeaderOf } from './parquet-runs.ts';

type Group = FileMetaData['row_groups'][number];
type Column = NonNullable<Group['columns'][number]['meta_data']>;
type Row = Readonly<Record<string, unknown>>;
type Values = Parameters<typeof flatten>[0] extends readonly (infer Part)[] | undefined ? Part : never;

/** A stretch of bytes of the file. @throws when it is not there */
export type Slice = (start: number, end: number) => Promise<Buffer>;

/**
 * The rows of one group, `rows` at most. Nothing is allocated before the headers of all pages were looked at, for a file
 * may claim any size; and columns are decoded one after the other without a promise, so that no fault goes astray.
 * @throws Error when the group is damaged or larger than the limits
 */
export async function readGroup(
  metadata: FileMetaData,
  group: Group,
  { slice, rows = Number.POSITIVE_INFINITY }: { readonly slice: Slice; readonly rows?: number },
): Promise<readonly Row[]> {
  const schema = parquetSchema(metadata);
  const count = Number(group.num_rows);
  const selectEnd = Math.min(count, rows);
  const budget = { bytes: 0, values: 0 };
  const decoded = new Map<string, Values>();
  for (const { meta_data: column, file_path: elsewhere } of group.columns) {
    if (column === undefined || elsewhere !== undefined) throw new Error('a column without its data');
    const bytes = await slice(...rangeOf(column));
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const schemaPath = getTreePath(schema, column.path_in_schema);
    if (checkedValues(bytes, { column, schemaPath, budget }) < count)
      throw new Error('a column has fewer values than rows');
    const element = schemaPath.at(-1)?.element;
    if (element === undefined) throw new Error('a column that the schema does not name');
    const decoder = {
      ...column,
      pathInSchema: column.path_in_schema,
      element,
      schemaPath,
      parsers: DEFAULT_PARSERS,
      compressors,
    };
    const selection = { groupStart: 0, groupRows: count, selectStart: 0, selectEnd };
    const { data } = readColumn({ view, offset: 0 }, selection, decoder);
    decoded.set(column.path_in_schema.join('.'), flatten(data).slice(0, selectEnd) as Values); // typed arrays come as lists of their kind
  }
  const columns = schema.children.map((child) => {
    if (child.children.length > 0) assembleNested(decoded, child, DEFAULT_PARSERS);
    return [child.element.name, decoded.get(child.element.name)] as const;
  });
  return Array.from({ length: selectEnd }, (_, row) =>
    Object.fromEntries(columns.flatMap(([name, values]) => (name === '__proto__' ? [] : [[name, values?.[row]]]))),
  );
}

function rangeOf(column: Column): readonly [number, number] {
  // A dictionary at 0 means that there is none.
  const start = Number(column.dictionary_page_offset || column.data_page_offset);
  return [start, start + Number(column.total_compressed_size)];
}

interface Checking {
  readonly column: Column;
  readonly schemaPath: ReturnType<typeof getTreePath>;
  readonly budget: { bytes: number; values: number };
}

/** Goes over the pages of a column and counts its values. @throws when a page claims what it does not hold, or too much */
function checkedValues(bytes: Buffer, { column, schemaPath, budget }: Checking): number {
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
  let values = 0;
  while (reader.offset < bytes.length - 1) {
    const page = pageHeaderOf(deserializeTCompactProtocol(reader));
    const stored = bytes.subarray(reader.offset, reader.offset + page.stored);
    budget.bytes += page.unpacked;
    budget.values += page.values;
    if (budget.bytes > limits.parquetBytes || budget.values > limits.parquetValues)
      throw new Error('the group is larger than the limit');
    const packed = page.data === null ? 0 : page.data.levels;
    const body = unpacked(stored.subarray(packed), column.codec, page.unpacked - packed);
    checkRuns({
      page,
      levels: page.data?.version === 2 ? stored.subarray(0, packed) : body,
      body,
      maxRepetition: getMaxRepetitionLevel(schemaPath),
      maxDefinition: getMaxDefinitionLevel(schemaPath),
      isBoolean: column.type === 'BOOLEAN',
    });
    values += page.data === null ? 0 : page.values;
    reader.offset += page.stored;
  }
  return values;
}

/** The bytes of a page as the decoder will see them; a page that is not packed although its column is stays as it is. */
function unpacked(stored: Uint8Array, codec: Column['codec'], length: number): Uint8Array {
  const unpack = compressors[codec];
  if (unpack === undefined || stored.length === 0) return stored;
  try {
    return unpack(stored, length);
  } catch {
    return stored;
  }
}

const compressors: Compressors = {
  SNAPPY: (input, length) => {
    const output = new Uint8Array(length);
    snappyUncompress(input, output);
    return output;
  },
  GZIP: (input, length) => gunzipSync(input, { maxOutputLength: Math.max(1, length) }),
  ZSTD: (input, length) => zstdDecompressSync(input, { maxOutputLength: Math.max(1, length) }),
  BROTLI: (input, length) => brotliDecompressSync(input, { maxOutputLength: Math.max(1, length) }),
};
