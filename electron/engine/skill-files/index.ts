/** Agent Skills as files: written strictly to the specification, checked against it, and read from strangers. */
export { nameSkills, writeMetaSkill, writeProcedureSkill, type SkillFile } from './write.ts';
export { validateSkill, type SkillFolder } from './validate.ts';
export { findSkills, type FoundSkills } from './find.ts';
export { readSkill, type GivenSkill } from './read.ts';
