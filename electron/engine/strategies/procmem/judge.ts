/** Games that both sides played: how many only the edit won, and how many only the skill as it was. */
export interface PairedGames {
  readonly wins: number;
  readonly losses: number;
}

/**
 * Exact one-sided sign test (McNemar): P(at least `wins` of wins + losses | 1/2). In (0, 1]; 1 without any difference.
 */
export function signTest({ wins, losses }: PairedGames): number {
  const n = wins + losses;
  // The terms C(n, k)/2^n, by recurrence from the last.
  let [term, sum] = [2 ** -n, 0];
  for (let k = n; k >= wins; k -= 1) {
    sum += term;
    term *= k / (n - k + 1);
  }
  return Math.min(1, sum);
}

/**
 * The judge of candidates where a world is there: each is played against its parent on the same games, and those pass whose
 * sign test holds at `level` over all of them (Holm 1979). The answer is in the order of the question. Rule M15.
 */
export function judgeTrials(trials: readonly PairedGames[], level: number): readonly boolean[] {
  const ranked = trials.map((trial, at) => ({ at, p: signTest(trial) })).sort((a, b) => a.p - b.p || a.at - b.at);
  const failed = ranked.findIndex(({ p }, rank) => p > level / (trials.length - rank));
  const passed = new Set((failed < 0 ? ranked : ranked.slice(0, failed)).map(({ at }) => at));
  return trials.map((_, at) => passed.has(at));
}
