import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { KnackError } from '../../../shared/errors.ts';
import { downloadModel, type DownloadProgress } from './download.ts';
import { modelMissing, readModelFolder, type ModelFolder } from './model-folder.ts';

export interface HubOptions {
  readonly name: string;
  readonly cacheFolder: string;
  readonly allowDownload: boolean;
  readonly hubAddress: string;
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Silence after which a transfer is given up, in ms. */
  readonly patience?: number | undefined;
}

const recordSchema = z.object({ from: z.string(), files: z.record(z.string(), z.string()) }).readonly();
const recordName = 'knack-download.json';

/**
 * The folder of a hub model: what was fetched before, compared with the checksums recorded then; otherwise fetched,
 * where that is allowed.
 * @throws KnackError MODEL_MISSING, CANCELLED
 */
export async function hubModel(options: HubOptions): Promise<ModelFolder> {
  const spec = `hub:${options.name}`;
  const folder = join(options.cacheFolder, ...options.name.split('/'));
  const record = await readRecord(folder);
  if (record !== null) return checkedFolder({ folder, spec, files: record.files });
  if (!options.allowDownload) {
    const todo = 'Allow its download in the settings, or choose the bundled model.';
    throw modelMissing({ spec, reason: 'it has not been downloaded, and downloads are not allowed', todo });
  }
  await download(options, spec);
  const model = await readModelFolder(folder, spec);
  await writeFile(join(folder, recordName), JSON.stringify({ from: options.hubAddress, files: model.files }, null, 2));
  return model;
}

async function checkedFolder(options: { folder: string; spec: string; files: Readonly<Record<string, string>> }) {
  const model = await readModelFolder(options.folder, options.spec);
  const changed = Object.entries(options.files).filter(([name, sha256]) => model.files[name] !== sha256);
  if (changed.length === 0) return model;
  throw modelMissing({
    spec: options.spec,
    reason: `${changed.map(([name]) => name).join(', ')} changed since the download`,
    todo: `Delete the folder ${options.folder} and download the model again.`,
  });
}

async function download(options: HubOptions, spec: string): Promise<void> {
  const { name, cacheFolder, hubAddress, onProgress, signal, patience } = options;
  try {
    signal?.throwIfAborted();
    const folder = join(cacheFolder, ...name.split('/'));
    await downloadModel({ name, folder, hubAddress, onProgress, signal, patience });
  } catch (error) {
    if (signal?.aborted === true) throw cancelled(spec);
    throw modelMissing({
      spec,
      reason: `its download failed: ${reasonOf(error)}`,
      todo: 'Check the connection and the name of the model, or choose the bundled model, which needs no network.',
      cause: error,
    });
  }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error instanceof Error ? error.message : String(error)}${cause}`.slice(0, 300);
}

function cancelled(spec: string): KnackError {
  return new KnackError({
    code: 'CANCELLED',
    happened: `The download of ${spec} was cancelled.`,
    kept: 'The memory is as it was; files that were complete are kept for the next try.',
    todo: '',
  });
}

async function readRecord(folder: string) {
  try {
    const parsed = recordSchema.safeParse(JSON.parse(await readFile(join(folder, recordName), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
