/** PDDL as game files use it: typed ADL with constants; numbers are left out. */
export { readDomain, readProblem } from './documents.ts';
export type { ActionSchema, Atom, Domain, Effect, Formula, Problem, Typed } from './model.ts';
