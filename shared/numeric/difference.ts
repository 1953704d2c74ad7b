import type { Beta } from '../model/index.ts';
import { betaDensity, betaQuantile, betaVariance } from './beta.ts';

/** Nodes of the midpoint rule in probability; the sharper distribution is the one that is run through. */
const nodes = 400;

/**
 * The density of p1 - p2, independent, at each place of an ascending grid on [-1, 1]: the integral over u in (0, 1) of
 * f_wide(Q_sharp(u) + d) for the sharper one as p2, mirrored otherwise; by the midpoint rule with 400 nodes, always finite.
 */
export function differenceDensity(first: Beta, second: Beta, grid: readonly number[]): readonly number[] {
  const isSecondSharp = betaVariance(second) <= betaVariance(first);
  const [sharp, wide] = isSecondSharp ? [second, first] : [first, second];
  const quantiles = Array.from({ length: nodes }, (_, index) => betaQuantile(sharp, (index + 0.5) / nodes));
  return grid.map((difference) => {
    let sum = 0;
    for (const at of quantiles) {
      const place = isSecondSharp ? at + difference : at - difference;
      if (place > 0 && place < 1) sum += betaDensity(wide, place);
    }
    return sum / nodes;
  });
}
