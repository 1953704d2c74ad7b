/** The page of one meta-procedure: sequence, policy with its counts, posterior, runs. */
export { MetaView } from './meta-view.tsx';
