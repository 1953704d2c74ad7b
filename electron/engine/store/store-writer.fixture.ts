import { writeSync } from 'node:fs';
import { argv } from 'node:process';
import type { Source } from '../../../shared/model/index.ts';
import { openStore } from './index.ts';
import {
  sampleBatch,
  sampleEvents,
  sampleRows,
  sampleSource,
  sampleTables,
  searchRow,
} from './store-samples.fixture.ts';

/**
 * A process for the kill tests: imports and rebuilds until it is killed, and says on stdout what it began (`write`) and
 * which event was acknowledged (`ack N`).
 */
const uri = argv[2] ?? '';
const say = (line: string) => writeSync(1, `${line}\n`);

const store = await openStore({ uri, create: true });
let events = await store.events();
await store.dropOrphans(
  events.flatMap((event): readonly Source[] => (event.change.kind === 'sources-imported' ? event.change.sources : [])),
);
say('open');

for (;;) {
  const seq = events.length + 1;
  const source = sampleSource(`source ${seq}`, 40);
  say('write');
  await store.addTrajectories(sampleBatch(source, 40));
  const next = sampleEvents(events, [{ kind: 'sources-imported', sources: [source] }]);
  await store.append(next);
  say(`ack ${seq}`);
  events = [...events, ...next];
  const tables = sampleTables({
    evidence: sampleRows('e', 400, seq),
    procedures: sampleRows('p', 20 + (seq % 5), seq),
  });
  await store.writeDerived(tables, [searchRow('p', `pour tea ${seq}`, [1, seq])], {
    seq,
    stateHash: `state ${seq}`,
    model: 'm',
  });
  if (seq % 7 === 0) await store.optimize();
  say('rest');
}
