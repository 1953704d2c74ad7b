import type { BuildReport } from '../../../shared/contract/index.ts';
import type { Source } from '../../../shared/model/index.ts';
import type { ImportMeter } from './meter.ts';
import { countsOf } from './state.ts';
import type { MemoryState } from './state.ts';

/** What an import counted on its way. */
export interface ImportTally {
  readonly read: number;
  readonly alreadyThere: number;
  readonly resumed: number;
  readonly rejected: BuildReport['rejected'];
  readonly sources: readonly Source[];
}

/** What a build did, and what the memory holds after it. */
export function buildReport(
  state: MemoryState,
  done: {
    readonly meter: ImportMeter;
    readonly run: ImportTally;
    readonly skipped: BuildReport['skipped'];
  },
): BuildReport {
  const { run } = done;
  const counts = countsOf(state);
  return {
    read: run.read,
    imported: run.sources.reduce((sum, source) => sum + source.trajectories, 0),
    alreadyThere: run.alreadyThere,
    ...(run.resumed === 0 ? {} : { resumed: run.resumed }),
    rejected: run.rejected,
    skipped: done.skipped,
    trajectories: counts.trajectories,
    steps: counts.steps,
    segments: counts.segments,
    evidence: counts.evidence,
    procedures: counts.procedures,
    metaProcedures: counts.metaProcedures,
    proposals: counts.proposals,
    stateHash: state.stateHash,
    seconds: done.meter.seconds(),
    // maxRSS is in KiB.
    peakRssMiB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}
