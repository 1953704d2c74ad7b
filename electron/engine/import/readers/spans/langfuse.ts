import type { JsonValue } from '../../../../../shared/model/index.ts';
import { asList, asObject, asText, type JsonObject, member, objectsIn, parseInner, without } from '../../json-view.ts';
import {
  type Claim,
  type Found,
  type RawRecord,
  type Reader,
  rejected,
  type Sample,
  type Session,
} from '../../reader.ts';
import { exchangeIn, kindOf, toolIn } from './attributes.ts';
import { milliseconds, type Span, type SpanKind } from './span.ts';
import { traceEpisode, WaitingTraces } from './traces.ts';

const KINDS: Readonly<Record<string, SpanKind>> = { GENERATION: 'model', TOOL: 'tool', RETRIEVER: 'tool' };
const TYPES: ReadonlySet<string> = new Set([
  ...Object.keys(KINDS),
  'SPAN',
  'EVENT',
  'AGENT',
  'CHAIN',
  'EMBEDDING',
  'EVALUATOR',
  'GUARDRAIL',
]);
const USED: ReadonlySet<string> = new Set([
  'id',
  'name',
  'input',
  'output',
  'observations',
  'scores',
  'metadata',
  'projectId',
  'htmlPath',
  'environment',
  'bookmarked',
  'public',
  'release',
  'version',
  'createdAt',
  'updatedAt',
]);

/** Langfuse exports: `{"trace", "observations"}`, a trace with its observations inside, or observations by themselves. */
export const langfuse: Reader = { format: 'langfuse', claim, open };

function claim({ records }: Sample): Claim | null {
  const known = records.filter(({ value }) => traceIn(value) !== null || isObservation(asObject(value))).length;
  if (known === 0 || known * 2 <= records.length) return null;
  return { confidence: 0.95, reason: 'traces with `observations`', unit: 'record' };
}

/** An observation names its type, its time and its trace. */
function isObservation(value: JsonObject | null): value is JsonObject {
  if (value === null || !TYPES.has(asText(member(value, 'type')) ?? '')) return false;
  return typeof value['id'] === 'string' && typeof value['traceId'] === 'string' && Object.hasOwn(value, 'startTime');
}

interface Trace {
  readonly trace: JsonObject;
  readonly observations: readonly JsonObject[];
}

function traceIn(value: JsonValue): Trace | null {
  const record = asObject(value);
  const list = record === null ? null : asList(member(record, 'observations'));
  if (record === null || list === null) return null;
  const trace = asObject(record['trace']) ?? record;
  if (typeof trace['id'] !== 'string') return null;
  return list.every((one) => TYPES.has(asText(asObject(one)?.['type']) ?? ''))
    ? { trace, observations: objectsIn(list) }
    : null;
}

function open(): Session {
  const waiting = new WaitingTraces();
  let record = 0;
  return {
    *take({ index, value }: RawRecord): Generator<Found> {
      const found = traceIn(value);
      const one = asObject(value);
      if (found !== null) {
        yield readTrace(record, found);
        record += 1;
      } else if (isObservation(one)) {
        const span = spanOf(one, asText(one['traceId']) ?? '');
        yield* waiting.add({ span, scores: {} }, JSON.stringify(one).length);
      } else yield rejected(index, 'it is neither a trace with observations nor an observation');
    },
    *end() {
      yield* waiting.release();
    },
  };
}

function readTrace(record: number, { trace, observations }: Trace): Found {
  const id = asText(trace['id']) ?? '';
  const spans = observations.map((one) => spanOf(one, id));
  // What the trace itself was given and gave stands above its observations.
  const above = {
    id: `trace ${id}`,
    parent: null,
    trace: id,
    name: asText(trace['name']) ?? '',
    kind: 'other' as const,
    start: Number.NEGATIVE_INFINITY,
    input: asData(trace['input']),
    output: asData(trace['output']),
    tool: '',
    callId: null,
    error: null,
  };
  const ids = new Set(spans.map((span) => span.id));
  const placed = spans.map((span) =>
    span.parent !== null && ids.has(span.parent) ? span : { ...span, parent: above.id },
  );
  return traceEpisode(record, [above, ...placed], {
    scores: scoresIn(trace['scores']),
    extra: without(trace, USED),
    raw: trace,
  });
}

function spanOf(observation: JsonObject, trace: string): Span {
  const metadata = asObject(asData(observation['metadata'])) ?? {};
  const attributes = asObject(asData(metadata['attributes'])) ?? {};
  const name = asText(observation['name']) ?? '';
  const kind = KINDS[asText(observation['type']) ?? ''] ?? kindOf(attributes) ?? 'other';
  const happening = kind === 'tool' && kindOf(attributes) === 'other' && Object.hasOwn(attributes, 'target');
  const told = kind === 'tool' ? toolIn(attributes, name) : { ...exchangeIn(attributes), tool: '', callId: null };
  return {
    id: asText(observation['id']) ?? '',
    parent: asText(observation['parentObservationId']),
    trace,
    name,
    kind: happening ? 'other' : kind,
    start: milliseconds(observation['startTime']),
    ...told,
    input: asData(observation['input']) ?? told.input,
    output: asData(observation['output']) ?? told.output,
    error: observation['level'] === 'ERROR' ? (asText(observation['statusMessage']) ?? 'error') : null,
  };
}

/** Langfuse keeps inputs and outputs as JSON text, at times encoded twice. */
function asData(value: JsonValue | undefined, depth = 0): JsonValue | undefined {
  if (value === null) return undefined;
  if (typeof value !== 'string' || depth > 1 || !/^\s*[[{"]/.test(value)) return value;
  const inner = parseInner(value);
  return inner === undefined ? value : asData(inner, depth + 1);
}

function scoresIn(value: JsonValue | undefined): Record<string, JsonValue> {
  return Object.fromEntries(
    objectsIn(value).flatMap((score): readonly (readonly [string, JsonValue])[] => {
      const name = asText(score['name']);
      if (name === null || name === '__proto__') return [];
      const isTrue = score['dataType'] === 'BOOLEAN' ? score['value'] === 1 || score['value'] === true : undefined;
      return [[name, isTrue ?? score['stringValue'] ?? score['value'] ?? null]];
    }),
  );
}
