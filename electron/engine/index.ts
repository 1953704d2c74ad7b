import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Capabilities } from '../../shared/capabilities.ts';
import type { MemoryInfo } from '../../shared/contract/index.ts';
import { reportOf } from '../../shared/errors.ts';
import { Engine } from './engine.ts';
import type { EngineConfig } from './engine.ts';
import { openPreferences } from './preferences/index.ts';

export { Engine } from './engine.ts';
export type { EngineConfig } from './engine.ts';
export { createRouter } from './handlers/index.ts';
export type { Router } from './handlers/index.ts';
export type { Clock } from './ports.ts';

/** Makes an engine from its parts. */
export function createEngine(config: EngineConfig): Engine {
  return new Engine(config);
}

/** What a host has to say; everything else is the same in all of them. */
export interface HostConfig {
  readonly host: EngineConfig['host'];
  readonly version: string;
  readonly capabilities: Capabilities;
  /** The folder with `models` and `samples`. */
  readonly resources: string;
  /** Where this user's recent memories and mappings are kept; null keeps nothing. */
  readonly configFolder: string | null;
  /** A fixed time instead of the clock, as ISO 8601 with milliseconds. */
  readonly now?: string | undefined;
}

/**
 * The configuration of a real engine: LanceDB, transformers.js and the readers are loaded when they are first needed,
 * because a process that only answers a question about its options should not wait for them.
 */
export function realConfig(host: HostConfig): EngineConfig {
  const { now } = host;
  return {
    host: host.host,
    version: host.version,
    capabilities: host.capabilities,
    clock: { now: () => now ?? new Date().toISOString() },
    cause: host.host === 'terminal' ? 'terminal' : 'person',
    openStore: async (options) => (await import('./store/index.ts')).openStore(options),
    learning: () => import('./strategies/index.ts'),
    importDoor: () => import('./import/index.ts'),
    preferences: openPreferences(host.configFolder),
    samples: join(host.resources, 'samples'),
    home: homedir(),
    ...embedding(join(host.resources, 'models'), host.configFolder ?? tmpdir()),
  };
}

/** The models of an installation. A hub's model is fetched when a person chose it in the settings, and kept. */
function embedding(modelsFolder: string, dataFolder: string): Pick<EngineConfig, 'openEmbedder' | 'describeModel'> {
  const cacheFolder = join(dataFolder, 'models');
  const known = new Map<string, MemoryInfo['model']>();
  return {
    openEmbedder: async (spec, allowDownload) => {
      const { openEmbedder } = await import('./embedding/index.ts');
      return openEmbedder({ spec, modelsFolder, cacheFolder, allowDownload });
    },
    describeModel: async (spec) => {
      const described = known.get(spec);
      if (described !== undefined) return described;
      const { openEmbedder } = await import('./embedding/index.ts');
      try {
        const { info } = await openEmbedder({ spec, modelsFolder, cacheFolder, allowDownload: false });
        const model = { id: info.id, dimension: info.dimension, available: true, note: info.licence };
        known.set(spec, model);
        return model;
      } catch (error) {
        return { id: spec, dimension: 0, available: false, note: reportOf(error).happened };
      }
    },
  };
}
