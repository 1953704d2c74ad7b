import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { LocalSettings } from '../../../../shared/model/index.ts';
import type { Reasoner } from '../../ports.ts';
import { reasonerError } from '../faults.ts';
import type { PromptFolders } from '../prompts.ts';
import { LocalReasoner } from './local-reasoner.ts';
import type { Precision, TextModel } from './vendor.ts';

/** The weights that may be there, the smallest first: a text model is large. */
const weights = [
  ['model_q4f16.onnx', 'q4f16'],
  ['model_q4.onnx', 'q4'],
  ['model_quantized.onnx', 'q8'],
  ['model_fp16.onnx', 'fp16'],
  ['model.onnx', 'fp32'],
] as const satisfies readonly (readonly [string, Precision])[];

/** The text model of a folder of this machine: one is loaded at a time, when it is first asked. */
export class LocalModels {
  #loaded: { readonly folder: string; readonly model: Promise<TextModel> } | null = null;
  /** One question after the other: the runtime is one. */
  #last: Promise<unknown> = Promise.resolve();

  /** @throws KnackError WRONG_USE where no folder is set */
  reasoner(settings: LocalSettings, folders: (memory: string | null) => PromptFolders): Reasoner {
    if (settings.folder.trim() === '') throw noneSet();
    const folder = resolve(settings.folder);
    return new LocalReasoner({
      name: basename(folder),
      settings,
      folders,
      alone: (work) => this.#alone(async () => work(await this.#model(folder))),
    });
  }

  close(): Promise<void> {
    return this.#alone(() => this.#forget());
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#last.then(work);
    this.#last = run.catch(() => undefined);
    return run;
  }

  async #forget(): Promise<void> {
    const loaded = await this.#loaded?.model.catch(() => null);
    this.#loaded = null;
    await loaded?.close();
  }

  async #model(folder: string): Promise<TextModel> {
    if (this.#loaded?.folder !== folder) {
      await this.#forget();
      this.#loaded = { folder, model: load(folder) };
    }
    try {
      return await this.#loaded.model;
    } catch (error) {
      this.#loaded = null;
      throw error;
    }
  }
}

/**
 * The weights of the text model in a folder, whose other files are there too; nothing is loaded.
 * @throws KnackError WRONG_USE where no folder is set, MODEL_MISSING
 */
export async function findModel(place: string): Promise<Precision> {
  if (place.trim() === '') throw noneSet();
  const folder = resolve(place);
  const own: readonly string[] | null = await readdir(folder).catch(() => null);
  if (own === null) throw unusable(folder, 'there is no such folder');
  const onnx: readonly string[] = await readdir(join(folder, 'onnx')).catch(() => []);
  const found = weights.find(([name]) => onnx.includes(name));
  const missing = ['config.json', 'tokenizer.json'].filter((name) => !own.includes(name));
  if (found === undefined) missing.push('onnx/model.onnx');
  if (found === undefined || missing.length > 0) throw unusable(folder, `the folder has no ${missing.join(', ')}`);
  return found[1];
}

/** @throws KnackError MODEL_MISSING */
async function load(folder: string): Promise<TextModel> {
  const found = await findModel(folder);
  try {
    const { loadTextModel } = await import('./vendor.ts');
    return await loadTextModel(folder, found);
  } catch (error) {
    throw unusable(
      folder,
      `it does not load (${(error instanceof Error ? error.message : String(error)).slice(0, 300)})`,
    );
  }
}

function noneSet() {
  return reasonerError(
    'No text model of this machine is set.',
    'Give the folder of one in the settings of the reasoner.',
    'WRONG_USE',
  );
}

function unusable(folder: string, reason: string) {
  return reasonerError(
    `The text model in ${folder} cannot be used: ${reason}.`,
    'Give a folder with config.json, tokenizer.json and onnx/model.onnx of a causal text model, as transformers.js reads it.',
    'MODEL_MISSING',
  );
}
