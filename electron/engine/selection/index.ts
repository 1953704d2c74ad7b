export * from './calibration.ts';
export * from './competition.ts';
export * from './threshold.ts';
export * from './utility.ts';
export * from './score.ts';
export * from './choose.ts';
export * from './modes.ts';
export * from './rank.ts';
