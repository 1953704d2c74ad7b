import {
  createStratifiedTest,
  logOddsGrid,
  probabilityHigher,
  pool,
  tabulate,
  weighContrasts,
  type Unit,
} from '../electron/engine/refinement/statistics/index.ts';
import { createRandom, type Random } from '../shared/numeric/index.ts';

// Power and validity of the contrast test, and its cost, as JSON on standard output:
//   node bench/contrast.ts [runs]

const runs = Number(process.argv[2] ?? 2000);
const strataCount = 3;
/** The first of 30 candidates that alone is strong at q = 0.05 needs an e-value of 600. */
const candidates = 30;
const rate = 0.05;

interface World {
  readonly size: number;
  readonly oddsRatio: number;
  /** Success without the condition, in the stratum of middle difficulty. */
  readonly base: number;
}

/** Three strata of different difficulty, in the easy ones the condition is seen more often: what pooling gets wrong. */
function draw(random: Random, { size, oddsRatio, base }: World): Unit[] {
  return Array.from({ length: size }, () => {
    const stratum = random.whole(strataCount);
    const present = random.uniform() < 0.35 + 0.15 * stratum;
    const logit = Math.log(base / (1 - base)) + 0.8 * (stratum - 1) + (present ? Math.log(oddsRatio) : 0);
    return { present, success: random.uniform() < 1 / (1 + Math.exp(-logit)), stratum: `s${stratum}` };
  });
}

const share = (values: readonly boolean[]): number => values.filter(Boolean).length / values.length;

function quantile(values: readonly number[], at: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(at * (sorted.length - 1))] ?? 0;
}

function powerOf(world: World, seed: number): object {
  const random = createRandom(seed);
  const test = createStratifiedTest();
  const looks = Array.from({ length: runs }, () => {
    const tables = tabulate(draw(random, world));
    return { eValue: test(tables, 'helps').value, probability: probabilityHigher(pool(tables)) };
  });
  return {
    ...world,
    medianEValue: Number(
      quantile(
        looks.map(({ eValue }) => eValue),
        0.5,
      ).toPrecision(4),
    ),
    alone: share(looks.map(({ eValue }) => eValue >= 1 / rate)),
    strongAmongThirty: share(looks.map(({ eValue }) => eValue >= candidates / rate)),
    paperRule: share(looks.map(({ probability }) => probability > 0.95)),
  };
}

function nullOf(size: number, seed: number): object {
  const random = createRandom(seed);
  const test = createStratifiedTest();
  const values = Array.from(
    { length: runs * 4 },
    () => test(tabulate(draw(random, { size, oddsRatio: 1, base: 0.5 })), 'helps').value,
  );
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { size, looks: values.length, meanEValue: mean, standardError: Math.sqrt(variance / values.length) };
}

/** One look at 30 conditions without effect: how often at least one passes each rule. */
function thirtyOf(size: number, seed: number): object {
  const random = createRandom(seed);
  const looks = Array.from({ length: Math.ceil(runs / 5) }, () => {
    const episodes = draw(random, { size, oddsRatio: 1, base: 0.5 });
    const weighed = weighContrasts(
      Array.from({ length: candidates }, () => {
        const units = episodes.map((unit) => ({ ...unit, present: random.uniform() < 0.5 }));
        return { tables: tabulate(units), direction: 'helps' as const };
      }),
      rate,
    );
    return {
      strong: weighed.some(({ strong }) => strong),
      paper: weighed.some(({ probability }) => probability > 0.95),
    };
  });
  return {
    size,
    looks: looks.length,
    strong: share(looks.map(({ strong }) => strong)),
    paperRule: share(looks.map(({ paper }) => paper)),
  };
}

function costOf(candidateCount: number, strata: number, size: number): object {
  const random = createRandom(5);
  const inputs = Array.from({ length: candidateCount }, () =>
    tabulate(
      Array.from({ length: size }, () => ({
        present: random.uniform() < 0.5,
        success: random.uniform() < 0.7,
        stratum: `s${random.whole(strata)}`,
      })),
    ),
  );
  const started = performance.now();
  weighContrasts(
    inputs.map((tables) => ({ tables, direction: 'helps' })),
    rate,
  );
  return { candidates: candidateCount, strata, episodes: size, milliseconds: Math.round(performance.now() - started) };
}

const sizes = [20, 50, 100, 200];
const result = {
  grid: logOddsGrid,
  power: sizes.flatMap((size) =>
    [0.5, 0.8].flatMap((base) =>
      [1, 2, 4, 8, 16, 32].map((oddsRatio) => powerOf({ size, oddsRatio, base }, 100 + size)),
    ),
  ),
  underTheNull: sizes.map((size) => nullOf(size, 200 + size)),
  thirtyWithoutEffect: sizes.map((size) => thirtyOf(size, 300 + size)),
  cost: [costOf(2000, 300, 3000), costOf(5000, 100, 600), costOf(2000, 1, 3000)],
};
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
