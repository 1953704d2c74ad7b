import type { JsonValue } from '../../../../shared/model/index.ts';
import { parseJson } from '../clean.ts';
import { asObject } from '../json-view.ts';
import { limits } from '../limits.ts';
import type { Layout, RawRecord, Sample, Unit } from '../reader.ts';
import { asUtf8 } from './encoding.ts';
import { mended } from './mend.ts';
import { type Cut, rawRecords } from './records.ts';
import type { ByteSource } from './source.ts';
import { delimiterOf, firstRecords } from './table.ts';

const NEWLINE = 0x0a;

/** Looks at the first bytes: 256 KiB, and further (at most 33 MiB, more than a record may have) only where no record is complete by then. */
export async function takeSample(source: ByteSource): Promise<Sample> {
  const first = await source.head(limits.peek);
  const text = await look(source, first);
  const settled = text.layout === 'text' || text.layout === 'table' || source.size <= limits.peek;
  // Without one whole line nobody can tell a long first line from a document.
  const enough = settled || (text.records.length > 0 && (text.layout === 'list' || first.includes(NEWLINE)));
  return enough ? text : look(source, await source.head(limits.peekAtMost));
}

async function look(source: ByteSource, bytes: Buffer): Promise<Sample> {
  const whole = bytes.length >= source.size;
  const parts: Buffer[] = [];
  for await (const part of asUtf8(piecesOf(bytes))) parts.push(part);
  const utf8 = Buffer.concat(parts);
  const head = utf8.subarray(0, limits.headCharacters).toString('utf8');
  const layout = jsonLayoutOf(utf8, whole);
  if (layout === null) return textSample(utf8, { head, whole });
  const take = (unit: Unit): Promise<readonly RawRecord[]> =>
    firstOf(utf8, { layout, unit, list: null, delimiter: null });
  if (layout !== 'object') return { layout, head, records: await take('record'), members: [], delimiter: null };
  const members = seenMembers(utf8) ?? (await take('member'));
  const object: JsonValue = Object.fromEntries(members.map((one) => [one.key ?? '', one.value]));
  const records = members.length === 0 ? [] : [{ index: 0, key: null, value: object }];
  return { layout, head, records, members, delimiter: null };
}

/** The members of an object as far as they are there, the last one perhaps in part; null where a fault stands before. */
function seenMembers(utf8: Buffer): readonly RawRecord[] | null {
  const seen = parseJson(mended(utf8.toString('utf8')));
  const object = typeof seen === 'string' ? null : asObject(seen.json);
  const entries = Object.entries(object ?? {}).slice(0, limits.sampleMembers);
  return entries.length === 0 ? null : entries.map(([key, value], index) => ({ index, key, value }));
}

async function firstOf(utf8: Buffer, cut: Cut): Promise<readonly RawRecord[]> {
  const records: RawRecord[] = [];
  let faults = 0;
  for await (const batch of rawRecords(piecesOf(utf8), cut)) {
    for (const raw of batch) {
      if (raw.kind === 'record') records.push(raw.record);
      faults += raw.kind === 'rejection' ? 1 : 0;
      if (records.length >= limits.sampleRecords || faults >= limits.sampleFaults) return records;
    }
  }
  return records;
}

async function* piecesOf(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += limits.peek) yield bytes.subarray(at, at + limits.peek);
}

/** How JSON is arranged here, or null when this is none. */
function jsonLayoutOf(bytes: Buffer, whole: boolean): Layout | null {
  const text = bytes.toString('utf8').trimStart();
  const lines = firstLines(text, whole);
  const values = lines.map((line) => isContainer(line) && typeof parseJson(line) === 'object');
  const opening = text[0];
  if (opening === '[' || opening === '{') {
    // A first line that is whole by itself, with another value below it, however long that one is.
    const below = text.slice(lines[0]?.length).trimStart();
    if (values[0] === true && isContainer(below)) return 'lines';
    if (opening === '[') return 'list';
    if (lines[0] !== '{' && values.includes(true) && lines.length > 1) return 'lines';
    return followsAnother(text) ? 'values' : 'object';
  }
  return values.includes(true) ? 'lines' : null;
}

function firstLines(text: string, whole: boolean): readonly string[] {
  const lines: string[] = [];
  let from = 0;
  while (lines.length < 5 && from < text.length) {
    const at = text.indexOf('\n', from);
    if (at < 0 && !whole) break;
    const line = text.slice(from, at < 0 ? text.length : at).trimEnd();
    if (line.length > 0) lines.push(line);
    from = at < 0 ? text.length : at + 1;
  }
  return lines;
}

function isContainer(line: string): boolean {
  return line.startsWith('{') || line.startsWith('[');
}

/** True when a second value follows the first one: `{..} {..}`, with line breaks inside. */
function followsAnother(text: string): boolean {
  return /\n\}\s*\{/.test(text);
}

function textSample(utf8: Buffer, { head, whole }: { readonly head: string; readonly whole: boolean }): Sample {
  const delimiter = delimiterOf(head, whole && utf8.length <= limits.headCharacters);
  if (delimiter === null) return { layout: 'text', head, records: [], members: [], delimiter: null };
  return { layout: 'table', head, records: firstRecords(head, delimiter), members: [], delimiter };
}
