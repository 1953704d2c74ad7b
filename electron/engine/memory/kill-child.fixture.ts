import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '../../../shared/numeric/index.ts';
import type { Store } from '../ports.ts';
import { planDeletion, planPin, planRedo, planRestoring, planUndo } from './decisions.ts';
import { planApproval, planRejection } from './review-plans.ts';
import { importInto, openTestMemory } from '../fixtures/memory.fixture.ts';
import type { Memory } from './memory.ts';

// A process to be killed: it builds a memory part by part and decides on what it finds, and says on stdout
// when a write begins and ends (`+name`, `-name`) and which event was acknowledged (`ack SEQ HASH`).

const [uri = '', parts = '', seed = '1'] = process.argv.slice(2);
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const writes: readonly string[] = ['append', 'addTrajectories', 'addVectors', 'writeDerived'];

/** A store that tells of its writes. */
function telling(store: Store): Store {
  return new Proxy(store, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function') return value;
      if (typeof key !== 'string' || !writes.includes(key)) return value.bind(target);
      return async (...given: unknown[]) => {
        say(`+${key}`);
        const result: unknown = await value.apply(target, given);
        say(`-${key}`);
        return result;
      };
    },
  });
}

function tell(memory: Memory): void {
  const event = memory.state.events.at(-1);
  if (event !== undefined) say(`ack ${event.seq} ${event.hash}`);
}

const random = createRandom(Number(seed));
const memory = await openTestMemory(uri, { wrap: telling });
tell(memory);
for (const file of readdirSync(parts).sort()) {
  await importInto(memory, [join(parts, file)]);
  tell(memory);
  for (let turn = 0; turn < 4; turn += 1) {
    await memory.decide((state) => {
      const proposal = state.derived.proposals.find(({ status }) => status === 'pending');
      const items = state.derived.procedures;
      const item = items[random.whole(Math.max(1, items.length))];
      switch (random.whole(5)) {
        case 0:
          if (proposal !== undefined) return planApproval(state, proposal.id);
          break;
        case 1:
          if (proposal !== undefined) return planRejection(state, proposal.id, 'not this one');
          break;
        case 2:
          if (item !== undefined)
            return item.status === 'live' ? planDeletion(state, item.id) : planRestoring(state, item.id);
          break;
        case 3:
          if (turn > 0 && state.folded.undo !== null) return planUndo(state);
          break;
      }
      const any = items[0];
      if (any !== undefined) return planPin(state, any.id, !any.pinned);
      // Undoing may take back every import: then the last undo is taken back.
      return state.folded.undo === null ? planRedo(state) : planUndo(state);
    });
    tell(memory);
  }
}
await memory.close();
say('done');
