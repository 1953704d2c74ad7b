/** Who plays from a memory, without a language model: SPEC-lab, rules A1 to A10. */
export { type Agent, type AgentOptions, type AgentSources, createAgent, sourcesOf } from './create.ts';
