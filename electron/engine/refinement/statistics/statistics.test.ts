import { describe, expect, it } from 'vitest';
import type { ContrastTable } from '../../../../shared/model/index.ts';
import { createRandom, logBinomial, type Random } from '../../../../shared/numeric/index.ts';
import {
  createStratifiedTest,
  discoveries,
  pool,
  probabilityHigher,
  tabulate,
  weighContrasts,
  type Unit,
} from './index.ts';

/** Present successes, present failures, absent successes, absent failures. */
const tableOf = (
  ...[presentSuccess, presentFailure, absentSuccess, absentFailure]: [number, number, number, number]
): ContrastTable => ({
  presentSuccess,
  presentFailure,
  absentSuccess,
  absentFailure,
});

/** All tables with these margins, with their probability when outcomes are exchangeable. */
function tablesOf(size: number, present: number, success: number): { table: ContrastTable; chance: number }[] {
  const tables = [];
  for (let x = Math.max(0, present + success - size); x <= Math.min(present, success); x += 1) {
    const table = tableOf(x, present - x, success - x, size - present - success + x);
    const log = logBinomial(present, x) + logBinomial(size - present, success - x) - logBinomial(size, success);
    tables.push({ table, chance: Math.exp(log) });
  }
  return tables;
}

interface World {
  readonly size: number;
  readonly strata: number;
  readonly oddsRatio: number;
}

function draw(random: Random, { size, strata, oddsRatio }: World): Unit[] {
  return Array.from({ length: size }, () => {
    const stratum = random.whole(strata);
    const base = 0.25 + (0.5 * stratum) / strata;
    const present = random.uniform() < base;
    const odds = (base / (1 - base)) * (present ? oddsRatio : 1);
    return { present, success: random.uniform() < odds / (1 + odds), stratum: `s${stratum}` };
  });
}

describe('C1 tables', () => {
  const units: Unit[] = [
    { present: true, success: true, stratum: 'b' },
    { present: true, success: false, stratum: 'a' },
    { present: false, success: true, stratum: 'b' },
    { present: false, success: false, stratum: 'b' },
  ];

  it('has one table a stratum, whatever the order of the units', () => {
    expect(tabulate(units)).toEqual([tableOf(0, 1, 0, 0), tableOf(1, 0, 1, 1)]);
    expect(tabulate(units.toReversed())).toEqual(tabulate(units));
    expect(pool(tabulate(units))).toEqual(tableOf(1, 1, 1, 1));
  });
});

describe('C2 probability', () => {
  it('is one half for a table without a difference and mirrors with it', () => {
    expect(probabilityHigher(tableOf(4, 4, 4, 4))).toBeCloseTo(0.5, 12);
    const better = probabilityHigher(tableOf(14, 3, 7, 3));
    expect(better).toBeCloseTo(0.776642, 6);
    expect(probabilityHigher(tableOf(7, 3, 14, 3))).toBeCloseTo(1 - better, 12);
  });
});

