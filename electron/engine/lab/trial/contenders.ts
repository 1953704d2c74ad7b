import type { ContenderChoice } from '../../../../shared/contract/index.ts';
import type { Trajectory } from '../../../../shared/model/index.ts';
import { type Memory, standingSummaries } from '../../memory/index.ts';
import type { Actor } from '../actor.ts';
import { learnSkeletons, NearestActor, SkeletonActor } from '../controls/index.ts';

/** Who plays, made from a memory as it is now. */
export interface Contender {
  readonly actor: Actor;
  /** Words and marks of what it plays from: see `storedTokens` in docs/lab.md. */
  readonly storedTokens: number;
}

/** Makes who plays. @throws KnackError MODEL_MISSING */
export async function createContender(choice: ContenderChoice, memory: Memory): Promise<Contender> {
  switch (choice.control) {
    case 'nearest': {
      const { embeddingModel } = memory.state.folded.settings;
      const trajectories = await standingTrajectories(memory);
      const embedder = await memory.vectors.embedder(embeddingModel);
      const actor = await NearestActor.create(trajectories, (texts) => embedder.embed(texts));
      return {
        actor,
        storedTokens: tokensIn(trajectories.filter(isSuccess).flatMap(({ goal, steps }) => [goal, steps])),
      };
    }
    case 'skeleton': {
      const learnt = learnSkeletons(await standingTrajectories(memory));
      const kept = [[...learnt.wordings], [...learnt.visits], [...learnt.afterVisit], [...learnt.seen]];
      const plain = JSON.stringify(kept, (_, value: unknown) => (value instanceof Map ? [...value] : value));
      return { actor: new SkeletonActor(learnt), storedTokens: tokensIn(plain) };
    }
  }
}

function isSuccess({ outcome }: Trajectory): boolean {
  return outcome === 'success';
}

/** The episodes of the sources that stand, in id order. */
async function standingTrajectories({ state, store }: Memory): Promise<readonly Trajectory[]> {
  const standing = new Set(standingSummaries(state.folded, state.summaries).map(({ id }) => id));
  const found: Trajectory[] = [];
  for await (const batch of store.trajectories()) found.push(...batch.filter(({ id }) => standing.has(id)));
  return found;
}

function tokensIn(value: unknown): number {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.match(/[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu)?.length ?? 0;
}

/** What a contender is called in reports and recordings. */
export function nameOf({ control }: ContenderChoice): string {
  return control;
}
