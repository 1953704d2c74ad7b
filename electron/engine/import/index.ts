/** The import side of the engine: from files of any format to trajectories. */
export { inspect, type InspectOptions } from './inspect.ts';
export { type Column, columnsOf, findMapping, suggestMapping } from './mapping/index.ts';
export { judge, type OutcomeRule, parseOutcomeRule } from './outcome/index.ts';
export { look, preview, type Seen } from './preview.ts';
export { read, type ReadItem, type ReadOptions } from './read.ts';
export { walk, type Walk, type WalkedFile } from './walk.ts';
export { convert, type ConvertRequest, written, type WrittenFormat } from './write/index.ts';
