import type { Preview } from '../../../../shared/contract/index.ts';
import type { JsonValue } from '../../../../shared/model/index.ts';
import { asList, asObject } from '../json-view.ts';

export type Column = Preview['columns'][number];

const COLUMNS_AT_MOST = 200;
const SAMPLE_AT_MOST = 80;
const DEPTH_AT_MOST = 6;

/**
 * The fields of a record with a sample each. Paths are dotted; the fields of the first element of a list stand below
 * `list[]`, for example `steps[].action`.
 */
export function columnsOf(record: JsonValue): readonly Column[] {
  const columns: Column[] = [];
  const visit = (value: JsonValue, path: string, depth: number): void => {
    if (columns.length >= COLUMNS_AT_MOST || depth > DEPTH_AT_MOST) return;
    const list = asList(value);
    const object = asObject(value);
    if (object === null && path !== '')
      columns.push({ path, sample: list === null ? sampleOf(value) : `[${list.length}]` });
    const first = list === null ? undefined : asObject(list[0]);
    if (first !== null && first !== undefined) visit(first, `${path}[]`, depth + 1);
    for (const key of Object.keys(object ?? {})) {
      visit(object?.[key] ?? null, path === '' ? key : `${path}.${key}`, depth + 1);
    }
  };
  visit(record, '', 0);
  return columns;
}

function sampleOf(value: JsonValue): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > SAMPLE_AT_MOST ? `${text.slice(0, SAMPLE_AT_MOST).toWellFormed()}…` : text;
}
