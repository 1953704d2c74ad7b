const halfLogTwoPi = 0.9189385332046727;

/** Coefficients B_2k / (2k (2k-1)) of Stirling's series, k = 1 to 7 (Abramowitz and Stegun 6.1.41). */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156] as const;

/** From here on seven terms of the series are exact to the last bits of a double. */
const stirlingFrom = 10;

/** ln Gamma(x) - ((x - 1/2) ln x - x + ln(2 pi)/2) for x >= 10. */
function stirlingRemainder(x: number): number {
  const square = 1 / (x * x);
  let sum = 0;
  for (let index = stirling.length - 1; index >= 0; index -= 1) sum = sum * square + (stirling[index] ?? 0);
  return sum / x;
}

/** ln Gamma(x) for x > 0, by Stirling's series after the recurrence Gamma(x+1) = x Gamma(x). Relative error about 1e-15. */
export function logGamma(x: number): number {
  let product = 1;
  let shifted = x;
  while (shifted < stirlingFrom) {
    product *= shifted;
    shifted += 1;
  }
  return (shifted - 0.5) * Math.log(shifted) - shifted + halfLogTwoPi + stirlingRemainder(shifted) - Math.log(product);
}

/**
 * ln B(a, b) = ln Gamma(a) + ln Gamma(b) - ln Gamma(a+b), a and b > 0. For two large arguments the three terms
 * would cancel, so the large parts of Stirling's series are joined before they are computed.
 */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (large < stirlingFrom) return logGamma(small) + logGamma(large) - logGamma(small + large);
  const remainder = stirlingRemainder(large) - stirlingRemainder(small + large);
  if (small < stirlingFrom) {
    const head = -(large + small - 0.5) * Math.log1p(small / large) - small * Math.log(large) + small;
    return logGamma(small) + head + remainder;
  }
  const ratio = small / (small + large);
  const head = (small - 0.5) * Math.log(ratio) - large * Math.log1p(small / large) - 0.5 * Math.log(large);
  return halfLogTwoPi + head + stirlingRemainder(small) + remainder;
}

/** ln k! for k = 0 to `largest`, as a table for the many look-ups of contingency tables. */
export function logFactorials(largest: number): Float64Array {
  const table = new Float64Array(largest + 1);
  for (let k = 2; k <= largest; k += 1) table[k] = logGamma(k + 1);
  return table;
}

/** ln of the binomial coefficient n over k, 0 <= k <= n, both whole. */
export function logBinomial(n: number, k: number): number {
  if (k === 0 || k === n) return 0;
  return -Math.log(n + 1) - logBeta(n - k + 1, k + 1);
}
