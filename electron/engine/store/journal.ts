import { journalEventSchema, type JournalEvent } from '../../../shared/model/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import { damaged, encodeRows, texts, type Row } from './lance/index.ts';
import type { Tables } from './tables.ts';

/**
 * The append-only list of events. Its one `add` is the commit point of the whole memory: Lance writes the rows to a
 * new file and then names it in the next manifest, which appears by one rename.
 */
export class Journal {
  readonly #tables: Tables;
  #known: readonly JournalEvent[] | null = null;

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  /** @throws KnackError MEMORY_DAMAGED where an event is no event, or the chain has a gap */
  async events(): Promise<readonly JournalEvent[]> {
    this.#known ??= await this.#read();
    return this.#known;
  }

  /** @throws KnackError INTERNAL where the events do not continue the journal */
  async append(events: readonly JournalEvent[]): Promise<void> {
    if (events.length === 0) return;
    const known = await this.events();
    const next = [...known, ...events];
    const gap = findGap(next);
    if (gap !== null) {
      throw new KnackError({
        code: 'INTERNAL',
        happened: `The events to append do not continue the journal: ${gap}.`,
        kept: 'The journal is as it was.',
        todo: 'Open the memory again and repeat the step.',
      });
    }
    const table = await this.#tables.get('journal');
    // What a failed call left is read again instead of guessed.
    this.#known = null;
    const data = encodeRows(table.schema, events.map(journalRow));
    await table.run((journal) => journal.add(data));
    this.#known = next;
  }

  /** One commit, whatever the size: it is what makes the change. */
  async rewrite(events: readonly JournalEvent[]): Promise<void> {
    const gap = findGap(events);
    if (gap !== null) throw new Error(`The journal cannot be written so: ${gap}.`);
    const table = await this.#tables.get('journal');
    this.#known = null;
    const data = encodeRows(table.schema, events.map(journalRow));
    await table.run((journal) => journal.add(data, { mode: 'overwrite' }));
    this.#known = events;
  }

  async #read(): Promise<readonly JournalEvent[]> {
    const table = await this.#tables.get('journal');
    const batches = await table.read((query) => query.select(['json']));
    const events = batches
      .flatMap((batch) => texts(batch, 'json'))
      .map((json): JournalEvent => {
        const value = parseJson(json);
        if (!journalEventSchema.safeParse(value).success) {
          throw damaged(table.place, `"${json.slice(0, 80)}" is no event`);
        }
        // As it was written, not as it was parsed: its hash covers what stands there, and a setting that a later
        // version adds would be filled in. The fold of the journal gives settings their defaults.
        return value as JournalEvent;
      })
      .sort((a, b) => a.seq - b.seq);
    const gap = findGap(events);
    if (gap !== null) throw damaged(table.place, gap);
    return events;
  }
}

function journalRow(event: JournalEvent): Row {
  return { seq: event.seq, at: event.at, kind: event.change.kind, json: JSON.stringify(event) };
}

/** Seq counts from 1 without gaps, and each event names the hash before it. The hashes themselves are for `verify`. */
function findGap(events: readonly JournalEvent[]): string | null {
  let previous = '';
  for (const [index, event] of events.entries()) {
    if (event.seq !== index + 1) return `event ${index + 1} is missing or there twice`;
    if (event.previous !== previous) return `event ${event.seq} does not follow the one before it`;
    previous = event.hash;
  }
  return null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
