import { basename, join } from 'node:path';
import { z } from 'zod';
import { mappingSchema } from '../../../shared/contract/index.ts';
import type { Mapping } from '../../../shared/contract/index.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

const recentSchema = z.array(z.object({ uri: z.string(), name: z.string() }).readonly()).readonly();
export type Recent = z.infer<typeof recentSchema>;
const mappingsSchema = z.array(mappingSchema).readonly();

const recentKept = 12;

/** What one user's Knack remembers outside any memory: memories opened last, mappings of generic files. */
export interface Preferences {
  recent(): Promise<Recent>;
  /** Puts a memory first in the list. */
  opened(uri: string): Promise<void>;
  mappings(): Promise<readonly Mapping[]>;
  /** Keeps a mapping; one of the same name is replaced. */
  saveMapping(mapping: Mapping): Promise<readonly Mapping[]>;
}

/** Preferences in two small files of `folder`; with null nothing is kept. */
export function openPreferences(folder: string | null): Preferences {
  if (folder === null) return nothingKept;
  const recentFile = join(folder, 'recent.json');
  const mappingsFile = join(folder, 'mappings.json');
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
  };
}

const nothingKept: Preferences = {
  recent: async () => [],
  opened: async () => undefined,
  mappings: async () => [],
  saveMapping: async (mapping) => [mapping],
};
