import type { JsonValue } from '../../../shared/model/index.ts';
import { parseJson } from './clean.ts';

export type JsonObject = { readonly [key: string]: JsonValue };

/** The value as an object (not a list), or null. */
export function asObject(value: JsonValue | undefined): JsonObject | null {
  // Array.isArray does not narrow readonly arrays away, hence the cast after both checks.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

/** The value as a list, or null. */
export function asList(value: JsonValue | undefined): readonly JsonValue[] | null {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : null;
}

/** The objects in a list; whatever else stands there is left out. */
export function objectsIn(value: JsonValue | undefined): readonly JsonObject[] {
  return (asList(value) ?? []).flatMap((one) => {
    const object = asObject(one);
    return object === null ? [] : [object];
  });
}

export function asText(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** An own member of an object; what a prototype offers is no member. */
export function member(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The value at a dotted path. A list takes an index, negative from its end: `messages.-1.content`. */
export function valueAt(value: JsonValue, path: string): JsonValue | undefined {
  const object = asObject(value);
  const whole = object === null ? undefined : member(object, path);
  if (whole !== undefined) return whole;
  let current: JsonValue | undefined = value;
  for (const part of path.split('.')) {
    const list = asList(current);
    const inner = asObject(current);
    if (list !== null) current = /^-?\d+$/.test(part) ? list.at(Number(part)) : undefined;
    else if (inner !== null) current = member(inner, part);
    else return undefined;
  }
  return current;
}

/** The object without some of its members; undefined when nothing is left. */
export function without(object: JsonObject, keys: ReadonlySet<string>): Record<string, JsonValue> | undefined {
  const rest = Object.entries(object).filter(([key]) => !keys.has(key) && key !== '__proto__');
  return rest.length === 0 ? undefined : Object.fromEntries(rest);
}

/** The object without the value at a dotted path; the same object where there is none. */
export function withoutPath(object: JsonObject, path: string): JsonObject {
  if (Object.hasOwn(object, path)) return without(object, new Set([path])) ?? {};
  const dot = path.indexOf('.');
  const [head, tail] = [path.slice(0, dot), path.slice(dot + 1)];
  const inner = dot < 0 ? null : asObject(member(object, head));
  if (inner === null) return object;
  const left = withoutPath(inner, tail);
  const rest = without(object, new Set([head])) ?? {};
  return Object.keys(left).length === 0 ? rest : { ...rest, [head]: left };
}

/** The texts that are not empty, by name. */
export function filled(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
}

/** `extra` for a draft, or nothing when there is none. */
export function extraOf(...parts: readonly (Readonly<Record<string, JsonValue>> | undefined)[]): {
  readonly extra?: Record<string, JsonValue>;
} {
  const extra: Record<string, JsonValue> = Object.assign({}, ...parts);
  return Object.keys(extra).length === 0 ? {} : { extra };
}

/** Text as it stands, anything else as JSON; null and nothing as ''. */
export function textOf(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Parses JSON text that stands inside a string; undefined where it is none or is nested too deep. */
export function parseInner(text: string): JsonValue | undefined {
  const parsed = parseJson(text);
  return typeof parsed === 'string' ? undefined : parsed.json;
}
