/** Measuring: what a run came to, how good its predictions were, and how two runs differ. */
export { type Calibration, calibrationOf, type Forecast } from './calibration.ts';
export { holm, type Pair, pairedDifference, type PairedDifference } from './paired.ts';
export { type Share, shareOf } from './success.ts';
export { type GameFigure, type RunSummary, summariseRun, taskFolderOf } from './summary.ts';
