export { findAttempts, type Attempt, type Execution } from './executions.ts';
export { observeAttempts, type Observed } from './observe.ts';
export { nameRoles, type Roles } from './roles.ts';
export { buildProcedures, mergeDuplicates, textOf, type BuildContext } from './build.ts';
export { conditionOf } from './conditions-of.ts';
export { findDuplicates } from './duplicates.ts';
export { judge, makeEvidence } from './evidence.ts';
export { revisionHash, saysTheSame } from './revision.ts';
export type { Feature, MinedProcedure } from './mined.ts';
