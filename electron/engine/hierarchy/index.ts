export { findCourses, type Course } from './sequences.ts';
export { mineMetas, type MinedMeta } from './mine-metas.ts';
export { findRuns, learnPolicy, type MetaRun } from './policy.ts';
