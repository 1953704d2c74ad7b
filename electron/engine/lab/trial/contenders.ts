import {
  type ContenderChoice,
  contenderSchema,
  controls,
  type NamedContender,
  strategyPlayers,
} from '../../../../shared/contract/index.ts';
import { KnackError } from '../../../../shared/errors.ts';
import type { Trajectory } from '../../../../shared/model/index.ts';
import { emptyState, type Memory, standingSummaries } from '../../memory/index.ts';
import type { Actor } from '../actor.ts';
import { type Agent, createAgent, sourcesOf } from '../agent/index.ts';
import { createStrategyPlayer, ownSources, playerOf } from '../contest/index.ts';
import { learnSkeletons, NearestActor, SkeletonActor } from '../controls/index.ts';

/** Who plays, made from a memory as it is now. */
export interface Contender {
  readonly actor: Actor;
  /** Words and marks of what it plays from: see `storedTokens` in docs/lab.md. */
  readonly storedTokens: number;
}

export interface ContenderOptions {
  /** Whether the memory learns from what is played. */
  readonly learns?: boolean | undefined;
}

/** Makes who plays. @throws KnackError MODEL_MISSING */
export async function createContender(
  { control, without, strategy }: ContenderChoice,
  memory: Memory,
  { learns = false }: ContenderOptions = {},
): Promise<Contender> {
  if (strategy !== null) return createStrategyPlayer(strategy, memory);
  switch (control) {
    case null:
      if (memory.state.folded.settings.strategy !== 'macla') return playByOwnStrategy(memory, { without, learns });
      return asContender(createAgent(await sourcesOf(memory), { without, learns }));
    case 'random':
      return asContender(createAgent(await sourcesOf(memory), { isRandom: true }));
    case 'empty':
      return asContender(createAgent({ ...(await sourcesOf(memory)), rows: [], derived: emptyState([]).derived }, {}));
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
      return { actor: new SkeletonActor(learnt), storedTokens: tokensIn(kept) };
    }
  }
}

/** A memory that learns by Mem^p or ProcMEM plays from its own state. @throws KnackError WRONG_USE, MODEL_MISSING */
async function playByOwnStrategy(
  memory: Memory,
  { without, learns }: ContenderOptions & Pick<ContenderChoice, 'without'>,
): Promise<Contender> {
  if (without === null) return playerOf(await ownSources(memory), { learns });
  throw new KnackError({
    code: 'WRONG_USE',
    happened: `Only a memory that learns by MACLA can play without ${without}.`,
    kept: 'Nothing was played.',
    todo: 'Leave --without out, or open another memory.',
  });
}

function asContender({ actor, stored }: Agent): Contender {
  return { actor, storedTokens: tokensIn(stored) };
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

/** Words and marks of a value as JSON. */
function tokensIn(value: unknown): number {
  const text = JSON.stringify(value, (_, part: unknown) => (part instanceof Map ? [...part] : part));
  return text.match(/[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu)?.length ?? 0;
}

/** Who can be chosen, the usual one first: the memory itself, where the contract has it (a choice without a control), then controls, then strategies that learn anew. */
export function listContenders(): readonly NamedContender[] {
  const itself = contenderSchema.safeParse({}).data;
  const all = [
    ...(itself === undefined ? [] : [itself]),
    ...controls.map((control) => contenderSchema.parse({ control })),
    ...strategyPlayers.map((strategy) => contenderSchema.parse({ strategy })),
  ];
  return all.map((contender) => ({ name: nameOf(contender), contender }));
}

/** What a contender is called in reports and recordings. */
export function nameOf({ control, without, strategy }: ContenderChoice): string {
  if (strategy !== null) return strategy;
  if (control !== null) return control;
  return without === null ? 'memory' : `without ${without}`;
}
