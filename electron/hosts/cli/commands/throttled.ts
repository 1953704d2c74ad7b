/** Least time between two lines of progress, in milliseconds: often for a person, seldom for a log. */
const pauses = { person: 200, log: 5000 };

/** Tells lines of progress, some of them: whoever reads along needs no more. */
export function throttled(tell: (line: string) => void, isTerminal: boolean): (line: string) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (line) => {
    const now = performance.now();
    if (now - last < (isTerminal ? pauses.person : pauses.log)) return;
    last = now;
    tell(line);
  };
}
