/** The contest of the strategies: one actor for all three, and who plays by which. */
export { judgeCandidates } from './judge-candidates.ts';
export { type Variant, variants } from './players.ts';
export { createStrategyPlayer, ownSources } from './strategy-contender.ts';
export { playerOf, type PlayerSources, type StrategyPlayer } from './strategy-player.ts';
