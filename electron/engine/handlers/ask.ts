import { Asker } from '../ask/index.ts';
import { summarise } from '../bayes/index.ts';
import type { Engine } from '../engine.ts';
import { findItem } from '../memory/index.ts';
import { hasWrittenGoal } from './library-columns.ts';
import { notFound } from './library.ts';
import { os } from './wire.ts';

/** Time after a memory was opened before it is made ready for questions, in milliseconds: first it is shown, and its model loaded. */
const idleBeforeIndex = 2000;

export function askHandlers(engine: Engine) {
  let asker: Asker | null = null;
  const askerNow = (): Asker => {
    const { memory } = engine;
    if (asker?.memory !== memory) asker = new Asker(memory);
    return asker;
  };
  prepareWhenOpened(engine, askerNow);
  return {
    find: os.ask.find.handler(({ input }) => askerNow().find(input)),
    neighbours: os.ask.neighbours.handler(async ({ input }) => {
      const { id, limit } = input;
      const found = await askerNow().neighbours(id, limit);
      // What is deleted, pruned or held back is there, and asked for by nobody.
      if (found === null && findItem(engine.memory.state.derived, id) === null) throw notFound('procedure', id);
      return found ?? { meaning: [], steps: [] };
    }),
    rank: os.ask.rank.handler(async ({ input }) => {
      const { memory } = engine;
      const { goal, observation, k, options } = input;
      const { fallback, ...rest } = options;
      const { priorAlpha, priorBeta } = memory.state.folded.settings;
      const posterior =
        fallback === undefined ? undefined : summarise({ alpha: priorAlpha, beta: priorBeta }, fallback);
      const ranking = await askerNow().ask({ goal, observation, options: { ...rest, k }, fallback: posterior });
      const written = new Set(memory.state.derived.procedures.filter(hasWrittenGoal).map(({ id }) => id));
      if (written.size === 0) return ranking;
      const candidates = ranking.candidates.map((one) =>
        written.has(one.id) ? { ...one, written: true as const } : one,
      );
      return { ...ranking, candidates };
    }),
  };
}

/** The first question need not wait for the index; a host that answers one command and ends has no use for that. */
function prepareWhenOpened(engine: Engine, askerNow: () => Asker): void {
  if (engine.config.host === 'terminal') return;
  let timer: NodeJS.Timeout | null = null;
  engine.watchMemory((uri) => {
    if (timer !== null) clearTimeout(timer);
    if (uri === null) return;
    timer = setTimeout(() => {
      // Whoever asks is told what is wrong; and the memory may have been closed meanwhile.
      if (engine.isOpen)
        void askerNow()
          .prepare()
          .catch(() => undefined);
    }, idleBeforeIndex);
    timer.unref();
  });
}
