import { inspect } from '../../electron/engine/import/index.ts';

// A process to be measured: it reads one file to its end, or is cancelled after some milliseconds, and prints what that took.

const [file = '', cancelAfter] = process.argv.slice(2);
const controller = new AbortController();
const started = performance.now();
let cancelled: number | null = null;
if (cancelAfter !== undefined) {
  setTimeout(() => {
    cancelled = performance.now();
    controller.abort();
  }, Number(cancelAfter));
}
let episodes = 0;
try {
  episodes = (await inspect([file], {}, { signal: controller.signal })).totals.trajectories;
} catch (error) {
  if (cancelled === null) throw error;
}
const ended = performance.now();
process.stdout.write(
  JSON.stringify({
    episodes,
    seconds: (ended - started) / 1000,
    processorSeconds: (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
    peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
    cancelMilliseconds: cancelled === null ? null : Math.round(ended - cancelled),
  }),
);
