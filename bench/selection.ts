import { scoreAll, type Contestant, type ScoreSettings } from '../electron/engine/selection/index.ts';
import { defaultSettings } from '../shared/model/index.ts';
import { createRandom, type Random } from '../shared/numeric/index.ts';

// Regret of every mode of selection over ten procedures with rates from Beta(3.2, 1.8), as JSON on standard output:
//   node bench/selection.ts [runs] [uses]

const runs = Number(process.argv[2] ?? 400);
const uses = Number(process.argv[3] ?? 10_000);
const arms = 10;
const rates = { alpha: 3.2, beta: 1.8 };
const flat = { alpha: 1, beta: 1 };

interface Mode {
  readonly name: string;
  readonly settings: Partial<ScoreSettings>;
  /** A share of the runs, where a mode costs much more a choice than the others. */
  readonly share?: number;
  /** Risk of every procedure; where nothing is known of failures unless given. */
  readonly risk?: number;
}

const modes: readonly Mode[] = [
  { name: 'default: variance, lambda 1', settings: {} },
  { name: 'thompson', settings: { selection: 'thompson' } },
  { name: 'bayes-ucb', settings: { selection: 'bayes-ucb' }, share: 0.05 },
  { name: 'default where every failure is near: risk 1', settings: {}, risk: 1 },
  { name: 'variance, lambda 1.5', settings: { lambda: 1.5 } },
  { name: 'variance, lambda 1.5, risk 1', settings: { lambda: 1.5 }, risk: 1 },
  { name: 'variance, lambda 0.1', settings: { lambda: 0.1 } },
  { name: 'entropy (literal), lambda 0.1', settings: { information: 'entropy', lambda: 0.1 } },
  { name: 'entropy (literal), lambda 1', settings: { information: 'entropy' } },
  { name: 'voi, lambda 1', settings: { information: 'voi' } },
  { name: 'greedy: lambda 0', settings: { lambda: 0 } },
];

interface Arm extends Contestant {
  readonly posterior: { alpha: number; beta: number; mean: number; prior: typeof flat };
}

const newArm = (index: number, risk: number): Arm => ({
  id: String(index),
  relevance: 1,
  risk,
  expectedSteps: 0,
  posterior: { ...flat, mean: 0.5, prior: flat },
});

function update({ posterior }: Arm, success: boolean): void {
  if (success) posterior.alpha += 1;
  else posterior.beta += 1;
  posterior.mean = posterior.alpha / (posterior.alpha + posterior.beta);
}

/** Uses after which regret is noted: powers of ten times 1, 2 and 5. */
const marks = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000].filter(
  (mark) => mark <= uses,
);

/** Cumulated regret at each mark of one run. */
function play({ settings, risk = defaultSettings.riskPrior }: Mode, random: Random): readonly number[] {
  const constants = { ...defaultSettings, ...settings };
  const truth = Array.from({ length: arms }, () => random.beta(rates));
  const best = Math.max(...truth);
  const players = truth.map((_, index) => newArm(index, risk));
  const seed = random.whole(2 ** 31);
  const noted: number[] = [];
  let regret = 0;
  for (let use = 0; use < uses; use += 1) {
    const scores = scoreAll(players, constants, { fallbackValue: -Infinity, seed: seed + use, uses: use });
    let chosen = 0;
    scores.forEach((score, index) => {
      if (score.expectedUtility > (scores[chosen]?.expectedUtility ?? 0)) chosen = index;
    });
    const rate = truth[chosen] ?? 0;
    const player = players[chosen];
    if (player !== undefined) update(player, random.uniform() < rate);
    regret += best - rate;
    if (marks.includes(use + 1)) noted.push(regret);
  }
  return noted;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Slope of log regret over log uses, by least squares from a hundred uses on. */
function slopeOf(regrets: readonly number[]): number {
  const points = marks.flatMap((mark, index) =>
    mark >= 100 ? [[Math.log(mark), Math.log(regrets[index] ?? 1)] as const] : [],
  );
  const [x, y] = [mean(points.map(([at]) => at)), mean(points.map(([, value]) => value))];
  const covariance = points.reduce((sum, [at, value]) => sum + (at - x) * (value - y), 0);
  return covariance / points.reduce((sum, [at]) => sum + (at - x) ** 2, 0);
}

const round = (value: number): number => Number(value.toPrecision(4));

const table = modes.map((mode) => {
  const { name, share = 1 } = mode;
  const played = Math.max(2, Math.round(runs * share));
  const started = performance.now();
  const results = Array.from({ length: played }, (_, run) => play(mode, createRandom(1000 + run)));
  const regrets = marks.map((_, index) => mean(results.map((noted) => noted[index] ?? 0)));
  const last = results.map((noted) => noted.at(-1) ?? 0);
  const spread = Math.sqrt(mean(last.map((value) => (value - mean(last)) ** 2)) / played);
  return {
    mode: name,
    runs: played,
    regret: Object.fromEntries(marks.map((mark, index) => [mark, round(regrets[index] ?? 0)])),
    standardError: round(spread),
    slope: round(slopeOf(regrets)),
    seconds: round((performance.now() - started) / 1000),
  };
});
const thompson = table.find(({ mode }) => mode === 'thompson');
const reference = thompson?.regret[uses] ?? Number.NaN;
process.stdout.write(
  `${JSON.stringify({ arms, rates, uses, table: table.map((row) => ({ ...row, timesThompson: round((row.regret[uses] ?? 0) / reference) })) }, null, 2)}\n`,
);
