/** Trials: a memory or a control plays, is measured, and may learn. */
export { compareTrials } from './compare.ts';
export { readHumanGoals } from './human-goals.ts';
export { runTrial, type TrialParts } from './trial.ts';
