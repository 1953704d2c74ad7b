/** MACLA's learning: `analyse` one trajectory, `mine` all of them, and from that `derive` the state under any decisions. */
export { analyse, analysisVersion } from '../abstraction/analysis.ts';
export { mine, type MinedCorpus } from './mine.ts';
export type { DeriveInput, Embed, LearningStage, MineInput, SourceAt } from './types.ts';
