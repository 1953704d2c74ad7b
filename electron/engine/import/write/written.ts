import type { ConvertReport } from '../../../../shared/contract/index.ts';
import type { Trajectory } from '../../../../shared/model/index.ts';
import { atifOf } from './atif.ts';
import { openaiMessagesOf } from './openai-messages.ts';

/** The formats in which trajectories leave, as readers call them. */
export type WrittenFormat = ConvertReport['to'];

/** A trajectory as one line of JSON without a line break; lines below each other are a file of that format. */
export function written(trajectory: Trajectory, format: WrittenFormat): string {
  switch (format) {
    case 'atif':
      return JSON.stringify(atifOf(trajectory));
    case 'openai-messages':
      return JSON.stringify(openaiMessagesOf(trajectory));
  }
}
