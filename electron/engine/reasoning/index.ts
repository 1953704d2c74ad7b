/** The reasoners behind one port: rules, a server, a model of this machine. */
export { ReasonerDesk } from './desk.ts';
export type { DeskOptions } from './desk.ts';
export { hostVault } from './vaults.ts';
