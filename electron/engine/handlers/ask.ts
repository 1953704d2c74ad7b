import { Asker } from '../ask/index.ts';
import type { Engine } from '../engine.ts';
import { os } from './wire.ts';

export function askHandlers(engine: Engine) {
  let asker: Asker | null = null;
  return {
    rank: os.ask.rank.handler(({ input }) => {
      const { memory } = engine;
      if (asker?.memory !== memory) asker = new Asker(memory);
      const { goal, observation, k, options } = input;
      return asker.ask({ goal, observation, options: { ...options, k } });
    }),
  };
}
