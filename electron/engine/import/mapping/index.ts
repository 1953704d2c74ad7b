export { findMapping, suggestMapping } from './choose.ts';
export { type Column, columnsOf } from './columns.ts';
export { genericReader } from './generic.ts';
