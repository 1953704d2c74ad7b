/** What is asked of a reasoner about a memory, and what becomes of the answers. Nothing here asks or changes anything. */
export { described, describeQuestion } from './describe.ts';
export { explainQuestion } from './explain.ts';
export { likelihoodQuestion } from './likelihood.ts';
export { abstractQuestion, rewriteQuestion, scripted } from './scripts.ts';
