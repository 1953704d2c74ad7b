import type { EvaluateReport, OutcomeForecast } from '../../../../shared/contract/index.ts';
import { calibrationOf, type Forecast } from '../measure/index.ts';
import { checkpoints, type Examined, type Hit, type Teller } from './appraise.ts';

export type Summary = Omit<EvaluateReport, 'known' | 'skipped'>;

/** Figures of held-out episodes. */
export function summarise(examined: readonly Examined[]): Summary {
  const hits = examined.flatMap((episode) => episode.hits);
  const forecasts = checkpoints.map((steps) => forecastAfter(examined, steps)).filter((known) => known !== null);
  const covered = examined.flatMap(({ coverage, hits: own }) =>
    coverage === null ? [] : [[coverage, own.length] as const],
  );
  const outcome = forecasts.find(({ steps }) => steps === 0) ?? null;
  return {
    episodes: examined.length,
    steps: hits.length,
    nextStep: sharesOf(hits, 'memory'),
    baselines: { mostFrequent: sharesOf(hits, 'mostFrequent'), nearest: sharesOf(hits, 'nearest') },
    outcome,
    outcomeAfter: forecasts.filter(({ steps }) => steps > 0),
    coverage: hits.length === 0 ? null : covered.reduce((sum, [share, steps]) => sum + share * steps, 0) / hits.length,
    notes: notesOf(examined, outcome),
  };
}

/** Fewer episodes of either outcome tell little: the standard error of an AUC is then near 0.1. */
const FEW = 20;

function notesOf(examined: readonly Examined[], outcome: OutcomeForecast | null): readonly string[] {
  const count = (wanted: Examined['outcome']): number => examined.filter((each) => each.outcome === wanted).length;
  const [success, failure] = [count('success'), count('failure')];
  const notes: string[] = [];
  if (success === 0) notes.push('No held-out episode succeeded: there is no step to foretell.');
  if (outcome === null && success + failure > 0)
    notes.push('The memory does not know both outcomes, or too few of them: it foretells none.');
  if (outcome !== null && Math.min(success, failure) < FEW)
    notes.push(`Few outcomes: ${success} successes and ${failure} failures were held out.`);
  return notes;
}

function sharesOf(hits: Examined['hits'], teller: Teller): Summary['nextStep'] {
  const share = (rank: keyof Hit): number | null =>
    hits.length === 0 ? null : hits.filter((hit) => hit[teller][rank]).length / hits.length;
  return { top1: share('top1'), top3: share('top3'), kind: { top1: share('kind1'), top3: share('kind3') } };
}

function forecastAfter(examined: readonly Examined[], steps: number): OutcomeForecast | null {
  const known = examined.flatMap(({ outcome, expected }) => {
    const at = expected.find((each) => each.steps === steps);
    return at === undefined ? [] : [{ ...at, succeeded: outcome === 'success' }];
  });
  if (known.length === 0) return null;
  const of = (teller: 'memory' | 'baseRate' | 'nearest'): readonly Forecast[] =>
    known.map((each) => ({ predicted: each[teller], succeeded: each.succeeded }));
  const told = (teller: 'memory' | 'baseRate' | 'nearest'): { brierSkill: number | null; auc: number | null } => {
    const { brierSkill, auc } = calibrationOf(of(teller));
    return { brierSkill, auc };
  };
  return {
    steps,
    episodes: known.length,
    successes: known.filter(({ succeeded }) => succeeded).length,
    ...told('memory'),
    reliability: reliabilityOf(of('memory')),
    baselines: { mostFrequent: told('baseRate'), nearest: told('nearest') },
  };
}

const BINS = 10;

/** Ten bins of equal width; empty ones are left out. */
export function reliabilityOf(forecasts: readonly Forecast[]): OutcomeForecast['reliability'] {
  const bins = Map.groupBy(forecasts, ({ predicted }) => Math.min(BINS - 1, Math.floor(predicted * BINS)));
  return [...bins.keys()]
    .sort((a, b) => a - b)
    .map((bin) => {
      const own = bins.get(bin) ?? [];
      const mean = (value: (forecast: Forecast) => number): number =>
        own.reduce((sum, forecast) => sum + value(forecast), 0) / own.length;
      return {
        low: bin / BINS,
        high: (bin + 1) / BINS,
        expected: mean(({ predicted }) => predicted),
        observed: mean(({ succeeded }) => (succeeded ? 1 : 0)),
        episodes: own.length,
      };
    });
}
