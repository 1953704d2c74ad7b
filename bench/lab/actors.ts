import { join } from 'node:path';
import { bundledModel, load } from '../../electron/engine/fixtures/learn.fixture.ts';
import { openEmbedder } from '../../electron/engine/embedding/index.ts';
import type { Actor } from '../../electron/engine/lab/index.ts';
import { learnSkeletons, NearestActor, SkeletonActor } from '../../electron/engine/lab/controls/index.ts';

export const models = join(import.meta.dirname, '../../resources/models');

/** Who can be asked to play in a proof. */
export type ActorName = 'skeleton' | 'nearest';

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
  const { trajectories } = await load(files);
  switch (name) {
    case 'skeleton':
      return { actor: new SkeletonActor(learnSkeletons(trajectories)), close: async () => undefined };
    case 'nearest': {
      const embedder = await sharedEmbedder(model);
      const actor = await NearestActor.create(trajectories, (texts) => embedder.embed(texts));
      return { actor, close: async () => undefined };
    }
  }
}
