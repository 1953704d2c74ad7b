import type { Preview } from '../../../../shared/contract/index.ts';
import type { JsonValue } from '../../../../shared/model/index.ts';
import { asList, asObject } from '../json-view.ts';
import { outcomeOf } from './words.ts';

type Offer = Preview['outcomeFields'][number];
type Scalar = string | number | boolean;

const TELLING =
  /reward|scor|succe|solv|correct|pass|complet|finish|done|won|win|outcome|result|status|verdict|label|accura|exit|grade|rating/i;
const FIELDS_AT_MOST = 200;
const VALUES_AT_MOST = 12;
const TEXT_AT_MOST = 120;
const DEPTH_AT_MOST = 3;
const SHOWN = 8;
const OFFERED = 6;

interface Seen {
  readonly values: Map<Scalar, number>;
  many: boolean;
}

/** Collects over the records of a file the fields that could tell an outcome: few values, and a telling name or type. */
export class OutcomeOffer {
  readonly #fields = new Map<string, Seen>();
  #records = 0;

  add(raw: JsonValue): void {
    this.#records += 1;
    this.#visit(raw, '', 0);
    const lists = Object.entries(asObject(raw) ?? {});
    for (const [key, value] of lists) {
      const last = asObject(asList(value)?.at(-1));
      const content = last?.['content'] ?? last?.['value'];
      if (last !== null && typeof content === 'string')
        this.#count(`${key}.-1.${'content' in last ? 'content' : 'value'}`, content);
    }
  }

  #visit(value: JsonValue, path: string, depth: number): void {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      if (path !== '') this.#count(path, value);
      return;
    }
    const object = asObject(value);
    if (object === null || depth >= DEPTH_AT_MOST) return;
    for (const key of Object.keys(object))
      this.#visit(object[key] ?? null, path === '' ? key : `${path}.${key}`, depth + 1);
  }

  #count(path: string, value: Scalar): void {
    let seen = this.#fields.get(path);
    if (seen === undefined) {
      if (this.#fields.size >= FIELDS_AT_MOST) return;
      seen = { values: new Map(), many: false };
      this.#fields.set(path, seen);
    }
    if (seen.many) return;
    const count = seen.values.get(value);
    const tooLong = typeof value === 'string' && value.length > TEXT_AT_MOST;
    if (tooLong || (count === undefined && seen.values.size >= VALUES_AT_MOST && typeof value !== 'number'))
      seen.many = true;
    else if (count !== undefined || seen.values.size < VALUES_AT_MOST) seen.values.set(value, (count ?? 0) + 1);
  }

  /** The fields to offer, most telling first, each with the values seen and a rule to start from. */
  offers(): readonly Offer[] {
    const ranked = [...this.#fields].flatMap(([field, seen]) => {
      const rank = this.#rank(field, seen);
      return rank === null ? [] : [{ field, seen, rank }];
    });
    ranked.sort((a, b) => a.rank - b.rank || (a.field < b.field ? -1 : 1));
    return ranked.slice(0, OFFERED).map(({ field, seen }) => ({
      field,
      values: [...seen.values.keys()].slice(0, SHOWN).map(String),
      suggestion: suggestionFor(field, seen.values),
    }));
  }

  #rank(field: string, seen: Seen): number | null {
    if (seen.many || seen.values.size === 0) return null;
    const name = field.slice(field.lastIndexOf('.') + 1);
    const scalars = [...seen.values.keys()];
    if (TELLING.test(name)) return scalars.every((value) => typeof value === 'string') ? 1 : 0;
    if (scalars.every((value) => typeof value === 'boolean')) return 2;
    const isLast = field.includes('.-1.');
    return isLast && this.#records >= 3 && seen.values.size * 3 <= this.#records ? 3 : null;
  }
}

function suggestionFor(field: string, values: ReadonlyMap<Scalar, number>): string {
  const scalars = [...values.keys()];
  if (scalars.every((value) => typeof value === 'boolean')) return `${field}=true`;
  const numbers = scalars.filter((value) => typeof value === 'number');
  if (numbers.length === scalars.length) return numbers.some((value) => value >= 1) ? `${field}>=1` : `${field}>0`;
  const good = scalars.find((value) => outcomeOf(value) === 'success');
  const [commonest] = [...values].toSorted(([, a], [, b]) => b - a);
  return `${field}=${String(good ?? commonest?.[0] ?? '')}`;
}
