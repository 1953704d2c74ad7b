import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  type Change,
  defaultSettings,
  type Derived,
  type JournalEvent,
  type Settings,
  type Source,
  type Trajectory,
} from '../../../shared/model/index.ts';
import { openEmbedder } from '../embedding/index.ts';
import { read } from '../import/index.ts';
import type { Embedder } from '../ports.ts';
import { analyse, mine } from './index.ts';

const root = resolve(import.meta.dirname, '../../..');

/** A file of the data folder beside the project (`KNACK_DATA` overrides it), or null where it is missing. */
export function dataFile(path: string): string | null {
  const found = join(process.env['KNACK_DATA'] ?? join(root, '../shared'), path);
  return existsSync(found) ? found : null;
}

/** The two files that the sample memory is made from. */
export const samplePaths = ['household.json', 'support-desk.jsonl'].map((name) =>
  join(root, 'resources/samples', name),
);

export interface Loaded {
  readonly trajectories: readonly Trajectory[];
  readonly sources: readonly Source[];
}

/** Reads files as an import does; a rejected record fails. */
export async function load(paths: readonly string[]): Promise<Loaded> {
  const trajectories: Trajectory[] = [];
  const sources: Source[] = [];
  for (const path of paths) {
    for await (const item of read(path)) {
      if (item.kind === 'trajectory') trajectories.push(item.trajectory);
      if (item.kind === 'source') sources.push(item.source);
      if (item.kind === 'rejection')
        throw new Error(`${path}: record ${item.rejection.record}: ${item.rejection.reason}`);
    }
  }
  return { trajectories, sources };
}

export interface LearnOptions {
  readonly settings?: Settings;
  /** `hashed:words` unless told. */
  readonly model?: string;
  /** Changes that stand, made after all sources came. */
  readonly decisions?: readonly Change[];
}

/** The state of a memory that holds nothing but these episodes, under the decisions. */
export async function learn({ trajectories, sources }: Loaded, options: LearnOptions = {}): Promise<Derived> {
  const settings = options.settings ?? defaultSettings;
  const embedder = await openModel(options.model ?? 'hashed:words');
  try {
    const mined = await mine({
      analyses: trajectories.map(analyse),
      settings,
      embed: (texts) => embedder.embed(texts),
    });
    const decisions = (options.decisions ?? []).map((change, index) => eventOf(change, index + 2));
    return mined.derive({ sources: sources.map((source) => ({ source, seq: 1 })), decisions, settings });
  } finally {
    await embedder.close();
  }
}

function eventOf(change: Change, seq: number): JournalEvent {
  return { seq, at: '2026-01-02T03:04:05.678Z', cause: 'person', change, previous: '', hash: '' };
}

/** The bundled model where it is there, else hashed words. */
export function bundledModel(): string {
  const folder = join(root, 'resources/models/knack-embed-en/onnx/model_quantized.onnx');
  return existsSync(folder) ? defaultSettings.embeddingModel : 'hashed:words';
}

function openModel(spec: string): Promise<Embedder> {
  const modelsFolder = join(root, 'resources/models');
  return openEmbedder({ spec, modelsFolder, cacheFolder: modelsFolder, allowDownload: false });
}
