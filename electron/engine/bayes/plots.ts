import type { CalibrationPlot, Comparison, SensitivityRow } from '../../../shared/contract/index.ts';
import type { Beta, Evidence, Posterior } from '../../../shared/model/index.ts';
import {
  betaCdf,
  betaMean,
  curveGrid,
  curveValues,
  differenceDensity,
  equalTailedInterval,
  probabilityGreater,
} from '../../../shared/numeric/index.ts';

const differencePlaces = 401;
const curvePlaces = 201;

export interface ComparedItem {
  readonly id: string;
  readonly goal: string;
  readonly posterior: Posterior;
}

/** Rule B6: two posteriors, P(p1 > p2) and the density of the difference with its mean and 89 % interval. */
export function compare(first: ComparedItem, second: ComparedItem): Comparison {
  const [one, two] = [parametersOf(first.posterior), parametersOf(second.posterior)];
  const grid = curveGrid([one, two], curvePlaces);
  const [ones, twos] = [curveValues(one, grid), curveValues(two, grid)];
  const places = Array.from({ length: differencePlaces }, (_, index) => -1 + (2 * index) / (differencePlaces - 1));
  const densities = differenceDensity(one, two, places);
  const side = ({ id, goal, posterior }: ComparedItem): Comparison['first'] => ({
    id,
    goal,
    n: posterior.n,
    mean: posterior.mean,
    posterior: parametersOf(posterior),
  });
  return {
    first: side(first),
    second: side(second),
    greater: probabilityGreater(one, two),
    mean: betaMean(one) - betaMean(two),
    low: quantileOf(places, densities, 0.055),
    high: quantileOf(places, densities, 0.945),
    curves: grid.map((x, index) => ({ x, first: ones[index] ?? 0, second: twos[index] ?? 0 })),
    difference: places.map((x, index) => ({ x, density: densities[index] ?? 0 })),
  };
}

const parametersOf = ({ alpha, beta }: Posterior): Beta => ({ alpha, beta });

/** The place below which a share of the area under a sampled density lies, between two samples in proportion. */
function quantileOf(places: readonly number[], densities: readonly number[], share: number): number {
  const areas = places.map((place, index) => {
    const before = index === 0 ? 0 : place - (places[index - 1] ?? place);
    return index === 0 ? 0 : (before * ((densities[index] ?? 0) + (densities[index - 1] ?? 0))) / 2;
  });
  const total = areas.reduce((sum, area) => sum + area, 0);
  let passed = 0;
  for (const [index, area] of areas.entries()) {
    if (area > 0 && passed + area >= share * total) {
      const from = places[index - 1] ?? -1;
      return from + ((places[index] ?? 1) - from) * ((share * total - passed) / area);
    }
    passed += area;
  }
  return places.at(-1) ?? 1;
}

const otherPriors = {
  uniform: { alpha: 1, beta: 1 },
  jeffreys: { alpha: 0.5, beta: 0.5 },
  doubtful: { alpha: 1, beta: 4 },
  trusting: { alpha: 4, beta: 1 },
} as const;

/** Rule B7: the evidence of a posterior under its own prior and under four others. */
export function sensitivity({ alpha, beta, prior }: Posterior): readonly SensitivityRow[] {
  const counts = { successes: alpha - prior.alpha, failures: beta - prior.beta };
  const row = (name: SensitivityRow['name'], other: Beta): SensitivityRow => {
    const parameters = { alpha: other.alpha + counts.successes, beta: other.beta + counts.failures };
    return {
      name,
      prior: { alpha: other.alpha, beta: other.beta },
      mean: betaMean(parameters),
      interval: equalTailedInterval(parameters, 0.89),
      aboveHalf: 1 - betaCdf(parameters, 0.5),
    };
  };
  return [
    row('own', prior),
    row('uniform', otherPriors.uniform),
    row('jeffreys', otherPriors.jeffreys),
    row('doubtful', otherPriors.doubtful),
    row('trusting', otherPriors.trusting),
  ];
}

const binCount = 10;

/** Rule B8: what each posterior mean foretold of the next execution, over all items, against what came. */
export function calibrate(
  items: readonly { readonly prior: Beta; readonly rows: readonly Pick<Evidence, 'outcome'>[] }[],
): CalibrationPlot {
  const foretold: { readonly mean: number; readonly isSuccess: boolean }[] = [];
  for (const { prior, rows } of items) {
    let { alpha, beta } = prior;
    for (const { outcome } of rows) {
      const isSuccess = outcome === 'success';
      foretold.push({ mean: alpha / (alpha + beta), isSuccess });
      if (isSuccess) alpha += 1;
      else beta += 1;
    }
  }
  const n = foretold.length;
  const share = (list: typeof foretold): number => list.filter(({ isSuccess }) => isSuccess).length / list.length;
  const average = (list: typeof foretold, value: (each: (typeof foretold)[number]) => number): number =>
    list.reduce((sum, each) => sum + value(each), 0) / list.length;
  const bins = Array.from({ length: binCount }, (_, index) => {
    const own = foretold.filter(({ mean }) => Math.min(binCount - 1, Math.floor(mean * binCount)) === index);
    const successes = own.filter(({ isSuccess }) => isSuccess).length;
    return {
      low: index / binCount,
      high: (index + 1) / binCount,
      n: own.length,
      predicted: own.length === 0 ? 0 : average(own, ({ mean }) => mean),
      observed: own.length === 0 ? 0 : share(own),
      interval: equalTailedInterval({ alpha: 1 + successes, beta: 1 + own.length - successes }, 0.89),
    };
  });
  const rate = n === 0 ? 0 : share(foretold);
  return {
    n,
    brier: n === 0 ? null : average(foretold, ({ mean, isSuccess }) => (mean - Number(isSuccess)) ** 2),
    reference: n === 0 ? null : rate * (1 - rate),
    bins: bins.filter((bin) => bin.n > 0),
  };
}
