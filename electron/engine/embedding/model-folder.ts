import { createHash, hash as hashOnce } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { KnackError } from '../../../shared/errors.ts';

/** What is in a model's folder, as far as it is known without running it. */
export interface ModelFolder {
  readonly folder: string;
  /** Length of its vectors; null where the configuration does not tell. */
  readonly dimension: number | null;
  /** SHA-256 over the files that make the vectors: their names, lengths and bytes. */
  readonly digest: string;
  /** SHA-256 of each of these files, by its path in the folder. */
  readonly files: Readonly<Record<string, string>>;
  readonly bytes: number;
  readonly licence: string;
  /** How the weights are stored, in the vendor's words; undefined leaves it to the model's own configuration. */
  readonly dtype: 'fp32' | 'q8' | 'fp16' | undefined;
  /** How token vectors become one, where the files say so. */
  readonly pooling: 'mean' | 'cls' | null;
}

const configSchema = z.looseObject({
  hidden_size: z.number().int().positive().optional(),
  dim: z.number().int().positive().optional(),
  d_model: z.number().int().positive().optional(),
  'transformers.js_config': z.looseObject({ dtype: z.unknown() }).partial().optional(),
});

/** Where sentence-transformers write it. */
const poolingFile = '1_Pooling/config.json';
const poolingSchema = z.looseObject({ pooling_mode_cls_token: z.boolean().default(false) });

/** The weights, best first: full precision gives the same vector in every batch. */
const weights = [
  ['onnx/model.onnx', 'fp32'],
  ['onnx/model_quantized.onnx', 'q8'],
  ['onnx/model_fp16.onnx', 'fp16'],
] as const;

/** @throws KnackError MODEL_MISSING where the folder holds no model */
export async function readModelFolder(folder: string, spec: string): Promise<ModelFolder> {
  const present = await listFiles(folder);
  const missing = ['config.json', 'tokenizer.json'].filter((name) => !present.includes(name));
  const found = weights.find(([name]) => present.includes(name));
  if (found === undefined) missing.push('onnx/model.onnx');
  if (missing.length > 0) throw modelMissing({ spec, reason: `${folder} has no ${missing.join(', ')}` });
  const config = parseConfig(await readFile(join(folder, 'config.json'), 'utf8'));
  if (config === null) throw modelMissing({ spec, reason: `${join(folder, 'config.json')} is no configuration` });
  const names = present.filter((name) =>
    /^(config|tokenizer|tokenizer_config|1_Pooling\/config)\.json$|^onnx\/model.*\.onnx(_data.*)?$/.test(name),
  );
  const entries = await Promise.all(names.map((name) => digestFile(folder, name)));
  const overall = createHash('sha256');
  for (const { name, bytes, sha256 } of entries) overall.update(`${name}\n${bytes}\n${sha256}\n`);
  return {
    folder,
    dimension: config.hidden_size ?? config.dim ?? config.d_model ?? null,
    digest: overall.digest('hex'),
    files: Object.fromEntries(entries.map(({ name, sha256 }) => [name, sha256])),
    bytes: entries.reduce((sum, entry) => sum + entry.bytes, 0),
    licence: await readLicence(folder, present),
    pooling: present.includes(poolingFile) ? await readPooling(join(folder, poolingFile)) : null,
    dtype: config['transformers.js_config']?.dtype === undefined ? found?.[1] : undefined,
  };
}

export function modelMissing(options: { spec: string; reason: string; todo?: string; cause?: unknown }): KnackError {
  return new KnackError(
    {
      code: 'MODEL_MISSING',
      happened: `The embedding model ${options.spec} cannot be used: ${options.reason}.`,
      kept: 'The memory is as it was; search by words works without a model.',
      todo: options.todo ?? 'Choose another model in the settings, or put the files in place.',
    },
    { cause: options.cause },
  );
}

/** Sorted by code units; empty where there is no such folder. */
async function listFiles(folder: string): Promise<readonly string[]> {
  const own = await readdir(folder).catch(() => []);
  const onnx = await readdir(join(folder, 'onnx')).catch(() => []);
  const pooling = await readdir(join(folder, dirname(poolingFile))).catch(() => []);
  const below = [...onnx.map((name) => `onnx/${name}`), ...pooling.map((name) => `${dirname(poolingFile)}/${name}`)];
  return [...own, ...below].sort();
}

const chunkBytes = 1024 * 1024;
/** Files up to here are read at once, which costs half of reading them in parts. */
const wholeBytes = 32 * 1024 * 1024;

async function digestFile(folder: string, name: string) {
  const file = join(folder, name);
  if ((await stat(file)).size <= wholeBytes) {
    const data = await readFile(file);
    return { name, bytes: data.length, sha256: hashOnce('sha256', data, 'hex') };
  }
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: chunkBytes })) {
    // A stream without an encoding gives buffers.
    const part = chunk as Buffer;
    hash.update(part);
    bytes += part.length;
  }
  return { name, bytes, sha256: hash.digest('hex') };
}

function parseConfig(text: string): z.infer<typeof configSchema> | null {
  try {
    return configSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

async function readPooling(file: string): Promise<'mean' | 'cls' | null> {
  try {
    return poolingSchema.parse(JSON.parse(await readFile(file, 'utf8'))).pooling_mode_cls_token ? 'cls' : 'mean';
  } catch {
    return null;
  }
}

/** What the model's card says (`license:`), or the first line of its licence file. */
async function readLicence(folder: string, present: readonly string[]): Promise<string> {
  for (const name of present.filter((name) => /^(README\.md|LICEN[CS]E(\.md|\.txt)?)$/i.test(name)).toReversed()) {
    if ((await stat(join(folder, name))).size > 1_000_000) continue;
    const text = await readFile(join(folder, name), 'utf8');
    const card = /^licen[cs]e:\s*["']?([\w .+-]+)/im.exec(text)?.[1];
    const first = /^licen[cs]e/i.test(name) ? text.split('\n').find((line) => line.trim() !== '') : undefined;
    const licence = card ?? first;
    if (licence !== undefined) return licence.trim().slice(0, 100);
  }
  return 'unknown';
}
