/** The three ways of learning from the same trajectories, behind the interface that a memory learns by. */
export { analyse, analysisVersion, learningVersion, MinedBefore } from '../learning/index.ts';
export { askEntries, entryTokens, readTaskFacts, squaredDistance } from './memp/index.ts';
export { mine } from './mine.ts';
export {
  gateOf,
  judgeGate,
  judgeTrials,
  rescore,
  scoreByFile,
  signTest,
  type GateStep,
  type LogProbability,
  type PairedGames,
} from './procmem/index.ts';
export { openSupply, type Guidance, type StrategySupply, type SupplyQuestion } from './supply.ts';
