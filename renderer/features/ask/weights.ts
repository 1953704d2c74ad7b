import { askModeSchema, type AskMode } from '../../../shared/contract/index.ts';
import type { Settings } from '../../../shared/model/index.ts';

/** What a person may move for one question; `null` is the setting of the memory. */
export const weightNames = ['lambda', 'costFailure', 'threshold'] as const;
export type WeightName = (typeof weightNames)[number];

/** How one question is judged: weights, the way in which a rate counts, and whether by the paper. `null` is the setting. */
export interface Weights extends Readonly<Record<WeightName, number | null>> {
  readonly mode: AskMode | null;
  readonly isPaper: boolean;
}

export const modeNames = askModeSchema.options;
export const noWeights: Weights = { lambda: null, costFailure: null, threshold: null, mode: null, isPaper: false };

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

/** Reads the weights of the address; what is no number, or no mode, is the setting. */
export function parseWeights(params: Readonly<Record<string, string>>): Weights {
  const read = (name: WeightName): number | null => {
    const value = Number.parseFloat(params[name] ?? '');
    return Number.isFinite(value) ? value : null;
  };
  const mode = askModeSchema.safeParse(params['mode']);
  return {
    lambda: read('lambda'),
    costFailure: read('costFailure'),
    threshold: read('threshold'),
    mode: mode.success ? mode.data : null,
    isPaper: params['macla'] === 'yes',
  };
}

/** The same weights for the address; a weight that is the setting is left out. */
export function paramsOf(weights: Weights): Readonly<Record<WeightName | 'mode' | 'macla', string | undefined>> {
  return {
    lambda: weights.lambda?.toString(),
    costFailure: weights.costFailure?.toString(),
    threshold: weights.threshold?.toString(),
    mode: weights.mode ?? undefined,
    macla: weights.isPaper ? 'yes' : undefined,
  };
}

/** The options of a ranking: only what differs from the settings is sent. */
export function optionsOf(weights: Weights): Partial<Record<WeightName, number>> & {
  readonly mode?: AskMode;
  readonly macla?: true;
} {
  return {
    ...Object.fromEntries(weightNames.flatMap((name) => (weights[name] === null ? [] : [[name, weights[name]]]))),
    ...(weights.mode === null ? {} : { mode: weights.mode }),
    ...(weights.isPaper ? { macla: true } : {}),
  };
}

/** Whether anything differs from the settings. */
export function isMoved(weights: Weights): boolean {
  return Object.keys(optionsOf(weights)).length > 0;
}
