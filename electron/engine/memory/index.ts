export { Memory } from './memory.ts';
export type { Arrival, Expected, MemoryParts } from './memory.ts';
export {
  planApproval,
  planDeletion,
  planEdit,
  planPin,
  planRedo,
  planRejection,
  planRestoring,
  planSettings,
  planUndo,
} from './decisions.ts';
export type { Folded, Turn } from './fold.ts';
export { importFiles } from './importing.ts';
export type { ImportDoor, ImportRequest } from './importing.ts';
export { infoOf } from './info.ts';
export { makerOf } from './learner.ts';
export type { Learning, MinedCorpus } from './learner.ts';
export { metaNames } from './meta-names.ts';
export { countsOf, findItem, standingSummaries } from './state.ts';
export type { MemoryState } from './state.ts';
export { summarise } from './summary.ts';
export type { Summary } from './summary.ts';
export { Vectors } from './vectors.ts';
export type { OpenEmbedder } from './vectors.ts';
export { planUnlearning, reportUnlearning, unlearn } from './unlearning.ts';
export { replay, reportChecks, reread, verifyStore } from './verify.ts';
export type { ReplayParts, Reread } from './verify.ts';
