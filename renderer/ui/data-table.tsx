/* oxlint-disable jsx-a11y/no-noninteractive-element-to-interactive-role -- the table is a grid: its rows take the focus */
import {
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type SortingState,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useMemo, useRef, type CSSProperties, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { useTranslations } from 'use-intl';
import { ForeignText } from './foreign-text.tsx';
import { formatSort, linesOf, parseSort, type TableLine } from './table-lines.ts';
import { useGridKeys } from './use-grid-keys.ts';
import './table.css';

export interface Column<Row> {
  readonly id: string;
  readonly label: string;
  /** A CSS grid track: `minmax(16rem, 3fr)`, `6rem`. */
  readonly width: string;
  readonly align?: 'start' | 'end';
  /** What the column sorts by; a column without it cannot be sorted. */
  readonly value?: (row: Row) => string | number;
  readonly cell: (row: Row) => ReactNode;
}

export interface DataTableProps<Row> {
  /** Name of the table for screen readers. */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly rowId: (row: Row) => string;
  /** `column:asc` or `column:desc`; keep it in the address. */
  readonly sort: string;
  /** The rows come in that order already, see `useSortedRows`: who filters thousands sorts once, not at each letter. */
  readonly isSorted?: boolean;
  onSort(sort: string): void;
  /** Click or Enter on a row. */
  onOpen?(row: Row): void;
  /** Rows with the same group stand together under its heading. */
  readonly groupOf?: (row: Row) => string;
  readonly isMuted?: (row: Row) => boolean;
  readonly selectedId?: string | null;
  /** Shown instead of rows when there are none. */
  readonly empty?: ReactNode;
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });
const rowHeight = 40;

/**
 * A sortable table that draws only what is in sight. One tab stop: arrow keys, Home, End and Page keys move between
 * rows, Enter opens. Give it a parent of known height (`<Page fill>`).
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, columns, rowId, sort, groupOf, empty } = props;
  const scrollRef = useRef<HTMLDivElement>(null);
  const { isSorted = false } = props;
  const sorted = useSortedRows(isSorted ? noRows : rows, columns, sort);
  const ordered = isSorted ? rows : sorted;
  const lines = useMemo(() => linesOf(ordered, groupOf), [ordered, groupOf]);
  // oxlint-disable-next-line react/incompatible-library -- its functions stay inside this component
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    getItemKey: (index) => lineKey(lines[index], rowId),
  });
  const keys = useGridKeys({
    count: lines.length,
    isRow: (index) => lines[index]?.kind === 'row',
    page: Math.max(1, Math.floor((scrollRef.current?.clientHeight ?? 400) / rowHeight) - 1),
    scrollTo: (index) => virtualizer.scrollToIndex(index),
    open: (index) => {
      const line = lines[index];
      if (line?.kind === 'row') props.onOpen?.(line.row);
    },
  });
  const tracks: CSSProperties & { '--table-columns': string } = {
    '--table-columns': columns.map((column) => column.width).join(' '),
  };
  return (
    <div ref={scrollRef} className="table-wrap">
      <table
        className="table"
        role="grid"
        aria-label={label}
        aria-rowcount={lines.length + 1}
        aria-colcount={columns.length}
        style={tracks}
      >
        <Head columns={columns} sort={sort} onSort={props.onSort} />
        <tbody className="table-body" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const line = lines[item.index];
            if (line === undefined) return null;
            return (
              <Line
                key={item.key}
                line={line}
                table={props}
                place={{ index: item.index, start: item.start }}
                isTabStop={item.index === keys.active}
                focusRef={keys.focusRef}
                onFocus={() => keys.setActive(item.index)}
                onKeyDown={keys.onKeyDown}
              />
            );
          })}
        </tbody>
      </table>
      {lines.length === 0 ? empty : null}
    </div>
  );
}

function lineKey<Row>(line: TableLine<Row> | undefined, rowId: (row: Row) => string): string {
  if (line === undefined) return '';
  return line.kind === 'row' ? `row ${rowId(line.row)}` : `group ${line.label}`;
}

const noRows: readonly never[] = [];

/** Rows in the order of a column: `column:asc`, `column:desc`; anything else leaves them as they are. */
export function useSortedRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: string,
): readonly Row[] {
  const definitions = useMemo(
    () =>
      columns.map((column) => ({
        id: column.id,
        accessorFn: (row: { readonly row: Row }) => column.value?.(row.row) ?? '',
        sortFn: compareCells,
      })),
    [columns],
  );
  // The table's rows are records; wrapping keeps ours free to be anything.
  const data = useMemo(() => rows.map((row) => ({ row })), [rows]);
  const sorting: SortingState = useMemo(() => parseSort(sort), [sort]);
  const table = useTable({ features, columns: definitions, data, state: { sorting } });
  const model = table.getRowModel();
  return useMemo(() => model.rows.map((row) => row.original.row), [model]);
}

