import type { MempEntry, Settings } from '../../../../shared/model/index.ts';
import { readFactsOf, type FactKeys } from './goal-facts.ts';
import { retrieve, seedOfTask, type Retrievable, type RetrievalPolicy, type Retrieved } from './retrieve.ts';

export type EmbedTexts = (texts: readonly string[]) => Promise<readonly Float32Array[]>;

/** A task that somebody has now, with what the entries are compared by. */
export interface AskedTask {
  readonly facts: MempEntry['facts'];
  retrieve(policy: RetrievalPolicy, settings: RetrievalSettings, seed?: number): readonly Retrieved[];
}

export type RetrievalSettings = Pick<Settings, 'mempCount' | 'mempThreshold' | 'mempCoverage'>;

/** Reads a task against the entries: its facts, where they are not given, are the words that entries have under a key. Rules Q2, Q5 to Q8. */
export async function askEntries(
  entries: readonly MempEntry[],
  {
    goal,
    facts = readTaskFacts(entries, goal),
  }: { readonly goal: string; readonly facts?: MempEntry['facts'] | undefined },
  embed: EmbedTexts,
): Promise<AskedTask> {
  const texts = [
    ...new Set([
      goal,
      ...Object.values(facts),
      ...entries.flatMap((entry) => [entry.query, ...Object.values(entry.facts)]),
    ]),
  ];
  const vectors = await embed(texts);
  const vectorOf = new Map(texts.map((text, at) => [text, vectors[at] ?? new Float32Array()]));
  const read = (query: string, own: MempEntry['facts']): Omit<Retrievable, 'id'> => ({
    query: vectorOf.get(query) ?? new Float32Array(),
    facts: new Map(Object.entries(own).map(([key, value]) => [key, vectorOf.get(value) ?? new Float32Array()])),
  });
  const pool = entries.map((entry): Retrievable => ({ id: entry.id, ...read(entry.query, entry.facts) }));
  const task = read(goal, facts);
  return {
    facts,
    retrieve: (policy, settings, seed = 0) =>
      retrieve(pool, task, {
        policy,
        count: settings.mempCount,
        threshold: settings.mempThreshold,
        coverage: settings.mempCoverage,
        seed: seedOfTask(`${seed} ${goal}`),
      }),
  };
}

/** The facts of a task by the rules: its words that entries have under a key. Rule Q2. */
export function readTaskFacts(entries: readonly MempEntry[], goal: string): MempEntry['facts'] {
  return readFactsOf(goal, keysOf(entries));
}

/** The key under which entries have a value most often. */
function keysOf(entries: readonly MempEntry[]): FactKeys {
  const tallies = new Map<string, Map<string, number>>();
  for (const { facts } of entries) {
    for (const [key, value] of Object.entries(facts)) {
      const tally = tallies.get(value) ?? new Map<string, number>();
      tallies.set(value, tally.set(key, (tally.get(key) ?? 0) + 1));
    }
  }
  const commonest = (tally: ReadonlyMap<string, number>): string =>
    [...tally].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? 'value';
  return new Map([...tallies].map(([value, tally]) => [value, commonest(tally)]));
}

/** Estimated tokens of an entry in a prompt, as the build keeps it. */
export function entryTokens({ tokens }: MempEntry, build: Settings['mempBuild']): number {
  switch (build) {
    case 'trajectory':
      return tokens.trajectory;
    case 'script':
      return tokens.script;
    case 'proceduralization':
      return tokens.trajectory + tokens.script;
  }
}
