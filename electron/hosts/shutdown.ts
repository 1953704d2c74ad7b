/**
 * Runs `close` once at SIGINT, SIGTERM or SIGHUP and ends the process when it is done; a second signal ends it at
 * once. Status 0 after a clean end.
 */
export function closeOnSignal(close: () => Promise<void>): void {
  let isClosing = false;
  const end = (): void => {
    if (isClosing) process.exit(130);
    isClosing = true;
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
