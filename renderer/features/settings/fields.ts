import type { Settings } from '../../../shared/model/index.ts';

/** Constants that are edited here; merges are taken back where they are shown. */
export type SettingName = Exclude<keyof Settings, 'keptApart'>;

export const groupNames = [
  'memory',
  'learning',
  'segmentation',
  'refinement',
  'meta',
  'selection',
  'capacity',
  'ontology',
  'memp',
  'procmem',
] as const;
export type GroupName = (typeof groupNames)[number];

/** How a constant is edited. `cap`: a whole number, or no cap at all. */
export type FieldKind = 'number' | 'whole' | 'cap' | 'text' | ChoiceName;
/** Constants that are one of a few words. */
export const choices = {
  strategy: ['macla', 'memp', 'procmem'],
  evidenceRule: ['episode', 'effect', 'blended'],
  information: ['variance', 'entropy', 'voi'],
  selection: ['expected-utility', 'thompson', 'bayes-ucb'],
  priorFrom: ['setting', 'shrinkage'],
  thresholdFrom: ['corpus', 'setting'],
  utility: ['mixture', 'paper'],
  pruneScore: ['quantile', 'paper'],
  mempBuild: ['trajectory', 'script', 'proceduralization'],
  mempRetrieve: ['random', 'query', 'avefact'],
  mempCoverage: ['ignore', 'count'],
  mempUpdate: ['vanilla', 'validation', 'adjustment'],
  mempCredit: ['top-1', 'shared'],
  procmemSelection: ['cosine', 'lcb'],
  procmemGradients: ['on', 'off'],
  procmemGate: ['difference', 'paper', 'none'],
  procmemAdvantage: ['paper', 'code'],
  procmemAdoption: ['review', 'gate'],
  procmemMaintenance: ['score', 'fifo'],
} as const satisfies { readonly [Name in SettingName]?: readonly Settings[Name][] };
export type ChoiceName = keyof typeof choices;

export interface FieldSpec {
  readonly group: GroupName;
  readonly kind: FieldKind;
  /** Where the default comes from. */
  readonly source: 'macla' | 'knack' | 'memp' | 'procmem';
}

/** One entry for each constant of the schema; the compiler says when one is missing. */
export const fields: Readonly<Record<SettingName, FieldSpec>> = {
  strategy: { group: 'memory', kind: 'strategy', source: 'macla' },
  priorAlpha: { group: 'memory', kind: 'number', source: 'macla' },
  priorBeta: { group: 'memory', kind: 'number', source: 'macla' },
  priorFrom: { group: 'memory', kind: 'priorFrom', source: 'knack' },
  evidenceRule: { group: 'memory', kind: 'evidenceRule', source: 'knack' },
  minSupport: { group: 'learning', kind: 'whole', source: 'knack' },
  duplicateCosine: { group: 'learning', kind: 'number', source: 'macla' },
  duplicateAlignment: { group: 'learning', kind: 'number', source: 'knack' },
  conditionSupport: { group: 'learning', kind: 'number', source: 'knack' },
  weightEffect: { group: 'segmentation', kind: 'number', source: 'knack' },
  weightFocus: { group: 'segmentation', kind: 'number', source: 'knack' },
  weightEntropy: { group: 'segmentation', kind: 'number', source: 'knack' },
  boundaryScore: { group: 'segmentation', kind: 'number', source: 'knack' },
  minContrast: { group: 'refinement', kind: 'whole', source: 'macla' },
  falseDiscoveryRate: { group: 'refinement', kind: 'number', source: 'knack' },
  refinedPseudoCounts: { group: 'refinement', kind: 'number', source: 'knack' },
  metaShare: { group: 'meta', kind: 'number', source: 'macla' },
  metaEpisodes: { group: 'meta', kind: 'whole', source: 'macla' },
  rewardMax: { group: 'selection', kind: 'number', source: 'macla' },
  costFailure: { group: 'selection', kind: 'number', source: 'macla' },
  lambda: { group: 'selection', kind: 'number', source: 'knack' },
  stepCost: { group: 'selection', kind: 'number', source: 'knack' },
  candidates: { group: 'selection', kind: 'whole', source: 'macla' },
  threshold: { group: 'selection', kind: 'number', source: 'macla' },
  thresholdFrom: { group: 'selection', kind: 'thresholdFrom', source: 'knack' },
  utility: { group: 'selection', kind: 'utility', source: 'knack' },
  information: { group: 'selection', kind: 'information', source: 'knack' },
  selection: { group: 'selection', kind: 'selection', source: 'knack' },
  riskPrior: { group: 'selection', kind: 'number', source: 'knack' },
  riskPseudoCounts: { group: 'selection', kind: 'number', source: 'knack' },
  maxProcedures: { group: 'capacity', kind: 'cap', source: 'macla' },
  maxMetaProcedures: { group: 'capacity', kind: 'cap', source: 'macla' },
  contextsPerSide: { group: 'capacity', kind: 'whole', source: 'macla' },
  pruneScore: { group: 'capacity', kind: 'pruneScore', source: 'knack' },
  ontologyWords: { group: 'ontology', kind: 'whole', source: 'macla' },
  ontologyCosine: { group: 'ontology', kind: 'number', source: 'macla' },
  embeddingModel: { group: 'ontology', kind: 'text', source: 'knack' },
  mempBuild: { group: 'memp', kind: 'mempBuild', source: 'memp' },
  mempRetrieve: { group: 'memp', kind: 'mempRetrieve', source: 'memp' },
  mempCount: { group: 'memp', kind: 'whole', source: 'memp' },
  mempThreshold: { group: 'memp', kind: 'number', source: 'memp' },
  mempCoverage: { group: 'memp', kind: 'mempCoverage', source: 'knack' },
  mempUpdate: { group: 'memp', kind: 'mempUpdate', source: 'memp' },
  mempGroup: { group: 'memp', kind: 'whole', source: 'knack' },
  mempDeletionHits: { group: 'memp', kind: 'whole', source: 'memp' },
  mempDeletionRate: { group: 'memp', kind: 'number', source: 'memp' },
  mempCredit: { group: 'memp', kind: 'mempCredit', source: 'memp' },
  procmemPool: { group: 'procmem', kind: 'whole', source: 'procmem' },
  procmemSelection: { group: 'procmem', kind: 'procmemSelection', source: 'procmem' },
  procmemCosine: { group: 'procmem', kind: 'number', source: 'procmem' },
  procmemRound: { group: 'procmem', kind: 'whole', source: 'knack' },
  procmemGradients: { group: 'procmem', kind: 'procmemGradients', source: 'procmem' },
  procmemGate: { group: 'procmem', kind: 'procmemGate', source: 'knack' },
  procmemEpsilon: { group: 'procmem', kind: 'number', source: 'procmem' },
  procmemMargin: { group: 'procmem', kind: 'number', source: 'knack' },
  procmemAdvantage: { group: 'procmem', kind: 'procmemAdvantage', source: 'procmem' },
  procmemAdoption: { group: 'procmem', kind: 'procmemAdoption', source: 'knack' },
  procmemMaintenance: { group: 'procmem', kind: 'procmemMaintenance', source: 'procmem' },
};

/** All names, in the order of the table above. */
export const settingNames: readonly SettingName[] = Object.keys(fields).filter(
  (name): name is SettingName => name in fields,
);

/** Groups of one strategy alone are shown where it is the memory's. */
export function isGroupOf(group: GroupName, strategy: Settings['strategy']): boolean {
  return (group !== 'memp' && group !== 'procmem') || group === strategy;
}
