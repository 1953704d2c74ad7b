/** The grammar of a game file: taken apart, not yet told anything of a world. */
export { readGrammar, type GrammarDocument } from './document.ts';
export { readGiven, type Given } from './given.ts';
export { readParts, type Item, type Part, type Value } from './parts.ts';
