import type { JsonValue } from '../../../../../shared/model/index.ts';
import { asList, asObject, asText, type JsonObject, member, objectsIn } from '../../json-view.ts';
import {
  type Claim,
  type Found,
  type RawRecord,
  type Reader,
  rejected,
  type Sample,
  type Session,
} from '../../reader.ts';
import { attributesOf, exchangeIn, firstOf, kindOf, toolIn } from './attributes.ts';
import { milliseconds, type Span } from './span.ts';
import { WaitingTraces } from './traces.ts';

/**
 * Spans of OpenTelemetry GenAI, OpenInference, the AI SDK and OpenLLMetry, as SDKs dump them (a list, by line, or one after
 * the other) and as OTLP's JSON. A trace is an episode.
 */
export const otelSpans: Reader = { format: 'otel-spans', claim, open };

function claim({ records, members, layout }: Sample): Claim | null {
  if (layout === 'object' && members.some(({ key, value }) => isResourceList(key, value)))
    return { confidence: 0.95, reason: 'spans by resource, as OTLP writes them', unit: 'record' };
  const holds = records.filter(({ value }) => spansIn(value).length > 0).length;
  const empty = records.filter(({ value }) => isEmptyBatch(value)).length;
  if (holds === 0 || Math.max(holds, empty) * 2 <= records.length) return null;
  return { confidence: 0.95, reason: 'spans with trace, time and attributes', unit: 'record' };
}

function isResourceList(key: string | null, value: JsonValue): boolean {
  return (key === 'resourceSpans' || key === 'resource_spans') && asList(value) !== null;
}

function open(): Session {
  const traces = new WaitingTraces();
  return {
    *take({ index, value }: RawRecord): Generator<Found> {
      const spans = spansIn(value);
      if (spans.length === 0 && !isEmptyBatch(value)) yield rejected(index, 'it is no span');
      const characters = JSON.stringify(value).length / Math.max(1, spans.length);
      for (const { raw, span } of spans) yield* traces.add({ span, scores: scoresIn(raw) }, characters);
    },
    *end() {
      yield* traces.release();
    },
  };
}

function isEmptyBatch(value: JsonValue): boolean {
  const object = asObject(value) ?? {};
  return asList(object['resourceSpans'] ?? object['resource_spans']) !== null;
}

interface Seen {
  readonly raw: JsonObject;
  readonly span: Span;
}

/** The spans in a record: itself, those of an OTLP batch, or those in a list under `spans` or `data`. */
function spansIn(value: JsonValue): readonly Seen[] {
  const object = asObject(value);
  if (object === null) return [];
  const resources = objectsIn(object['resourceSpans'] ?? object['resource_spans']);
  const scopes = resources.flatMap((one) =>
    objectsIn(one['scopeSpans'] ?? one['scope_spans'] ?? one['instrumentationLibrarySpans']),
  );
  if (resources.length > 0) return scopes.flatMap((scope) => objectsIn(scope['spans']).flatMap(seen));
  const lists = [object['spans'], object['data']].map(objectsIn).find((list) => list.length > 0);
  return seen(object).concat((lists ?? []).flatMap(seen));
}

function seen(raw: JsonObject): Seen[] {
  const span = spanOf(raw);
  return span === null ? [] : [{ raw, span }];
}

/** A span of any SDK, or null: it has a trace, an id, a time, and a name or attributes. */
function spanOf(raw: JsonObject): Span | null {
  const context = asObject(raw['spanContext']) ?? asObject(raw['_spanContext']) ?? asObject(raw['context']) ?? raw;
  const trace = idOf(context, ['traceId', 'trace_id']) ?? idOf(raw, ['traceId', 'trace_id', 'context.trace_id']);
  const id = idOf(context, ['spanId', 'span_id']) ?? idOf(raw, ['spanId', 'span_id', 'context.span_id']);
  const start = raw['startTimeUnixNano'] ?? raw['start_time_unix_nano'] ?? raw['startTime'] ?? raw['start_time'];
  if (trace === null || id === null || start === undefined) return null;
  if (!Object.hasOwn(raw, 'attributes') && !Object.hasOwn(raw, 'name')) return null;
  const attributes = withDetails(raw);
  const name = asText(raw['name']) ?? '';
  const kind = kindOf(attributes) ?? kindOf({ 'openinference.span.kind': asText(raw['span_kind']) ?? '' }) ?? 'other';
  return {
    id,
    trace,
    parent:
      idOf(asObject(raw['parentSpanContext']) ?? {}, ['spanId']) ??
      idOf(raw, ['parentSpanId', 'parent_span_id', 'parent_id', 'parentId']),
    name,
    kind,
    start: milliseconds(start),
    tool: '',
    callId: null,
    ...exchangeIn(attributes),
    ...(kind === 'tool' ? toolIn(attributes, name) : {}),
    error: errorIn(raw, attributes),
  };
}

function idOf(object: JsonObject, names: readonly string[]): string | null {
  const id = names.map((name) => asText(member(object, name))).find((one) => one !== null && one !== '');
  return id === undefined || id === null ? null : id.replace(/^0x/, '');
}

/** Messages may stand in an event of the span instead of its attributes. */
function withDetails(raw: JsonObject): JsonObject {
  const details = objectsIn(raw['events']).filter((event) => asText(event['name'])?.startsWith('gen_ai.') === true);
  const own = Object.entries(raw).filter(([key]) => key.startsWith('attributes.'));
  const flat = Object.fromEntries(own.map(([key, value]) => [key.slice('attributes.'.length), value]));
  return Object.assign(
    {},
    ...details.map((event) => attributesOf(event['attributes'])),
    flat,
    attributesOf(raw['attributes']),
  );
}

function errorIn(raw: JsonObject, attributes: JsonObject): string | null {
  const status = asObject(raw['status']) ?? {};
  const code = status['code'] ?? status['status_code'] ?? raw['status_code'];
  if (code !== 2 && code !== 'ERROR' && code !== 'STATUS_CODE_ERROR') return null;
  return (
    asText(status['message']) ?? asText(status['description']) ?? asText(firstOf(attributes, ['error.type'])) ?? 'error'
  );
}

/** Evaluations: events of OpenTelemetry GenAI, and OpenInference's `evaluation.*` with a name. */
function scoresIn(raw: JsonObject): Record<string, JsonValue> {
  const events = objectsIn(raw['events']).map((event) => attributesOf(event['attributes']));
  const scores = [attributesOf(raw['attributes']), ...events].flatMap(
    (attributes): readonly (readonly [string, JsonValue])[] => {
      const name = asText(firstOf(attributes, ['gen_ai.evaluation.name', 'evaluation.name']));
      const value = firstOf(attributes, [
        'gen_ai.evaluation.score.label',
        'gen_ai.evaluation.score.value',
        'evaluation.label',
        'evaluation.score',
      ]);
      return name === null || name === '__proto__' || value === undefined ? [] : [[name, value]];
    },
  );
  return Object.fromEntries(scores);
}
