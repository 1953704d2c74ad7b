export { bytes, encodeRows, numbers, texts, vectors, type Row } from './columns.ts';
export { damaged, faultOf, guarded, unlessDamaged, type Place } from './faults.ts';
export { chunks, isOneOf, LanceTable } from './lance-table.ts';
export { schemaOf, schemaVersion, searchSchema, tableNames, tableSchemas, type TableName } from './schema.ts';
