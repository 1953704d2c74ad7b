import './quiet.ts';
import type { Connection } from '@lancedb/lancedb';
import { Field, Schema, Utf8 } from 'apache-arrow';
import { randomUUID } from 'node:crypto';
import { encodeRows, guarded, texts } from './lance/index.ts';
import {
  identifyThisProcess,
  lockedError,
  lostError,
  parseHolder,
  whereabouts,
  type Holder,
  type HolderKind,
  type Lock,
} from './lock/index.ts';

const tableName = 'lock';
const schema = new Schema([new Field('holder', new Utf8(), false)]);

/**
 * The lock of a memory that is no folder: a table, because creating one is the exclusive operation that every object
 * store of LanceDB has. The holder's process can be judged only from its own machine.
 * @throws KnackError MEMORY_LOCKED
 */
export async function takeTableLock(db: Connection, uri: string, as?: HolderKind): Promise<Lock> {
  const place = { uri, table: tableName };
  const holder: Holder = { ...(await identifyThisProcess()), nonce: randomUUID(), as };
  const present = await guarded(place, () => readTableHolder(db));
  if (present !== null) {
    const where = await whereabouts(present);
    if (where !== 'gone') {
      const release = `delete the table "${tableName}" (${uri.replace(/\/$/, '')}/${tableName}.lance)`;
      throw lockedError({ uri, holder: present, elsewhere: where === 'elsewhere', release });
    }
    await guarded(place, () => db.dropTable(tableName));
  }
  try {
    await db.createTable(tableName, encodeRows(schema, [{ holder: JSON.stringify(holder) }]), { mode: 'create' });
  } catch (error) {
    const winner = await guarded(place, () => readTableHolder(db));
    if (winner === null) throw error;
    throw lockedError({ uri, holder: winner, elsewhere: false, release: '' });
  }
  return tableLock({ db, uri, holder });
}

function tableLock({ db, uri, holder }: { db: Connection; uri: string; holder: Holder }): Lock {
  const place = { uri, table: tableName };
  const isOurs = async () => (await guarded(place, () => readTableHolder(db)))?.nonce === holder.nonce;
  const check = async () => {
    if (!(await isOurs())) throw lostError(uri);
  };
  return {
    check,
    release: async () => {
      if (await isOurs()) await guarded(place, () => db.dropTable(tableName));
    },
  };
}

/** Who holds the memory; null where nobody does. */
async function readTableHolder(db: Connection): Promise<Holder | null> {
  if (!(await db.tableNames()).includes(tableName)) return null;
  const table = await db.openTable(tableName);
  for await (const batch of table.query()) {
    const text = texts(batch, 'holder')[0];
    if (text !== undefined) return parseHolder(text);
  }
  return null;
}
