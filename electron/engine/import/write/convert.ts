import { stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { ConvertProgress, ConvertReport, ImportAnswers, Mapping } from '../../../../shared/contract/index.ts';
import { KnackError } from '../../../../shared/errors.ts';
import { reasonToSkip } from '../inspect.ts';
import { checkFormat } from '../open.ts';
import { read } from '../read.ts';
import { walk, type WalkedFile } from '../walk.ts';
import { written, type WrittenFormat } from './written.ts';
import { outNames } from './out-names.ts';

export interface ConvertRequest {
  readonly paths: readonly string[];
  readonly to: WrittenFormat;
  /** An existing folder, or a name without the ending `.jsonl` or `.json`: a file for each file; else one file for all. */
  readonly out: string;
  readonly answers: ImportAnswers;
  readonly mappings: readonly Mapping[];
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ConvertProgress & { readonly kind: 'progress' }) => void) | undefined;
}

/** Writes text to a file, as a whole or not at all; the folder is there. */
export type WriteFile = (file: string, text: AsyncIterable<string>) => Promise<void>;

/** Makes a folder with those above it. */
export type MakeFolder = (folder: string) => Promise<unknown>;

/**
 * Reads files and writes their trajectories in another format, a line each, one record in memory at a time. A file that
 * nobody reads is skipped with its reason, a record that cannot be read is listed; the others go on.
 * @throws KnackError FILE_UNREADABLE, DISK_FULL, WRONG_USE (a rule, or an output that is an input), CANCELLED
 */
export async function convert(
  request: ConvertRequest,
  disk: { readonly writeFile: WriteFile; readonly makeFolder: MakeFolder },
): Promise<ConvertReport> {
  checkFormat(request.answers);
  const out = resolve(request.out);
  const isFolder = await isFolderName(request.out, out);
  const { files: found, skipped } = await walk(request.paths, request.signal);
  const files = found.filter(({ path }) => !isFolder || !isInside(resolve(path), out));
  const conversion = new Conversion(request, files);
  if (isFolder) {
    const names = outNames(request.paths, files);
    for (const [index, file] of files.entries()) {
      const target = join(out, names[index] ?? '');
      refuseInput(target, found);
      await conversion.oneFile(file, target, disk);
    }
  } else {
    refuseInput(out, found);
    await disk.makeFolder(dirname(out));
    await disk.writeFile(out, conversion.allLines(out));
  }
  return conversion.report(skipped);
}

async function isFolderName(given: string, full: string): Promise<boolean> {
  const info = await stat(full).catch(() => null);
  if (info !== null) return info.isDirectory();
  return given.endsWith('/') || given.endsWith(sep) || !/\.jsonl?$/i.test(given);
}

function isInside(path: string, folder: string): boolean {
  const from = relative(folder, path);
  return from !== '' && !from.startsWith('..') && resolve(folder, from) === path;
}

function refuseInput(target: string, files: readonly WalkedFile[]): void {
  if (!files.some(({ path }) => resolve(path) === target)) return;
  throw new KnackError({
    code: 'WRONG_USE',
    happened: `${target} is one of the files to be read.`,
    kept: 'It was not written over.',
    todo: 'Choose another name for what is written.',
  });
}

/** One conversion under way: what was written where, and what was left out. */
class Conversion {
  readonly #request: ConvertRequest;
  readonly #files: readonly WalkedFile[];
  readonly #written: { file: string; format: string; out: string; trajectories: number }[] = [];
  readonly #rejected: { file: string; record: number; reason: string }[] = [];
  readonly #skipped: { file: string; reason: string }[] = [];
  #filesDone = 0;
  #bytesDone = 0;
  #trajectories = 0;

  constructor(request: ConvertRequest, files: readonly WalkedFile[]) {
    this.#request = request;
    this.#files = files;
  }

  /** A file of its own for what is in one file; where nothing is in it, none is made. */
  async oneFile(
    file: WalkedFile,
    target: string,
    { writeFile, makeFolder }: { readonly writeFile: WriteFile; readonly makeFolder: MakeFolder },
  ): Promise<void> {
    const lines = this.#linesOf(file, target);
    const first = await lines.next();
    if (first.done === true) return;
    await makeFolder(dirname(target));
    await writeFile(
      target,
      (async function* () {
        yield first.value;
        yield* lines;
      })(),
    );
  }

  async *allLines(out: string): AsyncGenerator<string> {
    for (const file of this.#files) yield* this.#linesOf(file, out);
  }

  async *#linesOf(file: WalkedFile, out: string): AsyncGenerator<string> {
    const { answers, mappings, signal, to } = this.#request;
    const before = this.#bytesDone;
    const told = { file: file.path, format: '', out, trajectories: 0 };
    const onBytes = (done: number): void => this.#tell(file, before + done);
    try {
      for await (const item of read(file, {
        answers,
        mappings,
        onBytes,
        ...(signal === undefined ? {} : { signal }),
      })) {
        if (item.kind === 'opened') told.format = item.format;
        if (item.kind === 'rejection') this.#rejected.push({ file: file.path, ...item.rejection });
        if (item.kind !== 'trajectory') continue;
        told.trajectories += 1;
        this.#trajectories += 1;
        yield `${written(item.trajectory, to)}\n`;
      }
    } catch (error) {
      const reason = reasonToSkip(error);
      const kept = told.trajectories === 0 ? '' : ` (after ${told.trajectories} episodes, which were written)`;
      this.#skipped.push({ file: file.path, reason: `${reason}${kept}` });
    }
    if (told.trajectories > 0) this.#written.push(told);
    this.#filesDone += 1;
    this.#tell(file, before + file.bytes);
  }

  #tell(file: WalkedFile, bytesDone: number): void {
    this.#bytesDone = bytesDone;
    this.#request.onProgress?.({
      kind: 'progress',
      file: file.path,
      filesDone: this.#filesDone,
      files: this.#files.length,
      bytesDone,
      bytes: this.#files.reduce((sum, { bytes }) => sum + bytes, 0),
      trajectories: this.#trajectories,
      rejected: this.#rejected.length,
    });
  }

  report(skipped: ConvertReport['skipped']): ConvertReport {
    return {
      to: this.#request.to,
      trajectories: this.#trajectories,
      files: this.#written,
      rejected: this.#rejected,
      skipped: [...skipped, ...this.#skipped],
    };
  }
}
