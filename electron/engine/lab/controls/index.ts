/** Controls: who plays without a memory of procedures. */
export { type Embed, NearestActor } from './nearest.ts';
export { SkeletonActor } from './skeleton-actor.ts';
export { learnSkeletons, type SkeletonMemory } from './skeleton-learning.ts';
