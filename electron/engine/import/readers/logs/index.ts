export { LabelledSteps } from './labelled-steps.ts';
export { reactLog } from './react.ts';
export { reflexionLog } from './reflexion.ts';
export { reflexionResults } from './reflexion-results.ts';
export { webshopLog } from './webshop.ts';
