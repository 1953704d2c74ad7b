import { z } from 'zod';
import {
  evidenceSchema,
  goalCategorySchema,
  mergeSchema,
  metaProcedureSchema,
  ontologyCategorySchema,
  procedureSchema,
  proposalSchema,
  revisionSchema,
  segmentSchema,
} from '../../../shared/model/index.ts';
import type { Derived } from '../../../shared/model/index.ts';
import { canonicalJson } from '../identity/index.ts';
import type { DerivedRow, DerivedTable } from '../ports.ts';
import { summarySchema } from './summary.ts';
import type { Summary } from './summary.ts';
import { readStrategy, strategyRows } from './strategy-rows.ts';

export type Tables = Readonly<Record<DerivedTable, readonly DerivedRow[]>>;

/** What the derived tables hold: the derived state, and the summaries of all stored trajectories by id. */
export interface TableContent {
  readonly derived: Derived;
  readonly summaries: ReadonlyMap<string, Summary>;
}

const revisionPrefix = 'revisions:';
const summaryPrefix = 'trajectory:';
const textsSchema = z.array(z.object({ itemId: z.string(), text: z.string() }).readonly()).readonly();

/** What the rows of a list were written from, in the same order: a value that is the same object has the same row. */
const valuesOf = new WeakMap<readonly DerivedRow[], readonly object[]>();

/** A row is written once and looked at often: a decision changes few values, and the others keep their row. */
const written = new WeakMap<object, DerivedRow>();

function rowOf(id: string, value: object): DerivedRow {
  const known = written.get(value);
  if (known !== undefined && known.id === id) return known;
  const row = { id, json: canonicalJson(value) };
  written.set(value, row);
  return row;
}

/** Rows of a list. One that stood before word by word is that row: its digest is known, and it need not be written. */
function rowsOf(values: readonly { readonly id: string }[], before: readonly DerivedRow[] = []): readonly DerivedRow[] {
  const beforeValues = valuesOf.get(before);
  let at = 0;
  const rows = values.map((value): DerivedRow => {
    // Both lists are in id order.
    while ((before[at]?.id ?? value.id) < value.id) at += 1;
    const old = before[at]?.id === value.id ? before[at] : undefined;
    if (old !== undefined && beforeValues?.[at] === value) return old;
    const json = canonicalJson(value);
    return old?.json === json ? old : { id: value.id, json };
  });
  valuesOf.set(rows, values);
  return rows;
}

/** The rows of every derived table, each as canonical JSON. `before`: the rows of the state that this one follows. */
export function toTables({ derived, summaries }: TableContent, before: Tables | null = null): Tables {
  return {
    procedures: rowsOf(derived.procedures, before?.procedures),
    metas: rowsOf(derived.metaProcedures, before?.metas),
    segments: rowsOf(derived.segments, before?.segments),
    evidence: rowsOf(derived.evidence, before?.evidence),
    proposals: rowsOf(derived.proposals, before?.proposals),
    extras: [
      rowOf('goals', derived.goals),
      rowOf('ontology', derived.ontology),
      rowOf('texts', derived.texts),
      ...(derived.merges === undefined ? [] : [rowOf('merges', derived.merges)]),
      ...strategyRows(derived.strategy ?? null).map(({ id, value }) => rowOf(id, value)),
      ...Object.entries(derived.revisions).map(([id, list]) => rowOf(revisionPrefix + id, list)),
      ...[...summaries.values()].map((summary) => rowOf(summaryPrefix + summary.id, summary)),
    ].sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

/** Reads a value when it is first asked for: a command that needs one table does not parse the others. */
function lazily<T>(make: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => (kept ??= { value: make() }).value;
}

/** Parses one table. Its rows are in id order, as derived lists are. */
function parseRows<T extends object>(rows: readonly DerivedRow[], schema: z.ZodType<T>): readonly T[] {
  const sorted = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const values = sorted.map((row) => {
    const value = schema.parse(JSON.parse(row.json));
    written.set(value, row);
    return value;
  });
  if (sorted.every((row, at) => row === rows[at])) valuesOf.set(rows, values);
  return values;
}

/** The content of stored tables. A list is parsed when it is first read. @throws ZodError for a row of another shape */
export function fromTables(tables: Tables): TableContent {
  const extra = lazily(() => new Map(tables.extras.map((row) => [row.id, row.json])));
  const parseExtra = <T>(id: string, schema: z.ZodType<T>): T => schema.parse(JSON.parse(extra().get(id) ?? '[]'));
  const startingWith = (prefix: string): readonly DerivedRow[] =>
    tables.extras.filter((row) => row.id.startsWith(prefix)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const procedures = lazily(() => parseRows(tables.procedures, procedureSchema));
  const metas = lazily(() => parseRows(tables.metas, metaProcedureSchema));
  const segments = lazily(() => parseRows(tables.segments, segmentSchema));
  const evidence = lazily(() => parseRows(tables.evidence, evidenceSchema));
  const proposals = lazily(() => parseRows(tables.proposals, proposalSchema));
  const goals = lazily(() => parseExtra('goals', z.array(goalCategorySchema).readonly()));
  const ontology = lazily(() => parseExtra('ontology', z.array(ontologyCategorySchema).readonly()));
  const texts = lazily(() => parseExtra('texts', textsSchema));
  const merges = lazily(() => parseExtra('merges', z.array(mergeSchema).readonly()));
  const strategy = lazily(() => readStrategy(tables.extras));
  const revisions = lazily(() => readRevisions(startingWith(revisionPrefix)));
  const summaries = lazily(
    () => new Map(parseRows(startingWith(summaryPrefix), summarySchema).map((summary) => [summary.id, summary])),
  );
  return {
    get summaries() {
      return summaries();
    },
    derived: {
      get strategy() {
        return strategy();
      },
      get merges() {
        return merges().length === 0 ? undefined : merges();
      },
      get procedures() {
        return procedures();
      },
      get metaProcedures() {
        return metas();
      },
      get segments() {
        return segments();
      },
      get evidence() {
        return evidence();
      },
      get proposals() {
        return proposals();
      },
      get revisions() {
        return revisions();
      },
      get goals() {
        return goals();
      },
      get ontology() {
        return ontology();
      },
      get texts() {
        return texts();
      },
    },
  };
}

function readRevisions(rows: readonly DerivedRow[]): Derived['revisions'] {
  return Object.fromEntries(
    rows.map((row) => [
      row.id.slice(revisionPrefix.length),
      z.array(revisionSchema).readonly().parse(JSON.parse(row.json)),
    ]),
  );
}
