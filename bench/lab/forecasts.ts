import { calibrationOf, type Forecast, pairedDifference } from '../../electron/engine/lab/measure/index.ts';
import type { Examined } from '../../electron/engine/lab/prediction/index.ts';

/** Held-out episodes of one fold, with the groups that they belong to. */
export type Fold = readonly (Examined & { readonly group: string })[];

const checkpoints = [0, 1, 2, 3, 5, 10];
/** Below so many episodes of either outcome a table would tell of chance. */
const FEW = 20;

type Who = 'memory' | 'baseRate' | 'nearest';

/** Rows: how well outcomes were foretold at each checkpoint, and what that comes to. */
export function forecastTable(name: string, folds: readonly Fold[]): readonly string[] {
  return checkpoints.flatMap((steps) => {
    const known = folds.map((fold) => forecastsAfter(fold, steps));
    const all = known.flat();
    const successes = all.filter(({ succeeded }) => succeeded).length;
    if (Math.min(successes, all.length - successes) < FEW) return [];
    const skill = (who: Who): string => signed(calibrationOf(all.map((each) => forecast(each, who))).brierSkill);
    const auc = (who: Who): string => signed(aucWithin(known, who));
    const [base, nearest] = [gainOver(all, 'baseRate'), gainOver(all, 'nearest')];
    const figures = [skill('memory'), auc('memory'), skill('nearest'), auc('nearest'), base.text, nearest.text];
    return [`| ${[name, steps, all.length, successes, ...figures, verdictOf(base, nearest)].join(' | ')} |`];
  });
}

interface Known {
  readonly group: string;
  readonly succeeded: boolean;
  readonly memory: number;
  readonly baseRate: number;
  readonly nearest: number;
}

function forecastsAfter(fold: Fold, steps: number): readonly Known[] {
  return fold.flatMap(({ group, outcome, expected }) => {
    const at = expected.find((each) => each.steps === steps);
    return at === undefined ? [] : [{ ...at, group, succeeded: outcome === 'success' }];
  });
}

function forecast(known: Known, who: Who): Forecast {
  return { predicted: known[who], succeeded: known.succeeded };
}

/** Over pairs of one fold: base rates of folds differ, and a pair across folds would compare them. */
function aucWithin(folds: readonly (readonly Known[])[], who: Who): number | null {
  let [sum, weights] = [0, 0];
  for (const fold of folds) {
    const { auc } = calibrationOf(fold.map((each) => forecast(each, who)));
    const successes = fold.filter(({ succeeded }) => succeeded).length;
    const weight = successes * (fold.length - successes);
    if (auc === null) continue;
    sum += auc * weight;
    weights += weight;
  }
  return weights === 0 ? null : sum / weights;
}

interface Gain {
  readonly low: number;
  readonly high: number;
  readonly text: string;
}

/** How much less the squared error of the memory is, in thousandths. */
function gainOver(all: readonly Known[], who: 'baseRate' | 'nearest'): Gain {
  const error = (p: number, succeeded: boolean): number => 1000 * (p - (succeeded ? 1 : 0)) ** 2;
  const pairs = all.map((each) => ({
    group: each.group,
    memory: '',
    first: error(each[who], each.succeeded),
    second: error(each.memory, each.succeeded),
  }));
  const found = pairedDifference(pairs, { seed: 1, resamples: 2000 });
  if (found === null) return { low: 0, high: 0, text: '' };
  const { low, high } = found.interval;
  return { low, high, text: `${found.difference.toFixed(1)} [${low.toFixed(1)}, ${high.toFixed(1)}]` };
}

function verdictOf(base: Gain, nearest: Gain): string {
  if (base.low > 0 && nearest.low > 0) return 'beats both';
  if (base.high < 0 || nearest.high < 0) return 'worse than one';
  if (base.low > 0) return 'beats the base rate';
  if (nearest.low > 0) return 'beats the nearest';
  return 'cannot be told apart: too few outcomes';
}

function signed(value: number | null): string {
  return value === null ? '' : value.toFixed(3);
}
