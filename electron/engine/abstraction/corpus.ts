import type { Outcome } from '../../../shared/model/index.ts';
import type { AnalysisRow } from '../ports.ts';
import { unpackAnalysis, type Analysis } from './analysis.ts';
import type { Fact } from './facts.ts';
import { foldConstants } from './fold-constants.ts';
import { Interner } from './interner.ts';
import { findRefusals } from './refusals.ts';
import { mineTemplates, type Template } from './templates.ts';
import type { Value } from './values.ts';

/** A step of an episode in the terms of the corpus. `refused`: the world answered that nothing was done. */
export interface CorpusStep {
  readonly template: number;
  readonly args: readonly Value[];
  readonly facts: readonly Fact[];
  readonly refused: boolean;
}

export interface Episode {
  readonly trajectoryId: string;
  readonly sourceId: string;
  readonly outcome: Outcome;
  readonly truncated: boolean;
  readonly goal: string;
  readonly context: readonly Fact[];
  readonly steps: readonly CorpusStep[];
}

export interface Corpus {
  readonly episodes: readonly Episode[];
  readonly templates: readonly Template[];
}

/** Reads all analyses into one corpus: episodes in id order, templates mined over all of them. */
export function buildCorpus(rows: readonly AnalysisRow[]): Corpus {
  const interner = new Interner();
  const analyses = rows
    .map((row) => unpackAnalysis(row, interner))
    .sort((a, b) => (a.trajectoryId < b.trajectoryId ? -1 : 1));
  const mined = mineTemplates(analyses);
  const fold = foldConstants(analyses);
  const isRefusal = findRefusals(analyses, (shape) => mined.match(shape).template);
  const episodes = analyses.map((analysis): Episode => ({
    ...pick(analysis),
    context: fold(analysis.context),
    steps: analysis.steps.map((step) => {
      const matched = mined.match(step.shape);
      return { ...matched, facts: fold(step.facts), refused: isRefusal(matched.template, step.facts) };
    }),
  }));
  return { episodes, templates: mined.templates };
}

function pick(analysis: Analysis): Omit<Episode, 'context' | 'steps'> {
  const { trajectoryId, sourceId, outcome, truncated, goal } = analysis;
  return { trajectoryId, sourceId, outcome, truncated, goal };
}
