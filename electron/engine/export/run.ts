import { createHash, type Hash } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Density, ExportPreview, ExportResult, SecretKind } from '../../../shared/contract/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import { countsOf, findItem } from '../memory/index.ts';
import type { Memory, MemoryState } from '../memory/index.ts';
import { density } from '../bayes/index.ts';
import { asWriteError, exportSnapshot, writeFileWhole } from '../snapshot/index.ts';
import { planCsv, planJsonLines, planParquet } from './flat.ts';
import { Redactor } from './redactor.ts';
import { planReport } from './report.ts';
import { planSkills } from './skills.ts';
import type { ExportInput, ExportPlan, ExportTable } from './types.ts';

/** What is to leave, and in which form. */
export interface ExportRequest {
  readonly as: 'snapshot' | 'skills' | 'jsonl' | 'csv' | 'parquet' | 'html';
  /** Secrets are taken out. A snapshot is the memory itself: nothing is taken out of it. */
  readonly redact: boolean;
  /** Kinds that stay all the same. */
  readonly keep: readonly SecretKind[];
  readonly table: ExportTable;
}

const planners: Readonly<Record<Exclude<ExportRequest['as'], 'snapshot'>, (input: ExportInput) => ExportPlan>> = {
  skills: planSkills,
  jsonl: planJsonLines,
  csv: planCsv,
  parquet: planParquet,
  html: planReport,
};

interface Planned {
  readonly plan: ExportPlan;
  readonly redactor: Redactor;
}

function planExport(state: MemoryState, request: ExportRequest & { readonly as: keyof typeof planners }): Planned {
  const redactor = new Redactor(request.redact ? new Set(request.keep) : null);
  const densityOf = (id: string): Density | null => {
    const item = findItem(state.derived, id);
    return item === null ? null : density(item.posterior, 96);
  };
  const plan = planners[request.as]({ state, redactor, table: request.table, density: densityOf });
  return { plan, redactor };
}

/** Writes the memory in one of the forms. @throws KnackError FILE_UNREADABLE, DISK_FULL, WRONG_USE for a folder with other things */
export async function exportMemory(
  memory: Memory,
  request: ExportRequest & { readonly file: string },
): Promise<ExportResult> {
  const { file, as } = request;
  if (as === 'snapshot') return memory.exclusive(() => exportSnapshot(memory, file));
  const { state } = memory;
  const { plan, redactor } = planExport(state, { ...request, as });
  const hash = createHash('sha256');
  if (as === 'skills') await writeFolder(file, plan, hash);
  else await writeOne(file, plan, hash);
  return {
    file,
    sha256: hash.digest('hex'),
    stateHash: state.stateHash,
    counts: countsOf(state),
    redactions: redactor.counts,
    files: plan.files.length,
    rows: plan.rows,
    skipped: plan.skipped,
  };
}

/** Shown of each file, in characters, and how many files. */
const shownText = 4000;
const shownFiles = 50;

/** What would leave, redacted as it would be; nothing is written [X2]. */
export function previewExport(state: MemoryState, request: ExportRequest): ExportPreview {
  if (request.as === 'snapshot') {
    return {
      files: [],
      fileCount: 1,
      bytes: null,
      rows: state.summaries.size,
      redactions: [],
      findings: [],
      skipped: [],
    };
  }
  const { plan, redactor } = planExport(state, { ...request, as: request.as });
  const sizes = plan.files.map(({ content }) =>
    typeof content === 'string' ? Buffer.byteLength(content) : content.length,
  );
  return {
    files: plan.files.slice(0, shownFiles).map(({ path, content }, index) => ({
      path,
      bytes: sizes[index] ?? 0,
      head: typeof content === 'string' ? content.slice(0, shownText) : null,
    })),
    fileCount: plan.files.length,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    rows: plan.rows,
    redactions: redactor.counts,
    findings: redactor.findings,
    skipped: plan.skipped,
  };
}

async function writeOne(file: string, { files }: ExportPlan, hash: Hash): Promise<void> {
  const content = files[0]?.content ?? '';
  hash.update(content);
  await writeFileWhole(
    file,
    (async function* () {
      yield content;
    })(),
  );
}

/** A folder appears whole or not at all. Its digest is over a line "SHA-256 path" for each file, in order of the paths. */
async function writeFolder(folder: string, { files }: ExportPlan, hash: Hash): Promise<void> {
  await refuseOccupied(folder);
  const draft = `${folder}.${process.pid}.part`;
  try {
    for (const { path, content } of files.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
      const place = join(draft, path);
      await mkdir(dirname(place), { recursive: true });
      await writeFile(place, content);
      hash.update(`${createHash('sha256').update(content).digest('hex')} ${path}\n`);
    }
    await mkdir(draft, { recursive: true });
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
    throw asWriteError(folder, error);
  }
}

/** Nobody's files are mixed with skills, and none are replaced. */
async function refuseOccupied(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT') return [];
    throw asWriteError(folder, error);
  });
  if (names.length === 0) return;
  throw new KnackError({
    code: 'WRONG_USE',
    happened: `The folder ${folder} is not empty.`,
    kept: 'Nothing was written.',
    todo: 'Choose a folder that does not exist yet, or an empty one.',
  });
}
