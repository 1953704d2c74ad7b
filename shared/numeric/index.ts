export * from './gamma.ts';
export * from './beta.ts';
export * from './interval.ts';
export * from './compare.ts';
export * from './curve.ts';
export * from './difference.ts';
export * from './vector.ts';
export * from './random.ts';
