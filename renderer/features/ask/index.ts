/** A goal and an observation in, the ranking by expected utility out, with every term and the reason. */
export { AskView } from './ask-view.tsx';
