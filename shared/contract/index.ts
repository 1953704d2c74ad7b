import type { ContractRouterClient } from '@orpc/contract';
import { compareContract } from './compare.ts';
import { importsContract } from './imports.ts';
import { labContract } from './lab.ts';
import { libraryContract } from './library.ts';
import { memoryContract } from './memory.ts';
import { modelsContract } from './models.ts';
import { plotsContract } from './plots.ts';
import { reasonerContract } from './reasoner.ts';
import { askContract, reviewContract } from './review.ts';
import { skillsContract } from './skills.ts';
import { strategiesContract } from './strategies.ts';
import { trajectoriesContract } from './trajectories.ts';

/** Everything that a host offers: one router for the desktop, the browser and the terminal. */
export const contract = {
  memory: memoryContract,
  library: libraryContract,
  trajectories: trajectoriesContract,
  imports: importsContract,
  plots: plotsContract,
  review: reviewContract,
  ask: askContract,
  lab: labContract,
  strategies: strategiesContract,
  models: modelsContract,
  reasoner: reasonerContract,
  compare: compareContract,
  skills: skillsContract,
};
export type Contract = typeof contract;
export type Client = ContractRouterClient<Contract>;

export * from './compare.ts';
export * from './evaluate.ts';
export * from './finding.ts';
export * from './imports.ts';
export * from './lab.ts';
export * from './lab-desk.ts';
export * from './lab-judge.ts';
export * from './lab-players.ts';
export * from './lab-run.ts';
export * from './library.ts';
export * from './library-rows.ts';
export * from './memory.ts';
export * from './models.ts';
export * from './plots.ts';
export * from './reasoner.ts';
export * from './review.ts';
export * from './skills.ts';
export * from './strategies.ts';
export * from './trajectories.ts';
