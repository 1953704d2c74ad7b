import type { JsonValue } from '../../../../../shared/model/index.ts';
import { asObject, type JsonObject } from '../../json-view.ts';
import { outcomeOf, plain, type Verdicted } from '../../outcome/index.ts';

/** Correct, incorrect, partly correct, no answer: what scorers say, and as what they count (inspect_ai `value_to_float`). */
const LETTERS: Readonly<Record<string, number>> = { C: 1, I: 0, P: 0.5, N: 0 };

interface Judged extends Verdicted {
  readonly verdict: NonNullable<Verdicted['verdict']>;
}

/** What the scorers of a sample say. Where several can be told and differ, the person chooses: then it is unknown. */
export function verdictIn(sample: JsonObject): Verdicted {
  const scores = asObject(sample['scores']);
  const named: readonly (readonly [string, JsonValue])[] =
    scores === null
      ? [['score', sample['score'] ?? null]]
      : Object.entries(scores).map(([name, score]) => [`scores.${name}`, score]);
  const told = named.flatMap(([name, score]): readonly Judged[] => {
    const object = asObject(score);
    const judged = object === null ? null : judge(`${name}.value`, object['value']);
    return judged === null ? [] : [judged];
  });
  const [first] = told;
  return first !== undefined && told.every(({ outcome }) => outcome === first.outcome) ? first : { outcome: 'unknown' };
}

/** A letter, a boolean, a word, or a number from 0 to 1, of which 1 is success. Anything else asks for a rule. */
function judge(field: string, value: JsonValue | undefined): Judged | null {
  const verdict = { field, value: plain(value) };
  const number = typeof value === 'string' && Object.hasOwn(LETTERS, value) ? LETTERS[value] : value;
  if (typeof number === 'number') {
    if (number < 0 || number > 1) return null;
    return { outcome: number === 1 ? 'success' : 'failure', reward: number, verdict };
  }
  const outcome = outcomeOf(value);
  return outcome === 'unknown' ? null : { outcome, verdict };
}
