import type { JsonValue } from '../../../../../shared/model/index.ts';
import { asList, asObject, asText, type JsonObject, member, objectsIn, parseInner, without } from '../../json-view.ts';
import { limits } from '../../limits.ts';
import { pythonLiteral } from '../../python-literal.ts';
import {
  type Claim,
  type Found,
  type RawRecord,
  type Reader,
  rejected,
  type Sample,
  type Session,
} from '../../reader.ts';
import { milliseconds, type Span, type SpanKind } from './span.ts';
import { traceEpisode } from './traces.ts';

const KINDS: Readonly<Record<string, SpanKind>> = { llm: 'model', tool: 'tool', retriever: 'tool' };
const TYPES: ReadonlySet<string> = new Set([...Object.keys(KINDS), 'chain', 'prompt', 'parser', 'embedding']);
const USED: ReadonlySet<string> = new Set([
  'id',
  'trace_id',
  'name',
  'inputs',
  'outputs',
  'serialized',
  'events',
  'dotted_order',
  'parent_run_id',
  'parent_run_ids',
  'child_run_ids',
  'direct_child_run_ids',
  'child_runs',
  'attachments',
  'manifest_id',
  'inputs_preview',
  'outputs_preview',
  'app_path',
  'error',
  'feedback_stats',
  'feedback',
]);

/** LangSmith runs: payloads of the SDK (`{"post", "patch"}`), runs by line, in a list, or with their children inside. */
export const langsmith: Reader = { format: 'langsmith', claim, open };

function claim({ records }: Sample): Claim | null {
  const known = records.filter(({ value }) => runsIn(value).some(isRun)).length;
  if (known === 0 || known * 2 <= records.length) return null;
  return { confidence: 0.95, reason: 'runs with `run_type`, inputs and outputs', unit: 'record' };
}

function isRun(run: JsonObject): boolean {
  if (typeof run['id'] !== 'string' || !TYPES.has(asText(run['run_type']) ?? '')) return false;
  return ['inputs', 'outputs', 'dotted_order', 'trace_id'].some((key) => Object.hasOwn(run, key));
}

/** The runs of a record, posts before the patches that complete them, children after the run that holds them. */
function runsIn(value: JsonValue): readonly JsonObject[] {
  const object = asObject(value);
  if (object === null) return [];
  const [post, patch] = [asList(member(object, 'post')), asList(member(object, 'patch'))];
  const given = post === null && patch === null ? [object] : [...objectsIn(post ?? []), ...objectsIn(patch ?? [])];
  const runs: JsonObject[] = [...given];
  // Grows while it is walked.
  for (const run of runs) runs.push(...objectsIn(run['child_runs']));
  return runs;
}

function open(): Session {
  let runs = new Map<string, JsonObject>();
  let characters = 0;
  let record = 0;
  const release = function* (): Generator<Found> {
    for (const trace of Map.groupBy(runs.values(), traceOf).values()) {
      yield read(record, trace);
      record += 1;
    }
    runs = new Map();
    characters = 0;
  };
  return {
    *take({ index, value }: RawRecord): Generator<Found> {
      const given = runsIn(value).filter((run) => typeof run['id'] === 'string');
      if (given.length === 0) {
        yield rejected(index, 'it is no run');
        return;
      }
      for (const run of given) {
        const id = asText(run['id']) ?? '';
        runs.set(id, completed(runs.get(id), run));
      }
      characters += JSON.stringify(value).length;
      if (characters > limits.heldCharacters) yield* release();
    },
    *end() {
      yield* release();
    },
  };
}

/** A run with what a later record of it says; an empty field there does not take anything away. */
function completed(run: JsonObject | undefined, later: JsonObject): JsonObject {
  if (run === undefined) return later;
  const told = Object.entries(later).filter(([key, value]) => {
    const object = asObject(value);
    const isEmpty =
      value === null || (object !== null && Object.keys(object).length === 0) || asList(value)?.length === 0;
    return !isEmpty || !Object.hasOwn(run, key);
  });
  return { ...run, ...Object.fromEntries(told) };
}

/** The trace by its id, else by the first part of `dotted_order`, else by the parent. */
function traceOf(run: JsonObject): string {
  const order = asText(run['dotted_order'])?.split('.', 1)[0];
  const first = order === undefined ? undefined : order.slice(order.indexOf('Z') + 1);
  return asText(run['trace_id']) ?? first ?? asText(run['parent_run_id']) ?? asText(run['id']) ?? '';
}

function read(record: number, runs: readonly JsonObject[]): Found {
  const ordered = runs.toSorted((a, b) => compare(asText(a['dotted_order']) ?? '', asText(b['dotted_order']) ?? ''));
  const ids = new Set(ordered.map((run) => run['id']));
  const root = ordered.find((run) => !ids.has(run['parent_run_id'] ?? null)) ?? ordered[0] ?? {};
  return traceEpisode(record, ordered.map(spanOf), { scores: feedbackIn(root), extra: without(root, USED), raw: root });
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function spanOf(run: JsonObject): Span {
  const kind = KINDS[asText(run['run_type']) ?? ''] ?? 'other';
  const [inputs, outputs] = [asData(run['inputs']), asData(run['outputs'])];
  const name = asText(run['name']) ?? '';
  const isTool = kind === 'tool';
  return {
    id: asText(run['id']) ?? '',
    parent: asText(run['parent_run_id']),
    trace: traceOf(run),
    name,
    kind,
    start: milliseconds(run['start_time']),
    input: isTool ? argumentsIn(inputs) : inputs,
    output: outputs,
    tool: isTool ? name : '',
    callId: isTool ? callIdIn(run, outputs) : null,
    error: asText(run['error']) ?? (run['status'] === 'error' ? 'error' : null),
  };
}

/** Exports as tables keep inputs and outputs as JSON text. */
function asData(value: JsonValue | undefined): JsonValue | undefined {
  return typeof value === 'string' && /^\s*[[{]/.test(value) ? (parseInner(value) ?? value) : value;
}

/** LangChain gives a tool its arguments as one text, written as Python does. */
function argumentsIn(inputs: JsonValue | undefined): JsonValue | undefined {
  const object = asObject(inputs);
  const text = object !== null && Object.keys(object).length === 1 ? asText(object['input']) : null;
  if (text === null || !/^\s*\{/.test(text)) return inputs;
  return asObject(parseInner(text)) ?? asObject(pythonLiteral(text)) ?? inputs;
}

function callIdIn(run: JsonObject, outputs: JsonValue | undefined): string | null {
  const message = asObject(asObject(outputs)?.['output']);
  const told = asObject(message?.['kwargs']) ?? message;
  return asText(told?.['tool_call_id']) ?? asText(asObject(asObject(run['extra'])?.['metadata'])?.['tool_call_id']);
}

/** Feedback by key: the mean of what was given, or the values as they stand. */
function feedbackIn(run: JsonObject): Record<string, JsonValue> {
  const stats = asObject(asData(run['feedback_stats'])) ?? {};
  const means = Object.entries(stats).map(([key, stat]): readonly [string, JsonValue] => [
    key,
    asObject(stat)?.['avg'] ?? null,
  ]);
  const single = objectsIn(run['feedback']).map((one): readonly [string, JsonValue] => [
    asText(one['key']) ?? '',
    one['score'] ?? one['value'] ?? null,
  ]);
  return Object.fromEntries([...means, ...single].filter(([key, value]) => key !== '__proto__' && value !== null));
}
