import type { exportForms } from '../../../shared/contract/index.ts';

export type Format = (typeof exportForms)[number];

/** What can be written, with the ending of the file; skills are a folder. */
const endings: Readonly<Record<Format, string>> = {
  snapshot: '.knack',
  skills: '-skills',
  html: '.html',
  jsonl: '.jsonl',
  csv: '.csv',
  parquet: '.parquet',
};

/** In the order in which they are offered. */
export const formats: readonly Format[] = ['snapshot', 'skills', 'html', 'jsonl', 'csv', 'parquet'];

/** The same path with the ending of another format; a path with an ending of its own making is left alone. */
export function withEnding(path: string, format: Format): string {
  const old = Object.values(endings).find((ending) => path.endsWith(ending));
  return old === undefined ? path : `${path.slice(0, -old.length)}${endings[format]}`;
}

export function endingOf(format: Format): string {
  return endings[format];
}
