/** Environments that are programs of their own. */
export { ProgramEnvironment } from './program-environment.ts';
