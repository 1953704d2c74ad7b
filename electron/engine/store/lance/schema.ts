import { Binary, Field, FixedSizeList, Float32, Int32, Schema, Uint32, Utf8 } from 'apache-arrow';
import type { derivedTables } from '../../ports.ts';

/** The schema that this version writes. Every step up to it is in ../migrations.ts. */
export const schemaVersion = 2;

const text = (name: string) => new Field(name, new Utf8(), false);
const int = (name: string) => new Field(name, new Int32(), false);
/** CRC-32 of the UTF-8 bytes beside it: Lance files carry no checksum of their own. */
const crc = () => new Field('crc', new Uint32(), true);
/** Long texts are packed by Zstandard: a quarter of the bytes, and faster to write than plain. */
const longText = (name: string) =>
  new Field(name, new Utf8(), false, new Map([['lance-encoding:compression', 'zstd']]));

const derivedSchema = new Schema([text('id'), text('json')]);

/** The columns of each table but `search`, whose vector length depends on the model. */
export const tableSchemas = {
  meta: new Schema([text('key'), text('value')]),
  journal: new Schema([int('seq'), text('at'), text('kind'), text('json')]),
  trajectories: new Schema([
    text('id'),
    text('sourceId'),
    int('record'),
    text('outcome'),
    int('steps'),
    text('goal'),
    longText('json'),
    crc(),
  ]),
  analyses: new Schema([text('id'), text('sourceId'), int('version'), longText('json'), crc()]),
  vectors: new Schema([text('textHash'), text('model'), new Field('vector', new Binary(), false), crc()]),
  mark: new Schema([text('json')]),
  procedures: derivedSchema,
  metas: derivedSchema,
  segments: derivedSchema,
  evidence: derivedSchema,
  proposals: derivedSchema,
  extras: derivedSchema,
} as const satisfies Record<string, Schema> & Record<(typeof derivedTables)[number], Schema>;

export type TableName = keyof typeof tableSchemas | 'search';

/** `vector` is null where an item has none. @param dimension length of a vector, at least 1 */
export function searchSchema(dimension: number): Schema {
  const vector = new FixedSizeList(dimension, new Field('item', new Float32(), true));
  return new Schema([text('id'), text('kind'), text('text'), new Field('vector', vector, true)]);
}

// The keys are known; Object.keys forgets them.
export const tableNames = [...Object.keys(tableSchemas), 'search'] as readonly TableName[];

export function schemaOf(name: TableName): Schema {
  return name === 'search' ? searchSchema(1) : tableSchemas[name];
}
