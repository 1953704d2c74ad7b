/** The ways out of a memory: a snapshot, skills, tables and a report, with what leaves shown before and secrets taken out. */
export { Redactor } from './redactor.ts';
export { exportRedactedSnapshot, type SnapshotTools } from './redacted-snapshot.ts';
export { exportMemory, previewExport } from './run.ts';
