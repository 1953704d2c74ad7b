import type { ItemPair, StatePlace } from '../../../shared/contract/index.ts';
import { compareStates, type ComparableState } from '../compare/index.ts';
import type { Engine } from '../engine.ts';
import { comparable, countsOf, readStateOf, stateAt } from '../memory/index.ts';
import { readSnapshotState } from '../snapshot/index.ts';
import { notFound } from './library.ts';
import { os } from './wire.ts';

export function compareHandlers(engine: Engine) {
  // What was compared last: a person looks at its items one after the other.
  let last: (Both & { readonly key: string }) | null = null;
  return {
    stateAt: os.compare.stateAt.handler(({ input }) => {
      const { memory } = engine;
      return memory.exclusive(async () => {
        const { state, missing } = await stateAt(memory, input.seq);
        return { seq: input.seq, stateHash: state.stateHash, counts: countsOf(state), missing };
      });
    }),
    item: os.compare.item.handler(async ({ input }) => {
      const key = keyOf(engine, input);
      const { a, b } = last?.key === key ? last : (last = { key, ...(await loadBoth(engine, input)) });
      return pairOf(a.state, b.state, input);
    }),
    states: os.compare.states.handler(async ({ input }) => {
      const { a, b } = await loadBoth(engine, input);
      last = { key: keyOf(engine, input), a, b };
      return { ...compareStates(a.state, b.state), missing: [...new Set([...a.missing, ...b.missing])] };
    }),
  };
}

interface Both {
  readonly a: Loaded;
  readonly b: Loaded;
}

interface TwoPlaces {
  readonly a: StatePlace;
  readonly b: StatePlace;
}

/** The open memory changes with each event; what is elsewhere is read anew by each comparison. */
function keyOf(engine: Engine, { a, b }: TwoPlaces): string {
  return JSON.stringify([a, b, engine.isOpen ? engine.memory.state.stateHash : '']);
}

async function loadBoth(engine: Engine, { a, b }: TwoPlaces): Promise<Both> {
  return { a: await load(engine, a), b: await load(engine, b) };
}

function pairOf(
  a: ComparableState,
  b: ComparableState,
  { table, id }: { readonly table: ItemPair['table']; readonly id: string },
): ItemPair {
  const find = <T extends { readonly id: string }>(list: readonly T[]): T | null =>
    list.find((one) => one.id === id) ?? null;
  if (table === 'procedure') {
    const [before, after] = [find(a.procedures), find(b.procedures)];
    if (before === null && after === null) throw notFound('procedure', id);
    return { table, before, after };
  }
  const [before, after] = [find(a.metaProcedures), find(b.metaProcedures)];
  if (before === null && after === null) throw notFound('meta-procedure', id);
  const named = new Set([...(before?.sequence ?? []), ...(after?.sequence ?? [])]);
  const goals = [...a.procedures, ...b.procedures].flatMap((one) =>
    named.has(one.id) ? [[one.id, one.body.goal] as const] : [],
  );
  return { table, before, after, goals: Object.fromEntries(goals) };
}

interface Loaded {
  readonly state: ComparableState;
  readonly missing: readonly string[];
}

async function load(engine: Engine, place: StatePlace): Promise<Loaded> {
  switch (place.kind) {
    case 'open': {
      const { memory } = engine;
      const { seq } = place;
      if (seq === null) return { state: comparable(memory.state), missing: [] };
      const past = await memory.exclusive(() => stateAt(memory, seq));
      return { state: comparable(past.state), missing: past.missing };
    }
    case 'memory': {
      if (engine.isOpen && engine.isAt(place.uri)) return load(engine, { kind: 'open', seq: place.seq });
      const store = await engine.config.openStore({ uri: place.uri, create: false, read: true });
      try {
        const past = await readStateOf(store, await engine.replayParts(), place.seq);
        // Tables are read when they are first asked for: while the store is open.
        return { state: comparable(past.state), missing: past.missing };
      } finally {
        await store.close();
      }
    }
    case 'snapshot':
      return { state: comparable(await readSnapshotState(place.file, await engine.replayParts())), missing: [] };
  }
}
