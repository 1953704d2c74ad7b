import type { JsonValue } from '../../../../../shared/model/index.ts';

/** A call of a model, a call of a tool, or whatever holds them together. */
export type SpanKind = 'model' | 'tool' | 'other';

/** One span of a trace, whoever recorded it. */
export interface Span {
  readonly id: string;
  readonly parent: string | null;
  readonly trace: string;
  readonly name: string;
  readonly kind: SpanKind;
  /** Milliseconds since 1970; NaN where it is not told. */
  readonly start: number;
  /** What went in and came out: messages of a model in one of their many forms, arguments and result of a tool. */
  readonly input: JsonValue | undefined;
  readonly output: JsonValue | undefined;
  /** Instructions beside the messages. */
  readonly system?: JsonValue | undefined;
  /** How the tool is called, and the id of the call, for kind `tool`. */
  readonly tool: string;
  readonly callId: string | null;
  readonly error: string | null;
}

/** A time as text, a number or `[seconds, nanoseconds]`, in milliseconds; NaN where it is none. */
export function milliseconds(value: JsonValue | undefined): number {
  if (Array.isArray(value)) {
    const [seconds, nanoseconds] = value;
    return typeof seconds === 'number' && typeof nanoseconds === 'number'
      ? seconds * 1e3 + nanoseconds / 1e6
      : Number.NaN;
  }
  if (typeof value === 'number') return fromUnix(value);
  if (typeof value !== 'string') return Number.NaN;
  if (/^\d{9,20}$/.test(value)) return fromUnix(Number(value));
  // Without an offset it would be the time of the place where the file is read.
  return Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(value) ? value : `${value.replace(' ', 'T')}Z`);
}

/** Seconds, milliseconds, microseconds or nanoseconds since 1970, told by their size. */
function fromUnix(value: number): number {
  if (value > 1e17) return value / 1e6;
  if (value > 1e14) return value / 1e3;
  return value > 1e11 ? value : value * 1e3;
}

/** The spans of a trace as they began; of those that began together the outer first. */
export function inOrder(spans: readonly Span[]): readonly Span[] {
  const byId = new Map(spans.map((span) => [span.id, span]));
  const depths = new Map(spans.map((span) => [span, ancestorsOf(byId, span).length]));
  const begun = (span: Span): number => (Number.isNaN(span.start) ? Number.POSITIVE_INFINITY : span.start);
  return spans.toSorted((a, b) => {
    const [left, right] = [begun(a), begun(b)];
    return left === right ? (depths.get(a) ?? 0) - (depths.get(b) ?? 0) : left - right;
  });
}

/** Levels of a trace that are looked at from a span. */
const LEVELS = 32;

/** What a span stands in, from the inside to the outside; at most 32, and a circle ends where it closes. */
export function ancestorsOf(byId: ReadonlyMap<string, Span>, span: Span): readonly Span[] {
  const above: Span[] = [];
  const seen = new Set([span.id]);
  let next = span.parent === null ? undefined : byId.get(span.parent);
  while (next !== undefined && above.length < LEVELS && !seen.has(next.id)) {
    above.push(next);
    seen.add(next.id);
    next = next.parent === null ? undefined : byId.get(next.parent);
  }
  return above;
}
