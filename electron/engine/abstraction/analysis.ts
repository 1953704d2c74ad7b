import type { Outcome, Trajectory } from '../../../shared/model/index.ts';
import type { AnalysisRow } from '../ports.ts';
import { readFacts, type Fact } from './facts.ts';
import type { Interner } from './interner.ts';
import { lexAction, type Shape } from './lex-action.ts';

/** Raised whenever the analysis of the same content would give another result; old rows are then made anew. */
export const analysisVersion = 2;

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
  /** Distinct facts: predicate and arguments as words. */
  readonly f: readonly (readonly number[])[];
  /** The facts of the context, and for each step its shape and its facts. */
  readonly c: readonly number[];
  readonly a: readonly (readonly [number, readonly number[]])[];
  /** Shapes: [kind, head, parts (>= 0 a word, < 0 an argument), arguments as [value, key]]. */
  readonly h: readonly (readonly [0 | 1, number, readonly number[], readonly (readonly [number, number])[]])[];
}

/** Gives each distinct key a place in a list. */
class Table<Row> {
  readonly rows: Row[] = [];
  readonly #places = new Map<string, number>();

  place(key: string, make: () => Row): number {
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.rows.length);
    return this.rows.push(make()) - 1;
  }
}

/** Analyses one trajectory: O(length of its text). */
export function analyse(trajectory: Trajectory): AnalysisRow {
  const words = new Table<string>();
  const facts = new Table<readonly number[]>();
  const shapes = new Table<Packed['h'][number]>();
  const word = (text: string): number => words.place(text, () => text);
  const pack = (read: readonly Fact[]): number[] =>
    read.map(({ predicate, args }) => {
      const row = [word(predicate), ...args.map(word)];
      return facts.place(row.join(' '), () => row);
    });
  const packShape = ({ kind, head, parts, args }: Shape): number => {
    const packed: Packed['h'][number] = [
      kind === 'tool' ? 1 : 0,
      word(head),
      parts.map((part) => (typeof part === 'number' ? -1 - part : word(part))),
      args.map((argument) => [word(argument.value.text), argument.key === null ? -1 : word(argument.key)]),
    ];
    return shapes.place(JSON.stringify(packed), () => packed);
  };
  const packed: Packed = {
    s: trajectory.sourceId,
    o: trajectory.outcome,
    t: trajectory.truncated ?? false,
    g: trajectory.goal,
    c: pack(readFacts(trajectory.context)),
    a: trajectory.steps.map((step) => [packShape(lexAction(step.action)), pack(readFacts(step.observation))] as const),
    h: shapes.rows,
    f: facts.rows,
    w: words.rows,
  };
  return { trajectoryId: trajectory.id, version: analysisVersion, data: JSON.stringify(packed) };
}

/** Unpacks a row; what is equal in several rows is one object, by the interner of the corpus. */
export function unpackAnalysis(row: AnalysisRow, interner: Interner): Analysis {
  const packed = JSON.parse(row.data) as Packed; // written by `analyse` with the same version
  const words = packed.w.map((text) => interner.text(text));
  const text = (index: number): string => words[index] ?? '';
  const facts = packed.f.map(([predicate = 0, ...args]) => interner.fact(text(predicate), args.map(text)));
  const pick = (indexes: readonly number[]): readonly Fact[] =>
    indexes.map((index) => facts[index]).filter((fact) => fact !== undefined);
  const shapes = packed.h.map(([kind, head, parts, args]): Shape => {
    const read = args.map(([value, key]) => ({ value: interner.value(text(value)), key: key < 0 ? null : text(key) }));
    return interner.shape({
      kind: kind === 1 ? 'tool' : 'text',
      head: text(head),
      parts: parts.map((part) => (part < 0 ? -1 - part : text(part))),
      args: read,
    });
  });
  return {
    trajectoryId: row.trajectoryId,
    sourceId: packed.s,
    outcome: packed.o,
    truncated: packed.t,
    goal: packed.g,
    context: pick(packed.c),
    steps: packed.a.flatMap(([index, observed]) => {
      const shape = shapes[index];
      return shape === undefined ? [] : [{ shape, facts: pick(observed) }];
    }),
  };
}
