/** A world of facts and actions, without any text. */
export {
  type Binding,
  type Condition,
  partsOf,
  rowOf,
  slotsIn,
  type Term,
  unbound,
  type Variable,
} from './condition.ts';
export type { Objects } from './objects.ts';
export type { Row, Table } from './table.ts';
export { type Action, World, type WorldEffect } from './world.ts';
