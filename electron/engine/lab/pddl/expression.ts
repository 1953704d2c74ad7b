import { GameFault } from '../fault.ts';

/** A symbolic expression: a word, or a list of expressions. Words are lower case: PDDL does not tell cases apart. */
export type Expression = string | readonly Expression[];

const DEPTH_AT_MOST = 200;
const WORD = /[^\s();]+/y;

/**
 * Reads the first expression of a text. Comments run from `;` to the end of the line. A comma is a letter like others: the
 * planner behind such games takes `location,` for a type without objects, and what it forbids a faithful world forbids.
 * What follows the first expression is left alone, because real problems end with stray brackets.
 *
 * @throws GameFault when brackets are missing or nested deeper than 200
 */
export function readExpression(text: string): Expression {
  const lower = text.toLowerCase();
  const open: Expression[][] = [];
  for (let at = 0; at < lower.length;) {
    const char = lower[at];
    if (char === ';') {
      const end = lower.indexOf('\n', at);
      at = end < 0 ? lower.length : end;
    } else if (char === '(') {
      if (open.length >= DEPTH_AT_MOST) throw new GameFault('its PDDL is nested too deeply');
      open.push([]);
      at += 1;
    } else if (char === ')') {
      const done = open.pop();
      if (done === undefined) throw new GameFault('its PDDL has a bracket too many');
      const around = open.at(-1);
      if (around === undefined) return done;
      around.push(done);
      at += 1;
    } else {
      at = readWord(lower, at, open.at(-1));
    }
  }
  throw new GameFault('its PDDL ends before all brackets are closed');
}

/** Reads one word, or steps over one space; answers where to go on. */
function readWord(text: string, at: number, into: Expression[] | undefined): number {
  WORD.lastIndex = at;
  const word = WORD.exec(text)?.[0];
  if (word === undefined) return at + 1;
  if (into === undefined) throw new GameFault('its PDDL does not begin with a bracket');
  into.push(word);
  return at + word.length;
}

export function asList(expression: Expression | undefined, what: string): readonly Expression[] {
  if (expression === undefined || typeof expression === 'string') throw new GameFault(`${what} is missing in its PDDL`);
  return expression;
}

export function asWord(expression: Expression | undefined, what: string): string {
  if (typeof expression !== 'string') throw new GameFault(`${what} is missing in its PDDL`);
  return expression;
}
