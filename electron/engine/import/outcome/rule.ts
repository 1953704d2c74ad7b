import { KnackError } from '../../../../shared/errors.ts';
import type { JsonValue } from '../../../../shared/model/index.ts';
import { valueAt } from '../json-view.ts';
import type { Draft } from '../reader.ts';
import { plain } from './words.ts';

const OPERATORS = ['>=', '<=', '>', '<', '='] as const;
type Operator = (typeof OPERATORS)[number];

/** What success is: the value at a dotted path compared with a number or a text. */
export interface OutcomeRule {
  readonly field: string;
  readonly operator: Operator;
  readonly value: string;
}

/** Parses `FIELD>=X`, `FIELD>X`, `FIELD<=X`, `FIELD<X`, `FIELD=TEXT`. @throws KnackError WRONG_USE */
export function parseOutcomeRule(text: string): OutcomeRule {
  const at = text.search(/[<>=]/);
  const operator = OPERATORS.find((one) => at > 0 && text.startsWith(one, at));
  if (operator === undefined) throw wrongRule(text, 'it has no comparison');
  const field = text.slice(0, at).trim();
  const value = text.slice(at + operator.length).trim();
  if (field === '') throw wrongRule(text, 'it names no field');
  if (operator !== '=' && (value === '' || Number.isNaN(Number(value))))
    throw wrongRule(text, `${operator} needs a number`);
  return { field, operator, value };
}

function wrongRule(text: string, why: string): KnackError {
  return new KnackError({
    code: 'WRONG_USE',
    happened: `“${text}” is no rule for success: ${why}.`,
    kept: 'Nothing was imported.',
    todo: 'Write FIELD>=NUMBER, FIELD>NUMBER or FIELD=TEXT, for example reward>=1 or status=resolved.',
  });
}

/** True or false by the rule; null where the record has no such field or no value that can be compared. */
export function judge(rule: OutcomeRule, value: JsonValue | undefined): boolean | null {
  if (value === undefined || value === null) return null;
  if (rule.operator === '=') return isSame(value, rule.value);
  const number = numberOf(value);
  if (number === null) return null;
  const bound = Number(rule.value);
  switch (rule.operator) {
    case '>=':
      return number >= bound;
    case '<=':
      return number <= bound;
    case '>':
      return number > bound;
    case '<':
      return number < bound;
  }
}

function isSame(value: JsonValue, text: string): boolean {
  if (typeof value === 'boolean') return String(value) === text.toLowerCase();
  if (typeof value === 'number' && text !== '') return value === Number(text);
  return String(plain(value)).trim() === text;
}

function numberOf(value: JsonValue): number | null {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const number = Number(value);
  return Number.isNaN(number) ? null : number;
}

/** The draft with the outcome that the rule gives; where the rule cannot tell, what the format itself said stays. */
export function applyRule(draft: Draft, raw: JsonValue, rule: OutcomeRule): Draft {
  const value = valueAt(raw, rule.field);
  const good = judge(rule, value);
  if (good === null) return draft;
  const reward = typeof value === 'number' ? { reward: value } : {};
  return {
    ...draft,
    ...reward,
    outcome: good ? 'success' : 'failure',
    verdict: { field: rule.field, value: plain(value) },
  };
}
