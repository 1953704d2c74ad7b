/** The contest of the strategies: one actor for all three, and who plays by which. */
export { variants } from './players.ts';
export { createStrategyPlayer, deriveVariant, playerOf } from './strategy-contender.ts';
