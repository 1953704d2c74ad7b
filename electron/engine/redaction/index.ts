/** Takes secrets out of what leaves a memory: keys and tokens, passwords, and what tells of people and machines. */
export { redactText, redactValue, type Finding, type KeptKinds, type Redacted } from './redact.ts';
