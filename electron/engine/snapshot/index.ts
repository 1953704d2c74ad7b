export { asWriteError, exportSnapshot, writeFileWhole } from './export.ts';
export { importSnapshot, verifySnapshot } from './import.ts';
export { openSnapshot, type Snapshot } from './read.ts';
