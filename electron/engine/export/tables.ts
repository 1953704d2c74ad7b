import { renderCondition } from '../../../shared/model/index.ts';
import type { Condition, Posterior } from '../../../shared/model/index.ts';
import { standingSummaries } from '../memory/index.ts';
import type { ExportInput } from './types.ts';

export type Cell = string | number | boolean | null;

/** A column of a table: its name, what its cells are, and the cells in the order of the rows. */
export interface ColumnType {
  readonly name: string;
  readonly type: 'STRING' | 'DOUBLE' | 'INT32' | 'BOOLEAN';
}

export interface ExportedTable {
  readonly columns: readonly ColumnType[];
  readonly rows: readonly (readonly Cell[])[];
}

const text = (name: string): ColumnType => ({ name, type: 'STRING' });
const real = (name: string): ColumnType => ({ name, type: 'DOUBLE' });
const whole = (name: string): ColumnType => ({ name, type: 'INT32' });
const truth = (name: string): ColumnType => ({ name, type: 'BOOLEAN' });

/** One table of the memory, redacted: the library, the evidence rows, or the list of trajectories (without their steps). */
export function tableOf(input: ExportInput): ExportedTable {
  const { redactor } = input;
  const table = rawTable(input);
  const rows = table.rows.map((row) => {
    const where = `${input.table} ${String(row[0])}`;
    return row.map((cell) => (typeof cell === 'string' ? redactor.text(cell, where) : cell));
  });
  return { columns: table.columns, rows };
}

function rawTable({ state, table }: ExportInput): ExportedTable {
  switch (table) {
    case 'library':
      return library(state);
    case 'evidence':
      return evidence(state);
    case 'trajectories':
      return trajectories(state);
  }
}

type State = ExportInput['state'];

const posteriorColumns = [
  ...[real('alpha'), real('beta'), real('mean')],
  ...[text('interval'), real('mass'), real('low'), real('high'), real('n')],
];

function library({ derived }: State): ExportedTable {
  const columns = [
    ...[text('id'), text('kind'), text('status'), truth('pinned'), text('goal')],
    ...[text('preconditions'), text('steps'), text('postconditions')],
    ...posteriorColumns,
  ];
  const procedures = derived.procedures.map(({ id, status, pinned, body, posterior }) => {
    const steps = body.steps.map((step) => step.template).join('; ');
    const head = [id, 'procedure', status, pinned, body.goal, conditions(body.preconditions), steps];
    return [...head, conditions(body.postconditions), ...numbersOf(posterior)];
  });
  const metas = derived.metaProcedures.map(({ id, status, pinned, goal, preconditions, sequence, posterior }) => {
    const head = [id, 'meta', status, pinned, goal, conditions(preconditions), sequence.join('; '), ''];
    return [...head, ...numbersOf(posterior)];
  });
  return { columns, rows: [...procedures, ...metas] };
}

function evidence({ derived }: State): ExportedTable {
  const columns = [
    ...[text('id'), text('item'), text('revision'), text('trajectory'), text('source'), whole('from'), whole('to')],
    ...[text('outcome'), text('rule'), text('phi'), text('episode'), truth('wentOn'), truth('explained')],
  ];
  const rows = derived.evidence.map((row) => {
    const span = [row.id, row.itemId, row.revision, row.trajectoryId, row.sourceId, row.from, row.to];
    return [...span, row.outcome, row.rule, row.phi, row.episode, row.wentOn, row.explained];
  });
  return { columns, rows };
}

function trajectories({ folded, summaries }: State): ExportedTable {
  const names = new Map(folded.sources.map(({ source }) => [source.id, source.name]));
  const columns = [
    text('id'),
    text('source'),
    whole('record'),
    text('goal'),
    text('title'),
    text('outcome'),
    whole('steps'),
  ];
  const rows = standingSummaries(folded, summaries).map(({ id, sourceId, record, goal, title, outcome, steps }) => {
    return [id, names.get(sourceId) ?? sourceId, record, goal, title, outcome, steps];
  });
  return { columns, rows };
}

const conditions = (list: readonly Condition[]): string => list.map(renderCondition).join('; ');

function numbersOf({ alpha, beta, mean, interval, n }: Posterior): readonly Cell[] {
  return [alpha, beta, mean, interval.kind, interval.mass, interval.low, interval.high, n];
}
