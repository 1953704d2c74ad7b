export * from './words.ts';
export * from './cluster.ts';
export * from './ontology.ts';
