import type { JsonValue } from '../../../../../shared/model/index.ts';
import { asList, asObject, asText, type JsonObject, objectsIn, parseInner, valueAt } from '../../json-view.ts';
import type { SpanKind } from './span.ts';

/** OTLP's `[{"key", "value": {"stringValue"}}]` as an object; any other attributes as they are. */
export function attributesOf(value: JsonValue | undefined): JsonObject {
  const list = asList(value);
  if (list === null) return asObject(value) ?? {};
  const pairs = objectsIn(list).flatMap((one): readonly (readonly [string, JsonValue])[] => {
    const key = asText(one['key']);
    return key === null || key === '__proto__' ? [] : [[key, anyValue(one['value'])]];
  });
  return Object.fromEntries(pairs);
}

/** OTLP's AnyValue (opentelemetry.proto.common.v1) as JSON; integers are text there. */
function anyValue(value: JsonValue | undefined): JsonValue {
  const object = asObject(value);
  if (object === null) return value ?? null;
  if (object['intValue'] !== undefined) return Number(object['intValue']);
  const list = asObject(object['arrayValue']);
  if (list !== null) return (asList(list['values']) ?? []).map((one) => anyValue(one));
  const inner = asObject(object['kvlistValue']);
  if (inner !== null) return attributesOf(inner['values']);
  return object['stringValue'] ?? object['boolValue'] ?? object['doubleValue'] ?? object['bytesValue'] ?? null;
}

/** The first of the attributes that is there, by its flat name or along nested objects. */
export function firstOf(attributes: JsonObject, names: readonly string[]): JsonValue | undefined {
  for (const name of names) {
    const value = valueAt(attributes, name) ?? (FLATTENED.has(name) ? listed(attributes, name) : undefined);
    if (value !== undefined && value !== null && value !== '') return value;
  }
  return undefined;
}

/** Attributes of which the parts may be attributes by themselves. */
const FLATTENED: ReadonlySet<string> = new Set([
  'llm.input_messages',
  'llm.output_messages',
  'gen_ai.input.messages',
  'gen_ai.output.messages',
  'gen_ai.prompt',
  'gen_ai.completion',
]);

/** A list or object that was flattened into names with numbers: `llm.input_messages.0.message.role`. */
function listed(attributes: JsonObject, name: string): JsonValue | undefined {
  const prefix = `${name}.`;
  const root: Record<string, JsonValue> = {};
  let isThere = false;
  for (const [key, value] of Object.entries(attributes)) {
    if (!key.startsWith(prefix)) continue;
    const path = key.slice(prefix.length).split('.');
    if (path.length > 12 || path.includes('__proto__')) continue;
    isThere = put(root, path, value) || isThere;
  }
  return isThere ? withLists(root) : undefined;
}

function put(root: Record<string, JsonValue>, path: readonly string[], value: JsonValue): boolean {
  let node = root;
  for (const part of path.slice(0, -1)) {
    const next = Object.hasOwn(node, part) ? node[part] : {};
    if (asObject(next) === null) return false;
    node[part] = next ?? {};
    // It was made here, or is an object that was made here.
    node = next as Record<string, JsonValue>;
  }
  node[path.at(-1) ?? ''] = value;
  return true;
}

function withLists(value: JsonValue): JsonValue {
  const object = asObject(value);
  if (object === null) return value;
  const entries = Object.entries(object).map(([key, inner]): readonly [string, JsonValue] => [key, withLists(inner)]);
  if (!entries.every(([key]) => /^\d{1,6}$/.test(key))) return Object.fromEntries(entries);
  return entries.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, inner]) => inner);
}

const OF_MODEL: ReadonlySet<string> = new Set([
  'chat',
  'text_completion',
  'completion',
  'generate_content',
  'llm',
  'message',
]);
const OF_TOOL: ReadonlySet<string> = new Set(['execute_tool', 'tool', 'retriever', 'ai.toolcall']);

