import type { StrategyPlayerName } from '../../../../shared/contract/index.ts';
import type { Settings } from '../../../../shared/model/index.ts';

/** Settings that make one way of learning, over those of the memory. */
export type Variant = Partial<Settings>;

const memp: Variant = { strategy: 'memp' };
/** In a comparison nobody reviews: what passes the gate is taken up. */
const procmem: Variant = { strategy: 'procmem', procmemAdoption: 'gate' };

/** Who plays by a strategy: as the memory has it set, and with one thing changed. Rule C6. */
export const variants: Readonly<Record<StrategyPlayerName, Variant>> = {
  macla: { strategy: 'macla' },
  memp,
  'memp:script': { ...memp, mempBuild: 'script' },
  'memp:trajectory': { ...memp, mempBuild: 'trajectory' },
  'memp:avefact': { ...memp, mempRetrieve: 'avefact' },
  'memp:random': { ...memp, mempRetrieve: 'random' },
  procmem,
  'procmem:no-gradients': { ...procmem, procmemGradients: 'off' },
  'procmem:no-gate': { ...procmem, procmemGate: 'none' },
  'procmem:fifo': { ...procmem, procmemMaintenance: 'fifo' },
  'procmem:lcb': { ...procmem, procmemSelection: 'lcb' },
};
