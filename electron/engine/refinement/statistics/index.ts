export * from './tables.ts';
export * from './e-value.ts';
export * from './discovery.ts';
export * from './contrast.ts';
