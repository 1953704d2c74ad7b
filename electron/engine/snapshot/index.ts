export { asWriteError, exportSnapshot, writeFileWhole } from './export.ts';
export { importSnapshot, readSnapshotState, verifySnapshot } from './import.ts';
export { openSnapshot, type Snapshot } from './read.ts';
