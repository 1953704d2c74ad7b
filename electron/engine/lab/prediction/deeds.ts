/** A step as it is foretold, or as it was: its template and what stands in its places. */
export interface Deed {
  readonly template: number;
  readonly args: readonly string[];
}

/** A text that tells deeds apart. */
export function deedKey({ template, args }: Deed): string {
  return [template, ...args].join('\u0001');
}

/** Ranked, best first, each once. */
export interface Foretold {
  readonly deeds: readonly Deed[];
  readonly templates: readonly number[];
}
