import type { Settings } from '../../../shared/model/index.ts';

/** What a person may move for one question; `null` is the setting of the memory. */
export const weightNames = ['lambda', 'costFailure', 'threshold'] as const;
export type WeightName = (typeof weightNames)[number];
export type Weights = Readonly<Record<WeightName, number | null>>;

/** Range of each slider. The settings may lie outside of it: then the slider reaches as far as they do. */
const ranges = {
  lambda: { min: 0, max: 2, step: 0.05 },
  costFailure: { min: 0, max: 2, step: 0.05 },
  threshold: { min: -1, max: 1, step: 0.01 },
} as const;

export function rangeOf(name: WeightName, settings: Settings): { min: number; max: number; step: number } {
  const { min, max, step } = ranges[name];
  return { min: Math.min(min, settings[name]), max: Math.max(max, settings[name]), step };
}

/** Reads the weights of the address; what is no number is the setting. */
export function parseWeights(params: Readonly<Record<string, string>>): Weights {
  const read = (name: WeightName): number | null => {
    const value = Number.parseFloat(params[name] ?? '');
    return Number.isFinite(value) ? value : null;
  };
  return { lambda: read('lambda'), costFailure: read('costFailure'), threshold: read('threshold') };
}

/** The same weights for the address; a weight that is the setting is left out. */
export function paramsOf(weights: Weights): Readonly<Record<WeightName, string | undefined>> {
  return {
    lambda: weights.lambda?.toString(),
    costFailure: weights.costFailure?.toString(),
    threshold: weights.threshold?.toString(),
  };
}

/** The options of a ranking: only what differs from the settings is sent. */
export function optionsOf(weights: Weights): Partial<Record<WeightName, number>> {
  return Object.fromEntries(weightNames.flatMap((name) => (weights[name] === null ? [] : [[name, weights[name]]])));
}
