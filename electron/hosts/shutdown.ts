/** A signal may come twice at once: from the terminal to the whole group, and from the parent that hands it on. */
const echoMilliseconds = 500;

/**
 * Runs `close` once at SIGINT, SIGTERM or SIGHUP and ends the process when it is done; a later second signal ends it
 * at once. Status 0 after a clean end.
 */
export function closeOnSignal(close: () => Promise<void>): void {
  let first: number | null = null;
  const end = (): void => {
    if (first !== null) {
      if (performance.now() - first > echoMilliseconds) process.exit(130);
      return;
    }
    first = performance.now();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
}
