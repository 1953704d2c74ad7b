export { exportSnapshot, writeFileWhole } from './export.ts';
export { importSnapshot, verifySnapshot } from './import.ts';
