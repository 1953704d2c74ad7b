import type { MineInput } from '../learning/index.ts';

/** What a strategy mines with, beside what the corpus says already. */
export type StrategyMineInput = Pick<MineInput, 'settings' | 'embed' | 'signal' | 'onStage'>;
