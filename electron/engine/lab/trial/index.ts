/** Trials: a memory or a control plays, is measured, and may learn. */
export { compareTrials } from './compare.ts';
export { listContenders, nameOf } from './contenders.ts';
export { readHumanGoals } from './human-goals.ts';
export { KeptRuns, learnRun, posteriorsOf, saveRun } from './kept-runs.ts';
export { runTrial, type TrialParts } from './trial.ts';
