export * from './calibration.ts';
export * from './utility.ts';
export * from './retrieve.ts';
export * from './score.ts';
export * from './choose.ts';
export * from './rank.ts';
