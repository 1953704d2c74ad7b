/** The lab: worlds to act in, recordings of demonstrators, playing recordings again, and trials of a memory. */
export type { Environment, GameRef, Opening, Turn } from '../ports.ts';
export type { Actor } from './actor.ts';
export { evaluate } from './prediction/index.ts';
export { judgeCandidates } from './contest/index.ts';
export { GamesEnvironment } from './games-environment.ts';
export { openGames } from './open-games.ts';
export { ProgramEnvironment } from './program/index.ts';
export { recordEpisodes } from './record.ts';
export { replayEpisodes } from './replay.ts';
export {
  compareTrials,
  KeptRuns,
  learnRun,
  listContenders,
  nameOf,
  posteriorsOf,
  runTrial,
  saveRun,
  type TrialParts,
} from './trial/index.ts';
