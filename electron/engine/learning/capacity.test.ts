import { describe, expect, it } from 'vitest';
import { defaultSettings, type Settings } from '../../../shared/model/index.ts';
import { times } from '../fixtures/episodes.fixture.ts';
import { learnTold } from '../fixtures/learn.fixture.ts';
import { hangErrand, oilErrand } from '../fixtures/workshop.fixture.ts';

const told = [
  ...times(12, (at) => oilErrand({ vain: 2 + (at % 3) })),
  ...times(10, (at) => oilErrand({ vain: 2 + (at % 3), full: false })),
  ...times(6, () => hangErrand()),
];
const build = (settings: Partial<Settings>, pinned?: string) =>
  learnTold(told, {
    settings: { ...defaultSettings, ...settings },
    decisions: pinned === undefined ? [] : [{ kind: 'item-pinned', itemId: pinned, pinned: true }],
  });
/** No composition holds its procedures. */
const loose = { metaEpisodes: 1000 };

describe('K1: capacity', () => {
  it('no cap, or one that is not reached, prunes nothing', async () => {
    for (const maxProcedures of [null, 4]) {
      const { procedures } = await build({ ...loose, maxProcedures });
      expect(procedures.map(({ status }) => status)).toEqual(['live', 'live', 'live', 'live']);
    }
  });

  it('above a cap the lowest score goes', async () => {
    const { procedures } = await build({ ...loose, maxProcedures: 3 });
    const [lowest] = procedures.toSorted((a, b) => a.score - b.score);
    expect(procedures.filter(({ status }) => status === 'pruned')).toEqual([lowest]);
  });

  it('a pinned one stays, the next goes', async () => {
    const { procedures } = await build({ ...loose, maxProcedures: 3 });
    const [lowest, next] = procedures.toSorted((a, b) => a.score - b.score);
    const kept = (await build({ ...loose, maxProcedures: 3 }, lowest!.id)).procedures;
    expect(kept.filter(({ status }) => status === 'pruned').map(({ id }) => id)).toEqual([next!.id]);
  });

  it('what a live meta-procedure uses stays, though the cap is exceeded', async () => {
    const { procedures, metaProcedures } = await build({ maxProcedures: 1 });
    expect(metaProcedures.length).toBeGreaterThan(0);
    expect(procedures.filter(({ status }) => status === 'pruned')).toEqual([]);
  });

  it('meta-procedures have a cap of their own, and one that is pruned holds nothing', async () => {
    const { procedures, metaProcedures } = await build({ maxProcedures: 1, maxMetaProcedures: 1 });
    const live = metaProcedures.filter(({ status }) => status === 'live');
    expect(live.length).toBe(1);
    const used = new Set(live.flatMap(({ sequence }) => sequence));
    for (const { id, status } of procedures) expect(status === 'live').toBe(used.has(id) || procedures.length === 1);
  });
});
