import type { Engine } from '../engine.ts';
import { askHandlers } from './ask.ts';
import { compareHandlers } from './compare.ts';
import { importsHandlers } from './imports.ts';
import { labHandlers } from './lab.ts';
import { libraryHandlers } from './library.ts';
import { memoryHandlers } from './memory.ts';
import { modelsHandlers } from './models.ts';
import { plotsHandlers } from './plots.ts';
import { reasonerHandlers } from './reasoner.ts';
import { reviewHandlers } from './review.ts';
import { skillsHandlers } from './skills.ts';
import { ScoredCandidates } from './scored-candidates.ts';
import { strategiesHandlers } from './strategies.ts';
import { trajectoriesHandlers } from './trajectories.ts';
import { os } from './wire.ts';

/** The contract, implemented by one engine: what every host puts on its channel. */
export function createRouter(engine: Engine) {
  const scores = new ScoredCandidates(engine);
  return os.router({
    memory: memoryHandlers(engine),
    library: libraryHandlers(engine),
    trajectories: trajectoriesHandlers(engine),
    imports: importsHandlers(engine),
    plots: plotsHandlers(engine),
    review: reviewHandlers(engine),
    ask: askHandlers(engine),
    lab: labHandlers(engine),
    strategies: strategiesHandlers(engine, scores),
    models: modelsHandlers(engine),
    reasoner: reasonerHandlers(engine, scores),
    compare: compareHandlers(engine),
    skills: skillsHandlers(engine),
  });
}
export type Router = ReturnType<typeof createRouter>;
