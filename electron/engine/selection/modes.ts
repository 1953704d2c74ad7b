import type { AskMode } from '../../../shared/contract/index.ts';
import type { Settings } from '../../../shared/model/index.ts';

/** Constants that a question may set for itself. */
export interface RankOptions {
  readonly lambda?: number | undefined;
  readonly costFailure?: number | undefined;
  readonly threshold?: number | undefined;
  /** Candidates to weigh; `settings.candidates` where it is missing. */
  readonly k?: number | undefined;
  /** For the draws of Thompson sampling; 0 where it is missing. */
  readonly seed?: number | undefined;
  /** How a candidate's rate enters its utility; that of the settings where it is missing. */
  readonly mode?: AskMode | undefined;
  /** The paper's formula and constants, whatever the settings say. */
  readonly macla?: boolean | undefined;
}

/** Rule S13: the paper's formula and its constants [M eq. 3 to 5]; it charges no steps, and its information term is the entropy itself. */
const paper = {
  utility: 'paper',
  thresholdFrom: 'setting',
  selection: 'expected-utility',
  information: 'entropy',
  rewardMax: 1,
  costFailure: 0.5,
  lambda: 0.1,
  stepCost: 0,
  threshold: 0.4,
} as const satisfies Partial<Settings>;

function ofMode(mode: AskMode): Partial<Settings> {
  switch (mode) {
    case 'eu':
      return { selection: 'expected-utility' };
    case 'mean':
      return { selection: 'expected-utility', lambda: 0 };
    case 'voi':
      return { selection: 'expected-utility', information: 'voi' };
    case 'thompson':
    case 'bayes-ucb':
      return { selection: mode };
  }
}

/** Rules S8 and S13: the settings of one question: those of the memory, then the paper's, then those of a mode, then single constants. */
export function settingsFor(settings: Settings, options: RankOptions): Settings {
  const { mode, macla, lambda, costFailure, threshold } = options;
  return {
    ...settings,
    ...(macla === true ? paper : {}),
    ...(mode === undefined ? {} : ofMode(mode)),
    ...(lambda === undefined ? {} : { lambda }),
    ...(costFailure === undefined ? {} : { costFailure }),
    ...(threshold === undefined ? {} : { threshold, thresholdFrom: 'setting' as const }),
  };
}
