export { nextGain } from './baseline.ts';
export { gateOf, rescore } from './candidates.ts';
export { judgeGate, type GateStep } from './gate.ts';
export { judgeTrials, type PairedGames, signTest } from './judge.ts';
export { deriveProcmem, mineProcmem } from './mine.ts';
export { activationText } from './rounds.ts';
export { scoreByFile, type LogProbability } from './scorer.ts';
export { lowerConfidence, newbornMaturity } from './selection.ts';
