import { parseJson } from '../clean.ts';
import { type ByteSource, decoded } from '../bytes/index.ts';
import type { JsonValue } from '../../../../shared/model/index.ts';
import { asList, asObject } from '../json-view.ts';
import { limits } from '../limits.ts';
import { keptSource } from './packed.ts';
import type { ZipContents, ZipMember } from './zip.ts';

const SAMPLE = /^samples\/[^/]+\.json$/;
const HEADERS = ['header.json', '_journal/start.json'] as const;

/** Whether an archive is the log of one evaluation by Inspect (`.eval`): a header, and samples a file each. */
export function isEvalLog({ members }: ZipContents): boolean {
  const names = new Set(members.map((member) => member.name));
  if (!HEADERS.some((header) => names.has(header))) return false;
  const isPart = (name: string): boolean =>
    SAMPLE.test(name) || name === 'summaries.json' || name.startsWith('_journal/summaries/');
  return names.has('_journal/start.json') || [...names].some(isPart);
}

/**
 * The log as the one JSON object that Inspect also writes, sample by sample. A member that cannot be unpacked or parsed
 * is a text in its place that says why. The digest of the source is that of the archive.
 */
export async function evalLogSource(archive: ByteSource, { members }: ZipContents): Promise<ByteSource> {
  const samples = members.filter((member) => SAMPLE.test(member.name));
  const header = HEADERS.flatMap((name) => members.find((member) => member.name === name) ?? [])[0];
  const stream = async function* (): AsyncGenerator<Buffer> {
    yield Buffer.from(`${await opening(header)},"samples":[`);
    for (const [index, sample] of samples.entries()) {
      if (index > 0) yield Buffer.from(',');
      yield await textOf(sample);
    }
    yield Buffer.from(']}');
  };
  const size = samples.reduce((sum, sample) => sum + sample.size + 1, 64 + (header?.size ?? 0));
  return { ...(await keptSource(size, stream)), origin: archive };
}

/** The header without its closing bracket; what would come again as samples is left out. */
async function opening(header: ZipMember | undefined): Promise<string> {
  const parsed = header === undefined ? '' : parseJson((await textOf(header)).toString('utf8'));
  const object = typeof parsed === 'string' ? null : asObject(parsed.json);
  const { samples: _samples, reductions: _reductions, ...rest } = object ?? {};
  const told = Object.keys(rest).length === 0 ? { version: 0, eval: { run_id: '' } } : rest;
  return JSON.stringify(told).slice(0, -1);
}

async function textOf(member: ZipMember): Promise<Buffer> {
  const fault = (reason: string): Buffer => Buffer.from(JSON.stringify(`${member.name}: ${reason}`));
  if (member.size > limits.document) return fault(`it is larger than ${limits.document / 1024 ** 2} MiB`);
  const parts: Buffer[] = [];
  try {
    for await (const part of member.stream()) parts.push(part);
  } catch (error) {
    return fault(error instanceof Error ? error.message : String(error));
  }
  const bytes = Buffer.concat(parts);
  const parsed = parseJson(decoded(bytes).text);
  if (typeof parsed === 'string') return fault(parsed);
  if (bytes.length <= limits.record) return bytes;
  const smaller = Buffer.from(JSON.stringify(withoutRepeats(parsed.json)));
  return smaller.length <= limits.record
    ? smaller
    : fault(`it is larger than ${limits.record / 1024 ** 2} MiB, also without its events`);
}

/** A large sample is large by its events and what was kept beside, which tell again what its messages tell. */
function withoutRepeats(json: JsonValue): JsonValue {
  const sample = asObject(json);
  const messages = asList(sample?.['messages']);
  if (sample === null || messages === null || messages.length === 0) return json;
  const { events: _events, store: _store, timelines: _timelines, ...rest } = sample;
  return rest;
}
