import { useEffect, useRef, useState } from 'react';
import type { ReasonerProgress } from '../../shared/contract/index.ts';
import { failureOf } from './errors.ts';
import { useRefreshMemory } from './hooks.ts';

/** Where a question to the reasoner stands. */
export type Asking<Report> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly progress: ReasonerProgress | null }
  | { readonly kind: 'done'; readonly report: Report }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly error: unknown };

type Stream<Report> = AsyncIterable<ReasonerProgress | { readonly kind: 'done'; readonly report: Report }>;

export interface UseAsking<Report> {
  readonly asking: Asking<Report>;
  start(): void;
  cancel(): void;
}

/** A question to the reasoner: it can be cancelled, and is when its view goes. What it changed is read again afterwards. */
export function useAsking<Report>(
  ask: (options: { signal: AbortSignal }) => Promise<Stream<Report>>,
): UseAsking<Report> {
  const refresh = useRefreshMemory();
  const [asking, become] = useState<Asking<Report>>({ kind: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const run = async (): Promise<void> => {
    if (running.current !== null) return;
    const controller = new AbortController();
    running.current = controller;
    become({ kind: 'running', progress: null });
    try {
      let report: Report | null = null;
      for await (const told of await ask({ signal: controller.signal })) {
        if (told.kind === 'done') report = told.report;
        else become({ kind: 'running', progress: told });
      }
      become(report === null ? { kind: 'cancelled' } : { kind: 'done', report });
    } catch (error) {
      const isCancelled = controller.signal.aborted || failureOf(error).kind === 'cancelled';
      become(isCancelled ? { kind: 'cancelled' } : { kind: 'failed', error });
    } finally {
      running.current = null;
      await refresh();
    }
  };
  return { asking, start: () => void run(), cancel: () => running.current?.abort() };
}
