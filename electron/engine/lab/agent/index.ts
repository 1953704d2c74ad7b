/** Who plays from a memory, without a language model: SPEC-lab, rules A1 to A10. */
export { type AgentOptions, createAgent, createMemoryAgent, type Part, parts } from './create.ts';
