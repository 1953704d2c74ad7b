import type { ReactNode } from 'react';
import { ForeignText } from './foreign-text.tsx';
import './table.css';

export interface PlainTableProps {
  readonly caption: string;
  readonly columns: readonly { readonly label: string; readonly numeric?: boolean }[];
  readonly rows: readonly { readonly id: string; readonly cells: readonly ReactNode[] }[];
}

/** A short table without sorting: the twin of a plot, a list of figures. The wrapper scrolls and takes the focus. */
export function PlainTable({ caption, columns, rows }: PlainTableProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <section className="plain-table-wrap" tabIndex={0} aria-label={caption}>
      <table className="plain-table">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.label} scope="col" className={column.numeric ? 'num' : undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {row.cells.map((cell, index) => (
                <td key={index} className={columns[index]?.numeric ? 'num' : undefined}>
                  {typeof cell === 'string' ? <ForeignText text={cell} /> : cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
