/** Who plays from a memory, without a language model: SPEC-lab, rules A1 to A11. */
export { type Agent, type AgentOptions, type AgentSources, createAgent, sourcesOf } from './create.ts';
/** What follows a course of steps through a world, for whatever supplies one: binding, search, repair. */
export { goalOf } from './advice.ts';
export { Explorer } from './explorer.ts';
export { Follower } from './follower.ts';
export { buildKnowledge, type Knowledge } from './knowledge.ts';
export { actId, argumentSlot, type Play, type Played } from './plays.ts';
export { Scene } from './scene.ts';
export { type Command, freshProgress, noteAnswer, type Progress } from './progress.ts';
export { readSkill, type Skill } from './skills.ts';
export type { SlotLink, SlotSource, Way } from './ways.ts';
export { alignWording } from './wording.ts';
