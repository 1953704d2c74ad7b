export * from './fuse.ts';
export * from './soft-match.ts';
export * from './units.ts';
export * from './variety.ts';
