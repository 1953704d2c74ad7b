import { Asker } from '../ask/index.ts';
import { summarise } from '../bayes/index.ts';
import type { Engine } from '../engine.ts';
import { os } from './wire.ts';

export function askHandlers(engine: Engine) {
  let asker: Asker | null = null;
  return {
    rank: os.ask.rank.handler(({ input }) => {
      const { memory } = engine;
      if (asker?.memory !== memory) asker = new Asker(memory);
      const { goal, observation, k, options } = input;
      const { fallback, ...rest } = options;
      const { priorAlpha, priorBeta } = memory.state.folded.settings;
      const posterior =
        fallback === undefined ? undefined : summarise({ alpha: priorAlpha, beta: priorBeta }, fallback);
      return asker.ask({ goal, observation, options: { ...rest, k }, fallback: posterior });
    }),
  };
}
