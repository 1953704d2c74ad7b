import type { ExtractorOptions } from './vendor.ts';

/** What the thread of an extractor is made with. */
export interface ThreadData {
  readonly options: ExtractorOptions;
  /** Folder of the process' compiled code; null where it keeps none. */
  readonly compileCache: string | null;
}

/** What the thread of an extractor is asked, and what it answers. Both ends are of one build: nothing is parsed. */
export type ToThread =
  | { readonly kind: 'run'; readonly id: number; readonly texts: readonly string[] }
  | { readonly kind: 'close' };

export type FromThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'ran'; readonly id: number; readonly data: Float32Array<ArrayBuffer>; readonly dimension: number }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string };
