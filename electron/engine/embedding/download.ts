import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { once } from 'node:events';
import { z } from 'zod';

export interface DownloadProgress {
  readonly file: string;
  readonly loadedBytes: number;
  readonly totalBytes: number;
  /** The same over all files of the model. */
  readonly allLoadedBytes: number;
  readonly allTotalBytes: number;
}

export interface DownloadOptions {
  /** `ORG/NAME`. */
  readonly name: string;
  /** Where its files go. */
  readonly folder: string;
  /** Ends with a slash. */
  readonly hubAddress: string;
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Silence after which a transfer is given up, in ms. */
  readonly patience?: number | undefined;
}

/** A file as the hub lists it: large ones by the SHA-256 of their content, others by the SHA-1 that git gives a blob. */
interface HubFile {
  readonly path: string;
  readonly bytes: number;
  readonly checksum: { readonly kind: 'sha256' | 'git'; readonly hex: string };
}

const listSchema = z.array(
  z.object({
    type: z.string(),
    path: z.string(),
    size: z.number().int().min(0).default(0),
    oid: z.string().default(''),
    lfs: z.object({ oid: z.string(), size: z.number().int().min(0) }).optional(),
  }),
);

const texts = /^(config|tokenizer|tokenizer_config|1_Pooling\/config)\.json$|^(README\.md|LICEN[CS]E(\.md|\.txt)?)$/;
/** Full precision first: it gives the same vector in every batch. */
const weights = ['onnx/model.onnx', 'onnx/model_quantized.onnx', 'onnx/model_fp16.onnx'];
const patienceDefault = 60_000;

/**
 * Fetches the files of a model, each compared with the size and checksum that the hub lists; a file appears whole or not at all. What
 * an earlier try fetched is kept where its checksum still fits.
 * @throws Error with the reason as a part of a sentence
 */
export async function downloadModel(options: DownloadOptions): Promise<void> {
  const files = chooseFiles(await listFiles(options));
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let before = 0;
  for (const file of files) {
    const tell = (loadedBytes: number): void =>
      options.onProgress?.({
        file: file.path,
        loadedBytes,
        totalBytes: file.bytes,
        allLoadedBytes: before + loadedBytes,
        allTotalBytes: total,
      });
    if (!(await isThere(join(options.folder, file.path), file))) await fetchFile(file, options, tell);
    tell(file.bytes);
    before += file.bytes;
  }
}

async function listFiles(options: DownloadOptions): Promise<readonly HubFile[]> {
  const response = await ask(`api/models/${options.name}/tree/main?recursive=true`, options);
  const parsed = listSchema.safeParse(await response.json().catch(() => null));
  if (!parsed.success) throw new Error('the hub does not list its files');
  return parsed.data
    .filter(({ type }) => type === 'file')
    .map(({ path, size, oid, lfs }) =>
      lfs === undefined
        ? { path, bytes: size, checksum: { kind: 'git', hex: oid } }
        : { path, bytes: lfs.size, checksum: { kind: 'sha256', hex: lfs.oid } },
    );
}

function chooseFiles(files: readonly HubFile[]): readonly HubFile[] {
  const weight = weights.find((name) => files.some(({ path }) => path === name));
  if (weight === undefined) throw new Error('it has no ONNX weights');
  const parts = files.filter(({ path }) => path === weight || /^_data(_\d+)?$/.test(path.slice(weight.length)));
  return [...files.filter(({ path }) => texts.test(path)), ...parts.filter(({ path }) => path.startsWith(weight))];
}

async function ask(
  path: string,
  { hubAddress, signal, patience = patienceDefault }: DownloadOptions,
): Promise<Response> {
  const late = AbortSignal.timeout(patience);
  const stop = signal === undefined ? late : AbortSignal.any([signal, late]);
  const response = await fetch(new URL(path, hubAddress), { signal: stop }).catch((cause: unknown) => {
    signal?.throwIfAborted();
    throw new Error(`${new URL(hubAddress).host} cannot be reached`, { cause });
  });
  if (response.ok) return response;
  const reasons: Readonly<Record<number, string>> = {
    401: 'there is no such model, or it is only for who signs in',
    403: 'the hub asks to agree to its licence first',
    404: 'there is no such model',
  };
  throw new Error(reasons[response.status] ?? `the hub answered ${response.status}`);
}

async function fetchFile(file: HubFile, options: DownloadOptions, tell: (bytes: number) => void): Promise<void> {
  const target = join(options.folder, file.path);
  const part = `${target}.part`;
  await mkdir(dirname(target), { recursive: true });
  try {
    const found = await receive(file, part, { ...options, tell });
    if (found !== file.checksum.hex) throw new Error(`the checksum of ${file.path} is not the one that the hub gives`);
    await rename(part, target);
  } finally {
    await rm(part, { force: true });
  }
}

/** Writes what arrives, and gives its checksum. No more is taken than the hub announced, and silence is not waited for. */
async function receive(
  file: HubFile,
  part: string,
  options: DownloadOptions & { readonly tell: (bytes: number) => void },
): Promise<string> {
  const { name, hubAddress, signal, patience = patienceDefault, tell } = options;
  const silence = new AbortController();
  const stop = signal === undefined ? silence.signal : AbortSignal.any([signal, silence.signal]);
  let timer = setTimeout(() => silence.abort(), patience);
  const hash = hashFor(file);
  const out = createWriteStream(part);
  let loaded = 0;
  try {
    const path = file.path.split('/').map(encodeURIComponent).join('/');
    const response = await fetch(new URL(`${name}/resolve/main/${path}`, hubAddress), { signal: stop });
    if (!response.ok || response.body === null) throw new Error(`${file.path}: the hub answered ${response.status}`);
    for await (const chunk of response.body) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), patience);
      loaded += chunk.length;
      if (loaded > file.bytes) throw new Error(`${file.path} is longer than the hub says`);
      hash.update(chunk);
      if (!out.write(chunk)) await once(out, 'drain');
      tell(loaded);
    }
    if (loaded < file.bytes) throw new Error(`${file.path} broke off after ${loaded} of ${file.bytes} bytes`);
  } catch (error) {
    signal?.throwIfAborted();
    if (silence.signal.aborted)
      throw new Error(`${file.path} stopped arriving after ${loaded} bytes`, { cause: error });
    if (error instanceof TypeError) throw new Error(`${file.path} broke off after ${loaded} bytes`, { cause: error });
    throw error;
  } finally {
    clearTimeout(timer);
    out.end();
    await once(out, 'close');
  }
  return hash.digest('hex');
}

function hashFor({ checksum, bytes }: HubFile): Hash {
  return checksum.kind === 'sha256' ? createHash('sha256') : createHash('sha1').update(`blob ${bytes}\0`);
}

async function isThere(target: string, file: HubFile): Promise<boolean> {
  const found = await stat(target).catch(() => null);
  if (found?.size !== file.bytes) return false;
  const hash = hashFor(file);
  for await (const chunk of createReadStream(target)) hash.update(chunk as Buffer); // A stream without an encoding gives buffers.
  return hash.digest('hex') === file.checksum.hex;
}
