import { GameFault } from '../fault.ts';
import { asList, asWord, type Expression } from './expression.ts';
import type { Atom, Effect, Formula, Typed } from './model.ts';

const NUMERIC_EFFECTS: ReadonlySet<string> = new Set(['increase', 'decrease', 'assign', 'scale-up', 'scale-down']);
const NUMERIC_TESTS: ReadonlySet<string> = new Set(['<', '<=', '>', '>=']);
const BEYOND: ReadonlySet<string> = new Set([
  'preference',
  'always',
  'sometime',
  'at-most-once',
  'oneof',
  'probabilistic',
]);

/** `a b - type c - (either x y) d`: names with the type that follows them. @throws GameFault */
export function readTyped(list: readonly Expression[]): readonly Typed[] {
  const typed: Typed[] = [];
  let names: string[] = [];
  for (let at = 0; at < list.length; at += 1) {
    const word = list[at];
    if (word !== '-') {
      names.push(asWord(word, 'a name'));
      continue;
    }
    at += 1;
    const type = list[at];
    const types =
      typeof type === 'string'
        ? [type]
        : asList(type, 'a type')
            .slice(1)
            .map((name) => asWord(name, 'a type'));
    typed.push(...names.map((name) => ({ name, types })));
    names = [];
  }
  return [...typed, ...names.map((name) => ({ name, types: [] }))];
}

/** A precondition or a goal; `()` is always true. @throws GameFault where it needs more than typed ADL */
export function readFormula(expression: Expression | undefined): Formula {
  const [head, ...rest] = asList(expression, 'a condition');
  if (head === undefined) return { kind: 'and', parts: [] };
  const word = asWord(head, 'a predicate');
  switch (word) {
    case 'and':
    case 'or':
      return { kind: word, parts: rest.map(readFormula) };
    case 'not':
      return { kind: 'not', part: readFormula(rest[0]) };
    case 'imply':
      return { kind: 'or', parts: [{ kind: 'not', part: readFormula(rest[0]) }, readFormula(rest[1])] };
    case 'exists':
    case 'forall':
      return { kind: word, variables: readTyped(asList(rest[0], 'a list of variables')), part: readFormula(rest[1]) };
    case '=':
      return { kind: 'equal', left: termOf(rest[0]), right: termOf(rest[1]) };
    default:
      if (NUMERIC_TESTS.has(word) || BEYOND.has(word)) throw new GameFault(`it has a condition with "${word}"`);
      return { kind: 'atom', atom: readAtom([word, ...rest]) };
  }
}

function termOf(expression: Expression | undefined): string {
  if (typeof expression !== 'string') throw new GameFault('it compares numbers in a condition');
  return expression;
}

/** `(predicate term ..)`. @throws GameFault */
export function readAtom([predicate, ...terms]: readonly Expression[]): Atom {
  return { predicate: asWord(predicate, 'a predicate'), terms: terms.map((term) => asWord(term, 'a term')) };
}

/** An effect as a flat list; numbers (costs) are left out, they change nothing that is told. @throws GameFault */
export function readEffects(expression: Expression | undefined): readonly Effect[] {
  return effectsIn(expression, { variables: [], condition: null });
}

interface Around {
  readonly variables: readonly Typed[];
  readonly condition: Formula | null;
}

function effectsIn(expression: Expression | undefined, around: Around): readonly Effect[] {
  const [head, ...rest] = asList(expression, 'an effect');
  if (head === undefined) return [];
  const word = asWord(head, 'an effect');
  if (NUMERIC_EFFECTS.has(word)) return [];
  switch (word) {
    case 'and':
      return rest.flatMap((part) => effectsIn(part, around));
    case 'forall': {
      const variables = [...around.variables, ...readTyped(asList(rest[0], 'a list of variables'))];
      return effectsIn(rest[1], { ...around, variables });
    }
    case 'when': {
      const condition = readFormula(rest[0]);
      const both: Formula =
        around.condition === null ? condition : { kind: 'and', parts: [around.condition, condition] };
      return effectsIn(rest[1], { ...around, condition: both });
    }
    case 'not':
      return [{ ...around, makes: false, atom: readAtom(asList(rest[0], 'an effect')) }];
    default:
      if (BEYOND.has(word)) throw new GameFault(`it has an effect with "${word}"`);
      return [{ ...around, makes: true, atom: readAtom([word, ...rest]) }];
  }
}