/** The kind of a span by its attributes: OpenInference, OpenTelemetry GenAI, the AI SDK, OpenLLMetry. */
export function kindOf(attributes: JsonObject): SpanKind | null {
  const told = [
    'openinference.span.kind',
    'gen_ai.operation.name',
    'traceloop.span.kind',
    'llm.request.type',
    'ai.operationId',
  ];
  for (const name of told) {
    const kind = asText(firstOf(attributes, [name]))?.toLowerCase();
    if (kind === undefined) continue;
    if (OF_TOOL.has(kind)) return isHappening(attributes) ? 'other' : 'tool';
    if (OF_MODEL.has(kind) || /\.do(?:generate|stream)$/.test(kind)) return 'model';
    // Another convention may say more about a workflow.
    if (!['workflow', 'task'].includes(kind)) return 'other';
  }
  if (firstOf(attributes, ['gen_ai.tool.name', 'gen_ai.tool.call.id', 'ai.toolCall.name']) !== undefined) return 'tool';
  const asked = firstOf(attributes, [
    'llm.input_messages',
    'gen_ai.input.messages',
    'gen_ai.prompt',
    'ai.prompt.messages',
  ]);
  return asked === undefined ? null : 'model';
}

/** BeeAI records what happens during a call as spans of their own (`tool.search.start`), which are no calls. */
function isHappening(attributes: JsonObject): boolean {
  const target = asText(attributes['target']);
  const name = asText(attributes['name']);
  return target !== null && name !== null && target.endsWith(`.${name}`);
}

/** What was sent to a model, what it said, and the instructions beside. */
export function exchangeIn(attributes: JsonObject): {
  readonly input: JsonValue | undefined;
  readonly output: JsonValue | undefined;
  readonly system: JsonValue | undefined;
} {
  return {
    input: firstOf(attributes, [
      'gen_ai.input.messages',
      'llm.input_messages',
      'gen_ai.prompt',
      'ai.prompt.messages',
      'ai.prompt',
      'traceloop.entity.input',
      'input.value',
    ]),
    output:
      saidByAiSdk(attributes) ??
      firstOf(attributes, [
        'gen_ai.output.messages',
        'llm.output_messages',
        'gen_ai.completion',
        'traceloop.entity.output',
        'output.value',
      ]),
    system: firstOf(attributes, ['gen_ai.system_instructions']),
  };
}

/** The AI SDK tells text, object and calls of one answer apart. */
function saidByAiSdk(attributes: JsonObject): JsonValue | undefined {
  const text = asText(attributes['ai.response.text']) ?? asText(attributes['ai.response.object']);
  const told = attributes['ai.response.toolCalls'];
  const calls = objectsIn(typeof told === 'string' ? parseInner(told) : told);
  if (text === null && calls.length === 0) return undefined;
  const parts = calls.map((call) => ({ ...call, type: 'tool-call' }));
  return { role: 'assistant', content: [...(text === null ? [] : [{ type: 'text', text }]), ...parts] };
}

/** Name, id, arguments and result of a call of a tool. */
export function toolIn(attributes: JsonObject, spanName: string) {
  const named = asText(
    firstOf(attributes, ['gen_ai.tool.name', 'tool.name', 'ai.toolCall.name', 'traceloop.entity.name']),
  );
  return {
    tool: named ?? spanName.replace(/^(?:execute_tool |running tool: ?|tool[.:] ?)/, ''),
    callId: asText(firstOf(attributes, ['gen_ai.tool.call.id', 'tool_call.id', 'ai.toolCall.id', 'tool.id'])),
    input: firstOf(attributes, [
      'gen_ai.tool.call.arguments',
      'ai.toolCall.args',
      'ai.toolCall.input',
      'input.value',
      'tool.parameters',
      'traceloop.entity.input',
    ]),
    output: firstOf(attributes, [
      'gen_ai.tool.call.result',
      'ai.toolCall.result',
      'ai.toolCall.output',
      'output.value',
      'traceloop.entity.output',
    ]),
  };
}
