import { createHash } from 'node:crypto';
import type { Change, JournalEvent, Source, Trajectory } from '../../../shared/model/index.ts';
import { derivedTables, type AnalysisRow, type DerivedRow, type DerivedTable, type SearchRow } from '../ports.ts';

/** Small made-up content for the tests of the store. */
const sha = (text: string) => createHash('sha256').update(text).digest('hex');

export function sampleSource(name: string, trajectories = 1): Source {
  return { id: sha(`source ${name}`), name: `${name}.jsonl`, format: 'test', bytes: 10, trajectories };
}

export function sampleTrajectory(source: Source, record: number, words = 'pour tea'): Trajectory {
  return {
    id: sha(`${source.id} ${record}`),
    sourceId: source.id,
    record,
    goal: `serve guest ${record} — ‘${words}’`,
    context: 'A kettle stands on the stove.',
    steps: [
      { action: { kind: 'text', text: words }, observation: `Done, number ${record}.` },
      {
        thought: 'next',
        action: { kind: 'tool', name: 'call', arguments: { guest: record, list: [1, null] } },
        observation: 'ok',
        reward: 0.5,
      },
    ],
    outcome: record % 3 === 0 ? 'failure' : 'success',
  };
}

export function sampleBatch(source: Source, count: number) {
  const trajectories = Array.from({ length: count }, (_, record) => sampleTrajectory(source, record));
  const analyses: AnalysisRow[] = trajectories.map(({ id, record }) => ({
    trajectoryId: id,
    version: 1,
    data: JSON.stringify({ record, atoms: ['a', 'ß', '茶'] }),
  }));
  return { trajectories, analyses };
}

/** Events that continue `before`, chained as the journal wants them. */
export function sampleEvents(before: readonly JournalEvent[], changes: readonly Change[]): readonly JournalEvent[] {
  const events: JournalEvent[] = [];
  for (const change of changes) {
    const last = events.at(-1) ?? before.at(-1);
    const previous = last?.hash ?? '';
    const seq = (last?.seq ?? 0) + 1;
    const at = '2026-01-01T00:00:00.000Z';
    events.push({ seq, at, cause: 'terminal', change, previous, hash: sha(JSON.stringify([seq, previous, change])) });
  }
  return events;
}

export function sampleTables(
  rows: Partial<Record<DerivedTable, readonly DerivedRow[]>>,
): Record<DerivedTable, readonly DerivedRow[]> {
  // Every name of the list is given, which fromEntries cannot tell.
  return Object.fromEntries(derivedTables.map((name) => [name, rows[name] ?? []])) as Record<
    DerivedTable,
    readonly DerivedRow[]
  >;
}

export function sampleRows(prefix: string, count: number, value = 0): readonly DerivedRow[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${prefix}-${String(index).padStart(6, '0')}`,
    json: JSON.stringify({ index, value, note: 'it\'s "quoted"' }),
  }));
}

export function searchRow(id: string, text: string, vector: readonly number[] | null): SearchRow {
  return { id, kind: 'procedure', text, vector: vector === null ? null : Float32Array.from(vector) };
}
