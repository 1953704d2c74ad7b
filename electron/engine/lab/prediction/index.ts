/** Foretelling: what a memory expects of episodes that it does not know, beside what they were. */
export { evaluate, type EvaluateParts } from './evaluate.ts';
export { type Examined, appraise, type Hit, type Teller } from './appraise.ts';
export { summarise } from './report.ts';
