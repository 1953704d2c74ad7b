import { createHash } from 'node:crypto';
import type { ExportResult } from '../../../shared/contract/index.ts';
import { KnackError } from '../../../shared/errors.ts';
import { renderCondition } from '../../../shared/model/index.ts';
import type { Condition, Posterior } from '../../../shared/model/index.ts';
import { canonicalJson } from '../identity/index.ts';
import { countsOf } from '../memory/index.ts';
import type { Memory, MemoryState } from '../memory/index.ts';
import { exportSnapshot, writeFileWhole } from '../snapshot/index.ts';

/** Writes the memory to a file in one of the forms that are built. @throws KnackError WRONG_USE for another form */
export function exportMemory(
  memory: Memory,
  request: { readonly file: string; readonly as: string },
): Promise<ExportResult> {
  const { file } = request;
  switch (request.as) {
    case 'snapshot':
      return memory.exclusive(() => exportSnapshot(memory, file));
    case 'jsonl':
      return exportText(memory.state, file, jsonLines(memory.state));
    case 'csv':
      return exportText(memory.state, file, csvLines(memory.state));
    default:
      throw new KnackError({
        code: 'WRONG_USE',
        happened: `There is no export as ${request.as}.`,
        kept: 'Nothing was written.',
        todo: 'Use snapshot, jsonl or csv.',
      });
  }
}

async function exportText(state: MemoryState, file: string, lines: Iterable<string>): Promise<ExportResult> {
  const hash = createHash('sha256');
  await writeFileWhole(
    file,
    (async function* () {
      for (const line of lines) {
        hash.update(line);
        yield line;
      }
    })(),
  );
  return { file, sha256: hash.digest('hex'), stateHash: state.stateHash, counts: countsOf(state) };
}

/** Every row of the current state, a line each, with the table that it is of. */
function* jsonLines({ derived }: MemoryState): Generator<string> {
  const tables = {
    procedure: derived.procedures,
    meta: derived.metaProcedures,
    segment: derived.segments,
    evidence: derived.evidence,
    proposal: derived.proposals,
  };
  for (const [kind, rows] of Object.entries(tables)) {
    for (const row of rows) yield `${canonicalJson({ kind, ...rowOf(kind, row) })}\n`;
  }
}

/** A proposal has a kind of its own: the row stands under its table's name, so that no field is lost. */
function rowOf(kind: string, row: object): object {
  return kind === 'proposal' ? { proposal: row } : row;
}

const header = [
  'id',
  'kind',
  'status',
  'pinned',
  'goal',
  'preconditions',
  'steps',
  'postconditions',
  'alpha',
  'beta',
  'mean',
  'interval',
  'mass',
  'low',
  'high',
  'n',
];

/** The library as one table: procedures and meta-procedures with their posteriors. RFC 4180. */
function* csvLines({ derived }: MemoryState): Generator<string> {
  yield csvLine(header);
  for (const { id, status, pinned, body, posterior } of derived.procedures) {
    const steps = body.steps.map((step) => step.template).join('; ');
    const head = [id, 'procedure', status, pinned, body.goal, conditions(body.preconditions), steps];
    yield csvLine([...head, conditions(body.postconditions), ...numbersOf(posterior)]);
  }
  for (const { id, status, pinned, goal, preconditions, sequence, posterior } of derived.metaProcedures) {
    const head = [id, 'meta', status, pinned, goal, conditions(preconditions), sequence.join('; '), ''];
    yield csvLine([...head, ...numbersOf(posterior)]);
  }
}

const conditions = (list: readonly Condition[]): string => list.map(renderCondition).join('; ');

function numbersOf({ alpha, beta, mean, interval, n }: Posterior): readonly (string | number)[] {
  return [alpha, beta, mean, interval.kind, interval.mass, interval.low, interval.high, n];
}

/** A cell that begins like a formula gets a quote before it, so that no spreadsheet runs a stranger's text. */
function csvLine(cells: readonly (string | number | boolean)[]): string {
  const texts = cells.map((cell) => {
    if (typeof cell !== 'string') return String(cell);
    const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  });
  return `${texts.join(',')}\r\n`;
}
