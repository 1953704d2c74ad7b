/** From files to the memory: drop, look, answer what a file does not say, import with progress, report. */
export { DropAnywhere } from './drop-anywhere.tsx';
export { ImportView } from './import-view.tsx';
