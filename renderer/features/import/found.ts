import type { BuildReport, ImportAnswers } from '../../../shared/contract/index.ts';
import type { FoundFile } from './import-store.ts';

export type FileState = 'ready' | 'outcome' | 'format' | 'mapping' | 'empty' | 'excluded';

/** What a file needs, or that it needs nothing. Unknown outcomes may stay unknown: they stop nothing. */
export function stateOf({ preview, isIncluded }: FoundFile): FileState {
  if (!isIncluded) return 'excluded';
  if (preview.format === null) return preview.alternatives.length > 0 ? 'format' : 'mapping';
  if (preview.trajectories === 0) return 'empty';
  return preview.unknown > 0 && preview.outcomeFields.length > 0 ? 'outcome' : 'ready';
}

export function isImportable(found: FoundFile): boolean {
  const state = stateOf(found);
  return (state === 'ready' || state === 'outcome') && !found.isBusy;
}

export interface ImportGroup {
  readonly paths: readonly string[];
  readonly answers: ImportAnswers;
}

/** Files with the same answers go into one import; groups in the order of their first file. */
export function groupsOf(files: readonly FoundFile[]): readonly ImportGroup[] {
  const groups = new Map<string, { readonly paths: string[]; readonly answers: ImportAnswers }>();
  for (const { preview, answers } of files.filter(isImportable)) {
    const key = JSON.stringify([answers.outcome ?? null, answers.format ?? null, answers.mapping ?? null]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { paths: [preview.file], answers });
    else group.paths.push(preview.file);
  }
  return [...groups.values()];
}

/** One report of several imports: what each did is added up, what the memory holds is as the last one left it. */
export function joinReports(reports: readonly BuildReport[]): BuildReport | null {
  return reports.reduce<BuildReport | null>((joined, report) => {
    if (joined === null) return report;
    const seconds = Object.fromEntries(
      Object.entries(report.seconds).map(([stage, value]) => [stage, value + secondsOf(joined, stage)]),
    );
    return {
      ...report,
      read: joined.read + report.read,
      imported: joined.imported + report.imported,
      alreadyThere: joined.alreadyThere + report.alreadyThere,
      rejected: [...joined.rejected, ...report.rejected],
      skipped: [...joined.skipped, ...report.skipped],
      seconds: { ...report.seconds, ...seconds },
      peakRssMiB: Math.max(joined.peakRssMiB, report.peakRssMiB),
    };
  }, null);
}

function secondsOf({ seconds }: BuildReport, stage: string): number {
  return Object.entries(seconds).find(([name]) => name === stage)?.[1] ?? 0;
}