describe('C3 e-value', () => {
  const test = createStratifiedTest();

  it('has the expectation 1 under exchangeability, exactly, for every direction', () => {
    for (const direction of ['helps', 'hurts', 'differs'] as const) {
      for (const [size, present, success] of [
        [6, 3, 3],
        [20, 10, 12],
        [57, 5, 40],
        [400, 200, 120],
      ] as const) {
        const mean = tablesOf(size, present, success).reduce(
          (sum, { table, chance }) => sum + chance * test([table], direction).value,
          0,
        );
        expect(mean).toBeCloseTo(1, 8);
      }
    }
  });

  it('has it over several strata together', () => {
    let mean = 0;
    for (const first of tablesOf(9, 4, 5)) {
      for (const second of tablesOf(12, 3, 8)) {
        mean += first.chance * second.chance * test([first.table, second.table], 'helps').value;
      }
    }
    expect(mean).toBeCloseTo(1, 10);
  });

  it('stays at most 1 on average when the strata differ and the condition says nothing within them', () => {
    const random = createRandom(31);
    const runs = 4000;
    const values = Array.from({ length: runs }, () => {
      const units = draw(random, { size: 60, strata: 6, oddsRatio: 1 });
      return test(tabulate(units), 'helps').value;
    });
    const mean = values.reduce((sum, value) => sum + value, 0) / runs;
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / runs / runs);
    expect(mean).toBeLessThan(1 + 5 * spread);
    expect(values.filter((value) => value >= 20).length / runs).toBeLessThan(0.05);
  });

  it('is not misled by strata of which one is easy and has the condition often', () => {
    const easy = tableOf(80, 20, 8, 2);
    const hard = tableOf(2, 8, 20, 80);
    expect(probabilityHigher(pool([easy, hard]))).toBeGreaterThan(0.999);
    expect(test([easy, hard], 'helps').value).toBeLessThan(1);
  });

  it('grows with the evidence, and the wrong direction does not', () => {
    expect(test([tableOf(10, 0, 0, 10)], 'helps').value).toBeGreaterThan(1000);
    expect(test([tableOf(10, 0, 0, 10)], 'hurts').value).toBeLessThan(0.1);
    expect(test([tableOf(0, 10, 10, 0)], 'hurts').value).toBeCloseTo(test([tableOf(10, 0, 0, 10)], 'helps').value, 6);
  });

  it('says nothing of strata without a difference in presence or outcome', () => {
    const telling = tableOf(5, 1, 2, 4);
    const alone = test([telling], 'helps');
    expect(test([telling, tableOf(7, 0, 9, 0), tableOf(3, 4, 0, 0)], 'helps')).toEqual(alone);
    expect(alone.strata).toBe(1);
    expect(test([], 'helps')).toEqual({ value: 1, strata: 0 });
  });

  it('is finite and right for tables of a hundred thousand', () => {
    expect(test([tableOf(25000, 25000, 25000, 25000)], 'helps').value).toBeLessThan(1);
    expect(test([tableOf(50000, 0, 0, 50000)], 'helps').value).toBe(1e300);
  });
});

describe('C4 discoveries', () => {
  it('follows the procedure', () => {
    expect(discoveries([], 0.05)).toEqual([]);
    expect(discoveries([19.9], 0.05)).toEqual([false]);
    expect(discoveries([20], 0.05)).toEqual([true]);
    expect(discoveries([1, 59, 0.2], 0.05)).toEqual([false, false, false]);
    expect(discoveries([1, 60, 0.2], 0.05)).toEqual([false, true, false]);
    expect(discoveries([1, 31, 30], 0.05)).toEqual([false, true, true]);
  });

  it('keeps the false discovery rate over permuted outcomes', () => {
    const random = createRandom(32);
    const runs = 200;
    let withStrong = 0;
    for (let run = 0; run < runs; run += 1) {
      const episodes = draw(random, { size: 60, strata: 3, oddsRatio: 1 });
      const candidates = Array.from({ length: 30 }, () => {
        const share = 0.2 + 0.6 * random.uniform();
        const units = episodes.map((unit) => ({ ...unit, present: random.uniform() < share }));
        return { tables: tabulate(units), direction: 'differs' as const };
      });
      if (weighContrasts(candidates, 0.05).some(({ strong }) => strong)) withStrong += 1;
    }
    expect(withStrong / runs).toBeLessThanOrEqual(0.05);
  });

  it('finds what is there and keeps the rate among true effects', () => {
    const random = createRandom(33);
    let false_ = 0;
    let found = 0;
    const runs = 60;
    for (let run = 0; run < runs; run += 1) {
      const strengths = weighContrasts(
        Array.from({ length: 20 }, (_, index) => ({
          tables: tabulate(draw(random, { size: 150, strata: 3, oddsRatio: index < 5 ? 20 : 1 })),
          direction: 'helps' as const,
        })),
        0.05,
      );
      const strong = strengths.map((strength) => strength.strong);
      const wrong = strong.slice(5).filter(Boolean).length;
      false_ += wrong / Math.max(1, strong.filter(Boolean).length);
      found += strong.slice(0, 5).filter(Boolean).length / 5;
    }
    expect(false_ / runs).toBeLessThanOrEqual(0.05);
    expect(found / runs).toBeGreaterThan(0.9);
  });
});
