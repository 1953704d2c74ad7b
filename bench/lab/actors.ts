import { join } from 'node:path';
import { type Control, type MethodPart, methodParts } from '../../shared/contract/index.ts';
import { defaultSettings } from '../../shared/model/index.ts';
import { bundledModel, learn, load, type Loaded } from '../../electron/engine/fixtures/learn.fixture.ts';
import { openEmbedder } from '../../electron/engine/embedding/index.ts';
import type { Actor } from '../../electron/engine/lab/index.ts';
import { type Agent, type AgentSources, createAgent } from '../../electron/engine/lab/agent/index.ts';
import { learnSkeletons, NearestActor, SkeletonActor } from '../../electron/engine/lab/controls/index.ts';

import { analyse } from '../../electron/engine/learning/index.ts';

export const models = join(import.meta.dirname, '../../resources/models');

/** Who can be asked to play in a proof. */
export type ActorName = 'memory' | `without ${MethodPart}` | Control;

/** An actor and how to let go of what it holds. */
export interface Ready {
  readonly actor: Actor;
  close(): Promise<void>;
}

const embedders = new Map<string, ReturnType<typeof openEmbedder>>();

/** A model of the proofs, opened once. */
function sharedEmbedder(spec: string): ReturnType<typeof openEmbedder> {
  const open =
    embedders.get(spec) ?? openEmbedder({ spec, modelsFolder: models, cacheFolder: models, allowDownload: false });
  embedders.set(spec, open);
  return open;
}

export interface ReadyOptions {
  /** The embedding model; the bundled one where it is not said. */
  readonly model?: string | undefined;
}

/** Makes who plays from files of recorded episodes, or from nothing. */
export async function readyActor(
  name: ActorName,
  files: readonly string[],
  { model = bundledModel() }: ReadyOptions = {},
): Promise<Ready> {
  const loaded = await load(files);
  const { trajectories } = loaded;
  switch (name) {
    case 'empty':
      return played(createAgent(await sources({ trajectories: [], sources: [] }, model), {}));
    case 'memory':
      return played(createAgent(await sources(loaded, model), {}));
    case 'random':
      return played(createAgent(await sources(loaded, model), { isRandom: true }));
    case 'without bayes':
    case 'without contrast':
    case 'without meta':
    case 'without ontology':
    case 'without posteriors':
      return played(
        createAgent(await sources(loaded, model), { without: methodParts.find((part) => name.endsWith(part)) }),
      );
    case 'skeleton':
      return { actor: new SkeletonActor(learnSkeletons(trajectories)), close: async () => undefined };
    case 'nearest': {
      const embedder = await sharedEmbedder(model);
      const actor = await NearestActor.create(trajectories, (texts) => embedder.embed(texts));
      return { actor, close: async () => undefined };
    }
  }
}

function played({ actor }: Agent): Ready {
  return { actor, close: async () => undefined };
}

/** A memory as an import leaves it, without a folder. */
async function sources(loaded: Loaded, model: string): Promise<AgentSources> {
  const rows = loaded.trajectories.map(analyse);
  const embedder = await sharedEmbedder(model);
  const embed = (texts: readonly string[]): Promise<readonly Float32Array[]> => embedder.embed(texts);
  return { rows, derived: await learn(loaded, { model }), settings: defaultSettings, embed };
}
