import type { Outcome, Trajectory } from '../../../shared/model/index.ts';
import type { AnalysisRow } from '../ports.ts';
import { readFacts, type Fact } from './facts.ts';
import { lexAction, type Shape } from './lex-action.ts';
import { valueOf } from './values.ts';

/** Raised whenever the analysis of the same content would give another result; old rows are then made anew. */
export const analysisVersion = 1;

export interface AnalysedStep {
  readonly shape: Shape;
  readonly facts: readonly Fact[];
}

/** What the corpus-wide stages need of one trajectory. Made from its content alone. */
export interface Analysis {
  readonly trajectoryId: string;
  readonly sourceId: string;
  readonly outcome: Outcome;
  readonly truncated: boolean;
  readonly goal: string;
  readonly context: readonly Fact[];
  readonly steps: readonly AnalysedStep[];
}

/** Packed form: one table of strings, and numbers that point into it. Keys are short because there are many rows. */
interface Packed {
  readonly s: string;
  readonly o: Outcome;
  readonly t: boolean;
  readonly g: string;
  readonly w: readonly string[];
  readonly c: readonly (readonly number[])[];
  readonly a: readonly (readonly [number, readonly (readonly number[])[]])[];
  /** Shapes: [kind, head, parts (>= 0 a word, < 0 an argument), arguments as [value, key]]. */
  readonly h: readonly (readonly [0 | 1, number, readonly number[], readonly (readonly [number, number])[]])[];
}

/** Analyses one trajectory: O(length of its text). */
export function analyse(trajectory: Trajectory): AnalysisRow {
  const words: string[] = [];
  const places = new Map<string, number>();
  const word = (text: string): number => {
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, words.length);
    return words.push(text) - 1;
  };
  const pack = (facts: readonly Fact[]): number[][] =>
    facts.map((fact) => [word(fact.predicate), ...fact.args.map(word)]);
  const shapes: Packed['h'][number][] = [];
  const shapeIndex = new Map<string, number>();
  const packShape = (shape: Shape): number => {
    const packed: Packed['h'][number] = [
      shape.kind === 'tool' ? 1 : 0,
      word(shape.head),
      shape.parts.map((part) => (typeof part === 'number' ? -1 - part : word(part))),
      shape.args.map((argument) => [word(argument.value.text), argument.key === null ? -1 : word(argument.key)]),
    ];
    const key = JSON.stringify(packed);
    const index = shapeIndex.get(key) ?? shapes.push(packed) - 1;
    shapeIndex.set(key, index);
    return index;
  };
  const packed: Packed = {
    s: trajectory.sourceId,
    o: trajectory.outcome,
    t: trajectory.truncated ?? false,
    g: trajectory.goal,
    c: pack(readFacts(trajectory.context)),
    a: trajectory.steps.map((step) => [packShape(lexAction(step.action)), pack(readFacts(step.observation))] as const),
    h: shapes,
    w: words,
  };
  return { trajectoryId: trajectory.id, version: analysisVersion, data: JSON.stringify(packed) };
}

/** Unpacks a row; equal values are shared between rows by the caller's `intern`. */
export function unpackAnalysis(row: AnalysisRow, intern: (text: string) => string = (text) => text): Analysis {
  const packed = JSON.parse(row.data) as Packed; // written by `analyse` with the same version
  const words = packed.w.map(intern);
  const text = (index: number): string => words[index] ?? '';
  const facts = (rows: readonly (readonly number[])[]): Fact[] =>
    rows.map(([predicate = 0, ...args]) => ({ predicate: text(predicate), args: args.map(text) }));
  const shapes = packed.h.map(([kind, head, parts, args]): Shape => ({
    kind: kind === 1 ? 'tool' : 'text',
    head: text(head),
    parts: parts.map((part) => (part < 0 ? -1 - part : text(part))),
    args: args.map(([value, key]) => ({ value: valueOf(text(value)), key: key < 0 ? null : text(key) })),
  }));
  return {
    trajectoryId: row.trajectoryId,
    sourceId: packed.s,
    outcome: packed.o,
    truncated: packed.t,
    goal: packed.g,
    context: facts(packed.c),
    steps: packed.a.map(([shape, observed]) => ({ shape: shapes[shape] as Shape, facts: facts(observed) })),
  };
}
