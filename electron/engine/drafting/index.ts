/** What is asked of a reasoner about a memory, and what becomes of the answers. Nothing here asks or changes anything. */
export { attributed, attributeQuestion, gatherVoices, labelOf, type ActiveSpan } from './attribution.ts';
export { described, describeQuestion } from './describe.ts';
export { explainQuestion } from './explain.ts';
export { factsQuestion } from './facts.ts';
export { likelihoodQuestion } from './likelihood.ts';
export { coverSteps, mostSteps, segmentQuestion } from './segments.ts';
export { abstractQuestion, rewriteQuestion, scripted } from './scripts.ts';
