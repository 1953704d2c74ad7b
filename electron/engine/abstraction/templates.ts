import type { StepCounts } from './analysis.ts';
import type { Shape } from './lex-action.ts';
import type { Value } from './values.ts';

/** A mined action template. `text` has `{0}`, `{1}` where `keys.length` arguments stand. */
export interface Template {
  readonly index: number;
  readonly text: string;
  readonly kind: 'text' | 'tool';
  /** The tool's names of the arguments; null where the action is text. */
  readonly keys: readonly (string | null)[];
  readonly count: number;
}

export interface MinedTemplates {
  readonly templates: readonly Template[];
  /** The template of a shape, and its arguments in the template's order ('' where one is missing). */
  match(shape: Shape): { readonly template: number; readonly args: readonly Value[] };
}

/** A literal position varies when it holds at least this many tokens, none of them in more than half of the cases. */
const minVariety = 8;
const maxTopShare = 0.5;
/** A verb whose texts fall into more templates than this, and into one for every few texts, takes its rest as one argument. */
const maxTemplatesOfHead = 8;
const maxTemplateShare = 0.2;
const missing: Value = { text: '', kind: 'text', sort: 'text' };

/**
 * Mines templates from all actions of a corpus, after Drain (He et al., 2017): texts are grouped by their first
 * token and their length; a position that varies becomes an argument. Tool calls are grouped by name.
 */
export function mineTemplates(taken: StepCounts): MinedTemplates {
  const shapes = distinctShapes(taken);
  const varying = findVaryingPositions(shapes);
  const noPosition = new Set<number>();
  const abstracted = new Map<Shape, AbstractText>();
  const abstractOnce = (shape: Shape): AbstractText => {
    const known = abstracted.get(shape);
    if (known !== undefined) return known;
    const made = abstractText(shape, varying.get(bucketOf(shape)) ?? noPosition);
    abstracted.set(shape, made);
    return made;
  };
  const collapsed = findCollapsedHeads(shapes, abstractOnce);
  const toolKeys = findToolKeys(shapes);
  const templates: Template[] = [];
  const byText = new Map<string, number>();
  const cache = new Map<Shape, { template: number; args: readonly Value[] }>();

  const abstract = (shape: Shape): { text: string; args: readonly Value[]; keys: readonly (string | null)[] } => {
    if (shape.kind === 'tool') return abstractTool(shape, toolKeys.get(shape.head) ?? []);
    if (collapsed.has(shape.head)) return abstractRest(shape);
    return abstractOnce(shape);
  };
  const match = (shape: Shape): { template: number; args: readonly Value[] } => {
    const known = cache.get(shape);
    if (known) return known;
    const { text, args, keys } = abstract(shape);
    const index =
      byText.get(text) ?? templates.push({ index: templates.length, text, kind: shape.kind, keys, count: 0 }) - 1;
    byText.set(text, index);
    const result = { template: index, args };
    cache.set(shape, result);
    return result;
  };
  const counts = new Map<number, number>();
  for (const [shape, count] of shapes) {
    const { template } = match(shape);
    counts.set(template, (counts.get(template) ?? 0) + count);
  }
  return { templates: templates.map((one) => ({ ...one, count: counts.get(one.index) ?? 0 })), match };
}

function distinctShapes(taken: StepCounts): ReadonlyMap<Shape, number> {
  const counts = new Map<Shape, number>();
  for (const [{ shape }, times] of taken) counts.set(shape, (counts.get(shape) ?? 0) + times);
  return counts;
}

function bucketOf(shape: Shape): string {
  return `${shape.head} ${shape.parts.length}`;
}

/** For each (first token, length): the positions that hold an argument, by form or because they vary. */
function findVaryingPositions(shapes: ReadonlyMap<Shape, number>): ReadonlyMap<string, ReadonlySet<number>> {
  const tallies = new Map<string, Map<string, number>[]>();
  for (const [shape, count] of shapes) {
    if (shape.kind !== 'text') continue;
    const bucket = bucketOf(shape);
    const positions = tallies.get(bucket) ?? shape.parts.map(() => new Map<string, number>());
    tallies.set(bucket, positions);
    shape.parts.forEach((part, position) => {
      const token = typeof part === 'number' ? '' : part;
      const tally = positions[position];
      tally?.set(token, (tally.get(token) ?? 0) + count);
    });
  }
  const varying = new Map<string, ReadonlySet<number>>();
  for (const [bucket, positions] of tallies) {
    varying.set(bucket, new Set(positions.keys().filter((at) => at > 0 && varies(positions[at] ?? new Map()))));
  }
  return varying;
}

