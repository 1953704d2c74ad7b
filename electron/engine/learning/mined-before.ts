import { AnalysisReader } from '../abstraction/analysis-reader.ts';
import { ObservationMemo } from '../procedures/index.ts';

/**
 * What an earlier mining of the same memory left for the next, in this process: it changes what mining costs, never what it
 * gives [J9].
 */
export class MinedBefore {
  readonly reader = new AnalysisReader();
  readonly observations = new ObservationMemo();
}
