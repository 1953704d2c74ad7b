/** What a table draws: a row, or the heading of a group of rows. */
export type TableLine<Row> =
  | { readonly kind: 'row'; readonly row: Row }
  | { readonly kind: 'group'; readonly label: string; readonly count: number };

/** Puts rows that share a group under its heading; groups come in the order of their first row, rows keep theirs. */
export function linesOf<Row>(rows: readonly Row[], groupOf?: (row: Row) => string): readonly TableLine<Row>[] {
  if (groupOf === undefined) return rows.map((row) => ({ kind: 'row', row }));
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const label = groupOf(row);
    const group = groups.get(label);
    if (group === undefined) groups.set(label, [row]);
    else group.push(row);
  }
  return [...groups].flatMap(([label, members]) => [
    { kind: 'group', label, count: members.length } as const,
    ...members.map((row) => ({ kind: 'row', row }) as const),
  ]);
}

/** Reads `column:desc`; anything else is no sorting. */
export function parseSort(sort: string): { id: string; desc: boolean }[] {
  const [id = '', direction = 'asc'] = sort.split(':', 2);
  return id === '' ? [] : [{ id, desc: direction === 'desc' }];
}

export function formatSort(id: string, direction: 'asc' | 'desc'): string {
  return `${id}:${direction}`;
}
