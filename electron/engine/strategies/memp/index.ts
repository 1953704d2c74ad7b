export { askEntries, entryTokens, readTaskFacts, type EmbedTexts } from './ask.ts';
export { credit, creditedOf, isUseless, type Use } from './ledger.ts';
export { deriveMemp, mineMemp } from './mine.ts';
export { squaredDistance } from './retrieve.ts';
