import { GameFault } from '../fault.ts';
import { asList, asWord, type Expression, readExpression } from './expression.ts';
import { readAtom, readEffects, readFormula, readTyped } from './formula.ts';
import type { ActionSchema, Domain, Problem } from './model.ts';

/** Sections that say nothing about what can be done. Predicates are known by their use; functions are numbers. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  ':requirements',
  ':predicates',
  ':functions',
  ':domain',
  ':metric',
  ':length',
]);

/** Reads a domain: types, constants, actions. @throws GameFault for axioms, durations and other parts beyond ADL */
export function readDomain(text: string): Domain {
  const types = new Map<string, readonly string[]>();
  const constants: Domain['constants'][number][] = [];
  const actions: ActionSchema[] = [];
  for (const section of sectionsOf(text, 'domain')) {
    const [name, ...rest] = section;
    if (name === ':types') {
      for (const type of readTyped(rest)) types.set(type.name, type.types);
    } else if (name === ':constants') {
      constants.push(...readTyped(rest));
    } else if (name === ':action') {
      actions.push(readAction(rest));
    } else if (typeof name !== 'string' || !LEFT_OUT.has(name)) {
      throw new GameFault(`its domain has a part ${JSON.stringify(name)} that Knack does not know`);
    }
  }
  return { types, constants, actions };
}

function readAction([name, ...rest]: readonly Expression[]): ActionSchema {
  const fields = new Map<string, Expression>();
  for (let at = 0; at + 1 < rest.length; at += 2) {
    // The bound of the loop says that there is one more.
    fields.set(asWord(rest[at], 'a field of an action'), rest[at + 1] as Expression);
  }
  return {
    name: asWord(name, 'the name of an action'),
    parameters: readTyped(asList(fields.get(':parameters') ?? [], 'a list of parameters')),
    precondition: readFormula(fields.get(':precondition') ?? []),
    effects: readEffects(fields.get(':effect') ?? []),
  };
}

/** Reads a problem: objects, what holds at the start, the goal. Numbers at the start (costs) are left out. @throws GameFault */
export function readProblem(text: string): Problem {
  let objects: Problem['objects'] = [];
  let facts: Problem['facts'] = [];
  let goal: Problem['goal'] | null = null;
  for (const [name, ...rest] of sectionsOf(text, 'problem')) {
    if (name === ':objects') objects = readTyped(rest);
    else if (name === ':goal') goal = readFormula(rest[0]);
    else if (name === ':init') {
      const atoms = rest.map((fact) => asList(fact, 'a fact'));
      facts = atoms.filter(([head]) => head !== '=' && head !== 'not').map(readAtom);
    }
  }
  if (goal === null) throw new GameFault('its problem has no goal');
  return { objects, facts, goal };
}

/** What stands in `(define (domain x) ..)` after the head. */
function sectionsOf(text: string, what: string): readonly (readonly Expression[])[] {
  const [define, head, ...sections] = asList(readExpression(text), `the ${what}`);
  if (define !== 'define' || asList(head, `the name of the ${what}`)[0] !== what)
    throw new GameFault(`it has no ${what}`);
  return sections.map((section) => asList(section, `a part of the ${what}`));
}
