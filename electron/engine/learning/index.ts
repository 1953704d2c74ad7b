/** MACLA's learning: `analyse` one trajectory, `mine` all of them, and from that `derive` the state under any decisions. */
/**
 * Raised whenever the same trajectories, decisions and settings would give another state: what earlier rules made is then derived
 * anew when a memory is opened, and is not compared with.
 */
export const learningVersion = 9;

export { analyse, analysisVersion } from '../abstraction/analysis.ts';
export { importedProposalId, withImported } from './imported.ts';
export { mine, mineCorpus, type Mined, type MinedCorpus } from './mine.ts';
export { MinedBefore } from './mined-before.ts';
export { buildRevisions, splitEvidence } from './revisions.ts';
export { listWritten } from './written.ts';
export type { DeriveInput, Embed, LearningStage, MineInput, SourceAt } from './types.ts';
