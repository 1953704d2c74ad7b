import { basename, join } from 'node:path';
import { z } from 'zod';
import { importAnswersSchema, mappingSchema } from '../../../shared/contract/index.ts';
import type { Mapping } from '../../../shared/contract/index.ts';
import { defaultReasoner, noUse, reasonerSettingsSchema, reasonerUseSchema } from '../../../shared/model/index.ts';
import type { ReasonerSettings, ReasonerUse } from '../../../shared/model/index.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

const recentSchema = z.array(z.object({ uri: z.string(), name: z.string() }).readonly()).readonly();
export type Recent = z.infer<typeof recentSchema>;
const mappingsSchema = z.array(mappingSchema).readonly();

/** A folder that a person chose to be watched, and the memory that what comes into it goes to. */
const watchedPreferenceSchema = z
  .object({ memory: z.string(), folder: z.string(), answers: importAnswersSchema, paused: z.boolean() })
  .readonly();
export type WatchedPreference = z.infer<typeof watchedPreferenceSchema>;
const watchedSchema = z.array(watchedPreferenceSchema).readonly();

const recentKept = 12;

/** What one user's Knack remembers outside any memory: memories opened last, mappings of generic files. */
export interface Preferences {
  recent(): Promise<Recent>;
  /** Puts a memory first in the list. */
  opened(uri: string): Promise<void>;
  mappings(): Promise<readonly Mapping[]>;
  /** Keeps a mapping; one of the same name is replaced. */
  saveMapping(mapping: Mapping): Promise<readonly Mapping[]>;
  watched(): Promise<readonly WatchedPreference[]>;
  /** Keeps the watched folders of one memory in place of those that it had. */
  saveWatched(memory: string, folders: readonly WatchedPreference[]): Promise<void>;
  /** Who is asked for words, and what was spent on it. A key is no part of either. */
  reasoner(): Promise<ReasonerSettings>;
  saveReasoner(settings: ReasonerSettings): Promise<void>;
  reasonerUse(): Promise<ReasonerUse>;
  saveReasonerUse(use: ReasonerUse): Promise<void>;
}

/** Preferences in small files of `folder`; with null nothing is kept. */
export function openPreferences(folder: string | null): Preferences {
  if (folder === null) return nothingKept();
  const recentFile = join(folder, 'recent.json');
  const mappingsFile = join(folder, 'mappings.json');
  const watchedFile = join(folder, 'watched.json');
  const reasonerFile = join(folder, 'reasoner.json');
  const useFile = join(folder, 'reasoner-use.json');
  const watched = (): Promise<readonly WatchedPreference[]> => readJsonFile(watchedFile, watchedSchema, []);
  const recent = (): Promise<Recent> => readJsonFile(recentFile, recentSchema, []);
  const mappings = (): Promise<readonly Mapping[]> => readJsonFile(mappingsFile, mappingsSchema, []);
  return {
    recent,
    mappings,
    opened: async (uri) => {
      const others = (await recent()).filter((entry) => entry.uri !== uri);
      const first = { uri, name: basename(uri) || uri };
      await writeJsonFile(recentFile, [first, ...others].slice(0, recentKept));
    },
    saveMapping: async (mapping) => {
      const others = (await mappings()).filter((entry) => entry.name !== mapping.name);
      const all = [...others, mapping].sort((a, b) => (a.name < b.name ? -1 : 1));
      await writeJsonFile(mappingsFile, all);
      return all;
    },
    watched,
    saveWatched: async (memory, folders) => {
      const others = (await watched()).filter((one) => one.memory !== memory);
      await writeJsonFile(watchedFile, [...others, ...folders]);
    },
    reasoner: () => readJsonFile(reasonerFile, reasonerSettingsSchema, defaultReasoner),
    saveReasoner: (settings) => writeJsonFile(reasonerFile, settings),
    reasonerUse: () => readJsonFile(useFile, reasonerUseSchema, noUse),
    saveReasonerUse: (use) => writeJsonFile(useFile, use),
  };
}

function nothingKept(): Preferences {
  let [settings, use] = [defaultReasoner, noUse];
  return {
    recent: async () => [],
    opened: async () => undefined,
    mappings: async () => [],
    saveMapping: async (mapping) => [mapping],
    watched: async () => [],
    saveWatched: async () => undefined,
    // For as long as the process lives.
    reasoner: async () => settings,
    saveReasoner: async (next) => void (settings = next),
    reasonerUse: async () => use,
    saveReasonerUse: async (next) => void (use = next),
  };
}
