import { toWire } from './wire.ts';

/** What a piece of long work is given: how to tell that it should end, and where it tells how far it is. */
export interface StreamOptions<P> {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: P) => void;
}

interface Done<R> {
  readonly kind: 'done';
  readonly report: R;
}

/**
 * Progress of a piece of work, at last its report. When the stream is given up or the call is aborted, the work is
 * cancelled, and whoever stopped listening still waits until it has ended. A slow listener misses progress, never the end.
 */
export async function* streamed<P, R>(
  signal: AbortSignal | undefined,
  work: (options: StreamOptions<P>) => Promise<R>,
): AsyncGenerator<P | Done<R>> {
  const given = new AbortController();
  const stop = signal === undefined ? given.signal : AbortSignal.any([signal, given.signal]);
  let latest: P | null = null;
  let isOver = false;
  let wake: () => void = () => undefined;
  const onProgress = (progress: P): void => {
    latest = progress;
    wake();
  };
  const running = work({ signal: stop, onProgress });
  const over = running.then(
    () => undefined,
    () => undefined,
  );
  void over.then(() => {
    isOver = true;
    wake();
  });
  try {
    while (!isOver) {
      await new Promise<void>((resolveWake) => {
        wake = resolveWake;
        if (isOver || latest !== null) resolveWake();
      });
      const progress: P | null = latest;
      latest = null;
      if (progress !== null) yield progress;
    }
    yield { kind: 'done', report: await running };
  } catch (error) {
    throw toWire(error);
  } finally {
    given.abort();
    await over;
  }
}
