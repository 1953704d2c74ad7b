/** The lab: worlds to act in, recordings of demonstrators, and playing recordings again. */
export { GamesEnvironment } from './games-environment.ts';
export { ProgramEnvironment } from './program/index.ts';
export { recordEpisodes } from './record.ts';
export { replayEpisodes } from './replay.ts';
export { compareTrials, runTrial, type TrialParts } from './trial/index.ts';
