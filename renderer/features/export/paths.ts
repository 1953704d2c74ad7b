/** What can be written, with the ending of the file. */
export const formats = ['snapshot', 'jsonl', 'csv'] as const;
export type Format = (typeof formats)[number];

const endings: Readonly<Record<Format, string>> = { snapshot: '.knack', jsonl: '.jsonl', csv: '.csv' };

/** The same path with the ending of another format; a path with an ending of its own making is left alone. */
export function withEnding(path: string, format: Format): string {
  const old = Object.values(endings).find((ending) => path.endsWith(ending));
  return old === undefined ? path : `${path.slice(0, -old.length)}${endings[format]}`;
}

export function endingOf(format: Format): string {
  return endings[format];
}
