import { calibrationOf, type Forecast } from '../../electron/engine/lab/measure/index.ts';
import type { Examined } from '../../electron/engine/lab/prediction/index.ts';
import { bothOf, type Gain, gainOf } from './verdicts.ts';

/** Held-out episodes of one fold, with the groups that they belong to. */
export type Fold = readonly (Examined & { readonly group: string })[];

const checkpoints = [0, 1, 2, 3, 5, 10];
/** Below so many episodes of either outcome a table would tell of chance. */
export const FEW = 20;

export const forecastHead = `| episodes | after steps | went on | succeeded | Brier skill | AUC | by the nearest: skill | AUC | less squared error than the base rate, x 1000 | than the nearest, x 1000 | what it comes to |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |`;

type Who = 'memory' | 'baseRate' | 'nearest';

/** Rows: how well outcomes were foretold at each checkpoint, and what that comes to. */
export function forecastTable(name: string, folds: readonly Fold[]): readonly string[] {
  return checkpoints.flatMap((steps) => {
    const known = folds.map((fold) => forecastsAfter(fold, steps));
    const all = known.flat();
    const successes = all.filter(({ succeeded }) => succeeded).length;
    if (all.length === 0) return [];
    const about = [name, steps, all.length, successes];
    const rarer = Math.min(successes, all.length - successes);
    if (rarer < FEW)
      return [`| ${[...about, '', '', '', '', '', '', `too few outcomes: ${rarer} of one kind`].join(' | ')} |`];
    const skill = (who: Who): string => signed(calibrationOf(all.map((each) => forecast(each, who))).brierSkill);
    const auc = (who: Who): string => signed(aucWithin(known, who));
    const [base, nearest] = [gainOver(all, 'baseRate'), gainOver(all, 'nearest')];
    const figures = [skill('memory'), auc('memory'), skill('nearest'), auc('nearest'), base.text, nearest.text];
    const verdict = bothOf({ name: 'the base rate', ...base }, { name: 'the nearest', ...nearest });
    return [`| ${[...about, ...figures, verdict].join(' | ')} |`];
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

/** How much less the squared error of the memory is, in thousandths. */
function gainOver(all: readonly Known[], who: 'baseRate' | 'nearest'): Gain {
  const error = (p: number, succeeded: boolean): number => 1000 * (p - (succeeded ? 1 : 0)) ** 2;
  return gainOf(
    all.map((each) => ({
      ...{ group: each.group, memory: '' },
      ...{ first: error(each[who], each.succeeded), second: error(each.memory, each.succeeded) },
    })),
  );
}

function signed(value: number | null): string {
  return value === null ? '' : value.toFixed(3);
}
