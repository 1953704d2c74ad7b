import type { ProcedureBody } from '../../../shared/model/index.ts';
import type { Pattern } from '../conditions/patterns.ts';
import type { Execution } from './executions.ts';

/** A difference between executions that a contrast may test: a condition before or after, a step, or the order of two steps. */
export type Feature =
  | { readonly kind: 'condition'; readonly pattern: Pattern }
  /** What the last answer told of the primary arguments. */
  | { readonly kind: 'effect'; readonly pattern: Pattern }
  | {
      readonly kind: 'step';
      /** The step as the body writes it. */ readonly label: string;
      readonly elementKey: string;
    }
  | {
      /** `first` is done before `second`, both as the body writes them; the next feature is their reverse. */
      readonly kind: 'order';
      readonly first: string;
      readonly second: string;
      readonly isReverse: boolean;
    };

/** A procedure as it was mined, before any decision, with all its executions. */
export interface MinedProcedure {
  readonly id: string;
  /** The defining keys: one, or several that were merged as duplicates. */
  readonly keys: readonly string[];
  readonly aim: 'effect' | 'found';
  readonly body: ProcedureBody;
  /** In the order of the corpus; `patterns` of an execution index `features`. */
  readonly executions: readonly Execution[];
  readonly features: readonly Feature[];
  /** Names of the primary arguments, by position. */
  readonly slots: readonly string[];
  /** Words that it is found by: e = embed(G; Psi; Phi) [M]. */
  readonly text: string;
}

export function isGood(outcome: 'success' | 'failure' | 'unknown'): boolean {
  return outcome !== 'failure';
}
