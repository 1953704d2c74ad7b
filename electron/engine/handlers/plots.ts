import { calibrate, compare, sensitivity, type ComparedItem } from '../bayes/index.ts';
import type { Engine } from '../engine.ts';
import { findItem, metaNames } from '../memory/index.ts';
import type { MemoryState } from '../memory/index.ts';
import { evidenceOf, notFound } from './library.ts';
import { os } from './wire.ts';

/** Figures of posteriors beyond one item's own density. */
export function plotsHandlers(engine: Engine) {
  return {
    compare: os.plots.compare.handler(({ input }) => {
      const { state } = engine.memory;
      return compare(comparedItem(state, input.first), comparedItem(state, input.second));
    }),
    sensitivity: os.plots.sensitivity.handler(({ input }) => [
      ...sensitivity(comparedItem(engine.memory.state, input.id).posterior),
    ]),
    calibration: os.plots.calibration.handler(() => calibrationOf(engine.memory.state)),
  };
}

function comparedItem(state: MemoryState, id: string): ComparedItem {
  const item = findItem(state.derived, id);
  if (item === null) throw notFound('procedure or meta-procedure', id);
  const goal = 'body' in item ? item.body.goal : (metaNames(state).get(id) ?? item.goal);
  return { id, goal, posterior: item.posterior };
}

function calibrationOf(state: MemoryState) {
  const rows = Map.groupBy(state.derived.evidence, ({ itemId }) => itemId);
  const live = state.derived.procedures.filter(({ status }) => status === 'live');
  return calibrate(
    live.map((item) => ({ prior: item.posterior.prior, rows: evidenceOf(rows.get(item.id) ?? [], item) })),
  );
}
