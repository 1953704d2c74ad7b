import type { Action, JsonValue, Outcome, Source, Trajectory } from '../../../shared/model/index.ts';
import { buildCorpus, type Corpus } from '../abstraction/corpus.ts';
import { hashedEmbedder } from '../embedding/index.ts';
import { analyse } from './index.ts';

/** A command, or a tool's name with its arguments. */
export type Did = string | readonly [name: string, values: Readonly<Record<string, JsonValue>>];

export interface Told {
  readonly goal: string;
  readonly outcome: Outcome;
  readonly steps: readonly (readonly [Did, string])[];
  readonly context?: string;
  readonly source?: string;
  readonly truncated?: boolean;
}

/** Episodes as an import would give them; ids follow the order of the list. */
export function episodes(told: readonly Told[]): readonly Trajectory[] {
  return told.map(({ goal, outcome, steps, context, source, truncated }, record) => ({
    id: `t${String(record).padStart(4, '0')}`,
    sourceId: source ?? 'source',
    record,
    goal,
    context: context ?? '',
    steps: steps.map(([did, observation]) => ({ action: actionOf(did), observation })),
    outcome,
    ...(truncated === undefined ? {} : { truncated }),
  }));
}

function actionOf(did: Did): Action {
  if (typeof did === 'string') return { kind: 'text', text: did };
  return { kind: 'tool', name: did[0], arguments: did[1] };
}

export function times<Item>(count: number, make: (index: number) => Item): readonly Item[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

export function corpusOf(told: readonly Told[]): Corpus {
  return buildCorpus(episodes(told).map(analyse));
}

export function sourcesOf(trajectories: readonly Trajectory[]): readonly Source[] {
  const counts = Map.groupBy(trajectories, ({ sourceId }) => sourceId);
  return [...counts].map(([id, own]) => ({ id, name: id, format: 'test', bytes: 0, trajectories: own.length }));
}

/** Hashed words: texts that share words are alike. */
export const embedWords = (texts: readonly string[]): Promise<readonly Float32Array[]> => hashedEmbedder().embed(texts);
