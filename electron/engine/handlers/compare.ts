import type { StatePlace } from '../../../shared/contract/index.ts';
import { compareStates, type ComparableState } from '../compare/index.ts';
import type { Engine } from '../engine.ts';
import { comparable, countsOf, readStateOf, stateAt } from '../memory/index.ts';
import { readSnapshotState } from '../snapshot/index.ts';
import { os } from './wire.ts';

export function compareHandlers(engine: Engine) {
  return {
    stateAt: os.compare.stateAt.handler(({ input }) => {
      const { memory } = engine;
      return memory.exclusive(async () => {
        const { state, missing } = await stateAt(memory, input.seq);
        return { seq: input.seq, stateHash: state.stateHash, counts: countsOf(state), missing };
      });
    }),
    states: os.compare.states.handler(async ({ input }) => {
      const a = await load(engine, input.a);
      const b = await load(engine, input.b);
      return { ...compareStates(a.state, b.state), missing: [...new Set([...a.missing, ...b.missing])] };
    }),
  };
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
