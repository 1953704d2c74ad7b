import type { ArchiveRow } from '../archive/index.ts';

const COLUMNS = ['episode', 'turn', 'request', 'command', 'response', 'solved'] as const;

/** CSV as RFC 4180 has it: CRLF between rows, quotes where a cell needs them, one row a turn. */
export function writeCsv(rows: readonly ArchiveRow[]): string {
  const lines = rows.map((row) => COLUMNS.map((column) => cell(String(row[column]))).join(','));
  return [COLUMNS.join(','), ...lines].map((line) => `${line}\r\n`).join('');
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The saved mapping that tells the columns of that file apart. */
export function writeMapping(): string {
  const mapping = {
    name: 'Archive errands',
    columns: COLUMNS,
    episode: 'episode',
    goal: 'request',
    action: 'command',
    observation: 'response',
    outcome: 'solved',
    success: '=yes',
  };
  return `${JSON.stringify(mapping, null, 2)}\n`;
}
