/**
 * Rule C4: the Benjamini-Hochberg procedure for e-values (Wang and Ramdas 2022). With the m e-values in descending
 * order, k is the greatest rank with e_(k) >= m / (level k), and all at least as large as e_(k) are discoveries. The
 * false discovery rate is at most `level` (in (0, 1)) however the e-values depend on each other. All candidates
 * that were looked at must be among them, the weak ones too. The answer is in the order of the question.
 */
export function discoveries(eValues: readonly number[], level: number): readonly boolean[] {
  const descending = eValues.toSorted((left, right) => right - left);
  let threshold = Infinity;
  descending.forEach((value, index) => {
    if (value * level * (index + 1) >= eValues.length) threshold = value;
  });
  return eValues.map((value) => value >= threshold);
}
