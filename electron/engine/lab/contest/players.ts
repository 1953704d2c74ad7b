import type { Settings } from '../../../../shared/model/index.ts';

/** Settings that make one way of learning, over those of the memory. */
export type Variant = Partial<Settings>;

const memp: Variant = { strategy: 'memp' };
/** In a comparison nobody reviews: what passes the gate is taken up. */
const procmem: Variant = { strategy: 'procmem', procmemAdoption: 'gate' };

/** Who plays by a strategy, by name: the strategy as the memory has it set, and with one thing changed. */
export const variants = {
  macla: { strategy: 'macla' },
  memp,
  'memp:trajectory': { ...memp, mempBuild: 'trajectory' },
  'memp:script': { ...memp, mempBuild: 'script' },
  'memp:avefact': { ...memp, mempRetrieve: 'avefact' },
  'memp:random': { ...memp, mempRetrieve: 'random' },
  procmem,
  'procmem:no-gradients': { ...procmem, procmemGradients: 'off' },
  'procmem:no-gate': { ...procmem, procmemGate: 'none' },
  'procmem:fifo': { ...procmem, procmemMaintenance: 'fifo' },
  'procmem:lcb': { ...procmem, procmemSelection: 'lcb' },
} as const satisfies Readonly<Record<string, Variant>>;
