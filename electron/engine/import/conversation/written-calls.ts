import type { JsonValue } from '../../../../shared/model/index.ts';
import { asObject, asText, parseInner } from '../json-view.ts';
import type { Call } from './call.ts';

interface WrittenCall {
  readonly thought: string;
  readonly call: Call;
}

const FUNCTION = /^<function=([\w.:-]{1,100})>/;
const PARAMETER = /^<parameter=([\w.:-]{1,100})>/;

/**
 * Calls that an agent without a calling interface wrote into its text: `<function=NAME><parameter=KEY>..</parameter>
 * </function>`, or `<tool_call>{"name", "arguments"}</tool_call>`. A call that is not closed, or not readable, stays text.
 * @returns null where there is none
 */
export function writtenCalls(text: string): { readonly calls: readonly WrittenCall[]; readonly rest: string } | null {
  const calls: WrittenCall[] = [];
  let from = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    const found = text.startsWith('<tool_call>', at) ? jsonCall(text, at) : functionCall(text, at);
    if (found === null) continue;
    // Without an end nothing that comes later has one either.
    if (found.end < 0) break;
    if (found.call !== null) {
      calls.push({ thought: text.slice(from, at).trim(), call: found.call });
      from = found.end;
    }
    at = found.end - 1;
  }
  return calls.length === 0 ? null : { calls, rest: text.slice(from).trim() };
}

interface Found {
  readonly call: Call | null;
  /** Behind the closing mark; below 0 where there is none. */
  readonly end: number;
}

function jsonCall(text: string, at: number): Found {
  const body = at + '<tool_call>'.length;
  const end = text.indexOf('</tool_call>', body);
  if (end < 0) return { call: null, end };
  const given = asObject(parseInner(text.slice(body, end)));
  const name = asText(given?.['name']);
  const call =
    given === null || name === null ? null : { id: null, name, arguments: asObject(given['arguments']) ?? {} };
  return { call, end: end + '</tool_call>'.length };
}

function functionCall(text: string, at: number): Found | null {
  const opening = FUNCTION.exec(text.slice(at, at + 120));
  if (opening === null) return null;
  const body = at + opening[0].length;
  const end = text.indexOf('</function>', body);
  if (end < 0) return { call: null, end };
  const call = { id: null, name: opening[1] ?? '', arguments: parametersIn(text.slice(body, end)) };
  return { call, end: end + '</function>'.length };
}

function parametersIn(body: string): Record<string, JsonValue> {
  const pairs: [string, JsonValue][] = [];
  for (let at = body.indexOf('<parameter='); at >= 0; at = body.indexOf('<parameter=', at + 1)) {
    const opening = PARAMETER.exec(body.slice(at, at + 120));
    const key = opening?.[1];
    if (opening === null || key === undefined || key === '__proto__') continue;
    const from = at + opening[0].length;
    const to = body.indexOf('</parameter>', from);
    if (to < 0) break;
    pairs.push([key, valueOf(body.slice(from, to))]);
    at = to;
  }
  return Object.fromEntries(pairs);
}

/** Lists and objects are written as JSON; anything else is text, without the line breaks that set it off. */
function valueOf(text: string): JsonValue {
  const trimmed = text.trim();
  const parsed = trimmed.startsWith('[') || trimmed.startsWith('{') ? parseInner(trimmed) : undefined;
  return parsed ?? text.replace(/^\n/, '').replace(/\n$/, '');
}
