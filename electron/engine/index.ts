import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Capabilities } from '../../shared/capabilities.ts';
import { Engine } from './engine.ts';
import type { EngineConfig } from './engine.ts';
import type { KeyVault, ModelCatalogue } from './ports.ts';
import { openPreferences, type Preferences } from './preferences/index.ts';
import type { ReasonerDesk } from './reasoning/index.ts';

export { Engine } from './engine.ts';
export type { EngineConfig } from './engine.ts';
export { createRouter } from './handlers/index.ts';
export type { Router } from './handlers/index.ts';
export type { Clock, KeyVault } from './ports.ts';
export { planDiscard } from './store/index.ts';

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
  /** The address of a mirror of the hub that models are fetched from; that of the hub itself where it is missing. */
  readonly hub?: string | undefined;
  /** Where the key of a reasoner's server is: of the system, or else a text of the environment, or of this process alone. */
  readonly reasonerKey?: KeyVault | string | undefined;
  /** A fixed time instead of the clock, as ISO 8601 with milliseconds. */
  readonly now?: string | undefined;
}

/**
 * The configuration of a real engine: LanceDB, transformers.js and the readers are loaded when they are first needed,
 * because a process that only answers a question about its options should not wait for them.
 */
export function realConfig(host: HostConfig): EngineConfig {
  const { now } = host;
  const preferences = openPreferences(host.configFolder);
  return {
    host: host.host,
    version: host.version,
    capabilities: host.capabilities,
    clock: { now: () => now ?? new Date().toISOString() },
    cause: host.host === 'terminal' ? 'terminal' : 'person',
    openStore: async (options) => (await import('./store/index.ts')).openStore({ ...options, as: host.host }),
    learning: () => import('./strategies/index.ts'),
    importDoor: () => import('./import/index.ts'),
    preferences,
    reasoner: reasoning(host, preferences),
    samples: join(host.resources, 'samples'),
    home: homedir(),
    ...embedding(join(host.resources, 'models'), { dataFolder: host.configFolder ?? tmpdir(), hub: host.hub }),
  };
}

/** The reasoner is loaded when somebody asks about it. */
function reasoning(host: HostConfig, preferences: Preferences): EngineConfig['reasoner'] {
  const load = async (): Promise<ReasonerDesk> => {
    const { hostVault, ReasonerDesk } = await import('./reasoning/index.ts');
    const { reasonerKey, configFolder } = host;
    return new ReasonerDesk({
      settings: { read: () => preferences.reasoner(), write: (settings) => preferences.saveReasoner(settings) },
      use: { read: () => preferences.reasonerUse(), write: (use) => preferences.saveReasonerUse(use) },
      vault: typeof reasonerKey === 'object' ? reasonerKey : hostVault(reasonerKey),
      prompts: {
        knack: join(host.resources, 'prompts'),
        user: configFolder === null ? null : join(configFolder, 'prompts'),
      },
    });
  };
  let loaded: Promise<ReasonerDesk> | null = null;
  return () => (loaded ??= load());
}

/** The models of an installation. A hub's model is fetched when a person chose it, and kept; `hub` is the address of a mirror. */
function embedding(
  modelsFolder: string,
  { dataFolder, hub }: { readonly dataFolder: string; readonly hub: string | undefined },
): Pick<EngineConfig, 'openEmbedder' | 'describeModel' | 'models'> {
  const cacheFolder = join(dataFolder, 'models');
  const load = async (): Promise<ModelCatalogue> => {
    const { createCatalogue } = await import('./embedding/index.ts');
    return createCatalogue({ modelsFolder, cacheFolder, hubAddress: hub });
  };
  let loaded: Promise<ModelCatalogue> | null = null;
  const catalogue = (): Promise<ModelCatalogue> => (loaded ??= load());
  return {
    models: {
      open: async (id, options) => (await catalogue()).open(id, options),
      list: async (inUse) => (await catalogue()).list(inUse),
      describe: async (id) => (await catalogue()).describe(id),
      speed: async (id) => (await catalogue()).speed(id),
    },
    openEmbedder: async (spec, mayDownload) => (await catalogue()).open(spec, { mayDownload }),
    describeModel: async (spec) => {
      const { id, dimension, state, licence, note } = await (await catalogue()).describe(spec);
      const available = state === 'ready';
      const missing = note === '' ? 'It has not been downloaded.' : note;
      return { id, dimension: dimension ?? 0, available, note: available ? licence : missing };
    },
  };
}
