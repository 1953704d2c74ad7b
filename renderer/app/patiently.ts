/** Between attempts to load a file that did not come, in milliseconds. */
const pause = 1500;

/** A host that is gone comes back: until then what it has to give is loading, and the bar on top says why. */
export async function patiently<Result>(load: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
