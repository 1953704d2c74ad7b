export * from './plots.ts';
export * from './posterior.ts';
export * from './shrinkage.ts';
export * from './prune.ts';
