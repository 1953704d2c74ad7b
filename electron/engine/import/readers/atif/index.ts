import type { JsonValue } from '../../../../../shared/model/index.ts';
import { conversationOf } from '../../conversation/index.ts';
import { asList, asObject, asText, extraOf, type JsonObject, member, without } from '../../json-view.ts';
import { limits } from '../../limits.ts';
import { usualVerdict } from '../../outcome/index.ts';
import {
  type Claim,
  type Draft,
  episode,
  type Found,
  type Reader,
  rejected,
  type Sample,
  type Session,
} from '../../reader.ts';
import { documentIn, filesOf, namesOf } from './document.ts';
import { type Linked, linked, type Placed } from './links.ts';
import { ownDraft } from './own.ts';
import { turnsOf } from './turns.ts';

export { documentIn } from './document.ts';
export type { Own } from './own.ts';

const USED: ReadonlySet<string> = new Set([
  'schema_version',
  'steps',
  'agent',
  'final_metrics',
  'subagent_trajectories',
  'continued_trajectory_ref',
]);
const OF_AGENT: ReadonlySet<string> = new Set(['tool_definitions']);

/** Harbor's ATIF 1.0 to 1.7: a document, documents by line, in a list, or by name in one object. */
export const atif: Reader = {
  format: 'atif',
  claim,
  open,
  refersTo(record) {
    const document = documentIn(record);
    return document === null ? [] : filesOf(document);
  },
};

function claim({ records, members }: Sample): Claim | null {
  const isDocument = ({ value }: { readonly value: JsonValue }): boolean => documentIn(value) !== null;
  const known = records.filter(isDocument).length;
  if (known * 2 > records.length) {
    return { confidence: 0.97, reason: 'documents with `schema_version` “ATIF-v..” and steps', unit: 'record' };
  }
  const inside = members.filter(isDocument).length;
  if (inside === 0 || inside * 2 <= members.length) return null;
  return { confidence: 0.95, reason: 'an object of ATIF documents by name', unit: 'member' };
}

/** Documents wait for the end of the file, because what they refer to may come later; when too many wait, they go. */
function open(): Session {
  let waiting: Placed[] = [];
  let characters = 0;
  const released = function* (): Generator<Found> {
    for (const one of linked(waiting)) yield episode(one.first.record, read(one), one.first.document);
    waiting = [];
    characters = 0;
  };
  return {
    *take({ index, key, value }) {
      const document = documentIn(value);
      if (document === null) {
        yield rejected(index, 'it is no ATIF document');
        return;
      }
      if (asList(document['steps']) === null) {
        yield rejected(index, 'the document has no list of steps');
        return;
      }
      waiting.push({ record: index, key, document });
      characters += JSON.stringify(document).length;
      if (characters > limits.heldCharacters) yield* released();
    },
    *end() {
      yield* released();
    },
  };
}

function read({ first: { document, key }, parts, subagents }: Linked): Draft {
  const own = ownDraft(document);
  if (own !== null) return own;
  const { beside, ...conversation } = conversationOf(parts.flatMap((part, at) => turnsOf(part, at > 0)));
  const title = asText(member(document, 'session_id')) ?? asText(member(document, 'trajectory_id')) ?? key;
  const last = parts.at(-1) ?? document;
  return {
    ...conversation,
    ...verdictIn(document),
    ...(title === null || title === '' ? {} : { title }),
    ...extraOf(
      beside,
      agentOf(document),
      without(document, USED),
      metricsOf(last),
      parts.length > 1 ? { continued_by: parts.slice(1).map((part) => namesOf(part)[0] ?? '') } : undefined,
      unjoined(last),
      attached(parts, subagents),
    ),
    instances: namesOf(document),
  };
}

/** ATIF has no outcome; some who write it keep one in `extra`. */
function verdictIn(document: JsonObject): ReturnType<typeof usualVerdict> {
  const said = usualVerdict(asObject(document['extra']) ?? {});
  if (said.verdict === undefined) return said;
  return { ...said, verdict: { ...said.verdict, field: `extra.${said.verdict.field}` } };
}

function agentOf(document: JsonObject): Record<string, JsonValue> {
  const agent = without(asObject(document['agent']) ?? {}, OF_AGENT);
  return agent === undefined ? {} : { agent };
}

function metricsOf(document: JsonObject): Record<string, JsonValue> {
  const metrics = asObject(document['final_metrics']);
  return metrics === null ? {} : { final_metrics: metrics };
}

/** The name of a continuation that is not there. */
function unjoined(document: JsonObject): Record<string, JsonValue> {
  const reference = document['continued_trajectory_ref'];
  return reference === undefined || reference === null ? {} : { continued_trajectory_ref: reference };
}

/** The runs of sub-agents, as they stand: those inside of a document, and those that it refers to. */
function attached(parts: readonly JsonObject[], others: readonly JsonObject[]): Record<string, JsonValue> {
  const inside = parts.flatMap((part) => asList(part['subagent_trajectories']) ?? []);
  const all = [...inside, ...others];
  return all.length === 0 ? {} : { subagent_trajectories: all };
}