const collator = new Intl.Collator(undefined, { numeric: true });

/** Numbers by size, texts as the reader's language orders them. */
function compareCells(a: { getValue(id: string): unknown }, b: { getValue(id: string): unknown }, id: string): number {
  const left = a.getValue(id);
  const right = b.getValue(id);
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return collator.compare(String(left), String(right));
}

interface HeadProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly sort: string;
  onSort(sort: string): void;
}

function Head<Row>({ columns, sort, onSort }: HeadProps<Row>) {
  const t = useTranslations('common');
  const current = parseSort(sort)[0];
  return (
    <thead className="table-head">
      <tr className="table-row" aria-rowindex={1}>
        {columns.map((column) => {
          const direction = current?.id === column.id ? (current.desc ? 'desc' : 'asc') : null;
          const next = direction === 'asc' ? 'desc' : 'asc';
          return (
            <th
              key={column.id}
              className="table-head-cell"
              scope="col"
              data-align={column.align}
              aria-sort={direction === null ? undefined : direction === 'asc' ? 'ascending' : 'descending'}
            >
              {column.value === undefined ? (
                <span>{column.label}</span>
              ) : (
                <button
                  type="button"
                  className="table-sort"
                  title={t(next === 'asc' ? 'sortAscending' : 'sortDescending', { column: column.label })}
                  onClick={() => onSort(formatSort(column.id, next))}
                >
                  {column.label}
                  {direction === 'asc' ? <ArrowUp size={12} aria-hidden /> : null}
                  {direction === 'desc' ? <ArrowDown size={12} aria-hidden /> : null}
                </button>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

interface LineProps<Row> {
  readonly line: TableLine<Row>;
  readonly table: DataTableProps<Row>;
  readonly place: { readonly index: number; readonly start: number };
  readonly isTabStop: boolean;
  readonly focusRef: RefObject<HTMLTableRowElement | null>;
  onFocus(): void;
  onKeyDown(event: KeyboardEvent): void;
}

function Line<Row>({ line, table, place, isTabStop, focusRef, onFocus, onKeyDown }: LineProps<Row>) {
  const style: CSSProperties = { transform: `translateY(${place.start}px)` };
  if (line.kind === 'group') {
    return (
      <tr className="table-row" aria-rowindex={place.index + 2} data-group="" style={style}>
        <td className="table-cell table-group truncate" colSpan={table.columns.length}>
          <ForeignText text={line.label} /> <span className="muted">({line.count})</span>
        </td>
      </tr>
    );
  }
  const { row } = line;
  const id = table.rowId(row);
  return (
    <tr
      ref={isTabStop ? focusRef : undefined}
      className="table-row"
      aria-rowindex={place.index + 2}
      aria-selected={table.selectedId === undefined ? undefined : table.selectedId === id}
      tabIndex={isTabStop ? 0 : -1}
      data-row-id={id}
      data-clickable={table.onOpen === undefined ? undefined : ''}
      data-muted={table.isMuted?.(row) ? '' : undefined}
      style={style}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        // A control inside the row does its own work.
        if (event.target instanceof Element && event.target.closest('a, button, input') !== null) return;
        table.onOpen?.(row);
      }}
    >
      {table.columns.map((column) => (
        <td key={column.id} className="table-cell" data-align={column.align}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}
