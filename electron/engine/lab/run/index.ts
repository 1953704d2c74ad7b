/** Playing: an actor over games of an environment, episode by episode. */
export { type EpisodePlan, type PlayedEpisode, type Wording } from './episode.ts';
export { planEpisodes, type PlanOptions } from './plan.ts';
export { playEpisodes, type RunOptions } from './run.ts';
export { recordOfEpisode, trajectoryOf } from './trajectory-of.ts';