function varies(tally: ReadonlyMap<string, number>): boolean {
  const total = tally.values().reduce((sum, count) => sum + count, 0);
  if ((tally.get('') ?? 0) >= total / 2) return true;
  const top = Math.max(...tally.values());
  return tally.size >= minVariety && top < total * maxTopShare;
}

function findCollapsedHeads(
  shapes: ReadonlyMap<Shape, number>,
  abstractOnce: (shape: Shape) => AbstractText,
): ReadonlySet<string> {
  const byHead = new Map<string, { texts: Set<string>; count: number }>();
  for (const [shape, count] of shapes) {
    if (shape.kind !== 'text') continue;
    const entry = byHead.get(shape.head) ?? { texts: new Set(), count: 0 };
    entry.texts.add(abstractOnce(shape).text);
    entry.count += count;
    byHead.set(shape.head, entry);
  }
  const collapsed = new Set<string>();
  for (const [head, { texts, count }] of byHead) {
    if (texts.size > maxTemplatesOfHead && texts.size > count * maxTemplateShare) collapsed.add(head);
  }
  return collapsed;
}

/** The arguments of a tool that at least half of its calls give, in code-unit order. */
function findToolKeys(shapes: ReadonlyMap<Shape, number>): ReadonlyMap<string, readonly string[]> {
  const calls = new Map<string, number>();
  const uses = new Map<string, Map<string, number>>();
  for (const [shape, count] of shapes) {
    if (shape.kind !== 'tool') continue;
    calls.set(shape.head, (calls.get(shape.head) ?? 0) + count);
    const tally = uses.get(shape.head) ?? new Map<string, number>();
    uses.set(shape.head, tally);
    for (const { key } of shape.args) if (key !== null) tally.set(key, (tally.get(key) ?? 0) + count);
  }
  const keys = new Map<string, readonly string[]>();
  for (const [head, tally] of uses) {
    const half = (calls.get(head) ?? 0) / 2;
    keys.set(
      head,
      [...tally]
        .filter(([, count]) => count >= half)
        .map(([key]) => key)
        .sort(),
    );
  }
  return keys;
}

function abstractTool(shape: Shape, keys: readonly string[]): { text: string; args: Value[]; keys: readonly string[] } {
  const args = keys.map((key) => shape.args.find((argument) => argument.key === key)?.value ?? missing);
  const positional = keys.every((key, index) => key === `arg${index + 1}`);
  const inner = keys.map((key, index) => (positional ? `{${index}}` : `${key}={${index}}`)).join(', ');
  return { text: `${shape.head}(${inner})`, args, keys: positional ? [] : keys };
}

interface AbstractText {
  readonly text: string;
  readonly args: readonly Value[];
  readonly keys: readonly null[];
}

function abstractText(shape: Shape, varying: ReadonlySet<number>): AbstractText {
  const args: Value[] = [];
  const words = shape.parts.map((part, position) => {
    const isArgument = position > 0 && (typeof part === 'number' || varying.has(position));
    if (!isArgument) return typeof part === 'number' ? '' : part;
    args.push(
      typeof part === 'number' ? (shape.args[part]?.value ?? missing) : { text: part, kind: part, sort: 'text' },
    );
    return `{${args.length - 1}}`;
  });
  return { text: words.join(' ').replace(/ ([,;])(?= )/g, '$1'), args, keys: args.map(() => null) };
}

function abstractRest(shape: Shape): { text: string; args: Value[]; keys: null[] } {
  const rest = shape.parts
    .slice(1)
    .map((part) => (typeof part === 'number' ? (shape.args[part]?.value.text ?? '') : part))
    .join(' ');
  return { text: `${shape.head} {0}`, args: [{ text: rest, kind: 'text', sort: 'text' }], keys: [null] };
}
