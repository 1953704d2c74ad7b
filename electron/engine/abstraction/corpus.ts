import type { ForeignMemory, Outcome } from '../../../shared/model/index.ts';
import type { AnalysisRow } from '../ports.ts';
import type { AnalysedStep, Analysis } from './analysis.ts';
import { AnalysisReader } from './analysis-reader.ts';
import type { Fact } from './facts.ts';
import { foldConstants } from './fold-constants.ts';
import { findRefusals } from './refusals.ts';
import { mineTemplates, type Template } from './templates.ts';
import type { Value } from './values.ts';

/** A step of an episode in the terms of the corpus; equal ones are one object. `refused`: the world answered that nothing was done. */
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
  readonly characters: number;
  readonly foreign: ForeignMemory | null;
  /** What it was read from: one object for as long as its row is the same. */
  readonly origin: Analysis;
}

export interface Corpus {
  readonly episodes: readonly Episode[];
  readonly templates: readonly Template[];
  /** The distinct steps of all episodes, in order of first appearance, with how often each was taken. */
  readonly steps: ReadonlyMap<CorpusStep, number>;
  /** Predicates whose value was made part of them (rule A6). */
  readonly states: ReadonlySet<string>;
}

/** A corpus, and other episodes in its terms: an action of no known template gets an index beyond them, the same each time. */
export interface ReadableCorpus {
  readonly corpus: Corpus;
  read(row: AnalysisRow): Episode;
}

/** Reads all analyses into one corpus: episodes in id order, templates mined over all of them. */
export function buildCorpus(rows: readonly AnalysisRow[], reader = new AnalysisReader()): Corpus {
  return readCorpus(rows, reader).corpus;
}

/** The same, for reading others with it. What is read later changes nothing of the corpus. */
export function readCorpus(rows: readonly AnalysisRow[], reader = new AnalysisReader()): ReadableCorpus {
  const analyses = reader.read(rows);
  const taken = countSteps(analyses, reader.stepCount);
  const contexts = countContexts(analyses);
  const mined = mineTemplates(taken);
  const { fold, states } = foldConstants([
    ...contexts,
    ...taken.entries().map(([{ facts }, times]) => [facts, times] as const),
  ]);
  const isRefusal = findRefusals(taken, (shape) => mined.match(shape).template);
  const known = Array.from<unknown, CorpusStep | undefined>({ length: reader.stepCount }, () => undefined);
  const inCorpus = (step: AnalysedStep): CorpusStep => {
    const found = known[step.index];
    if (found !== undefined) return found;
    const { template, args } = mined.match(step.shape);
    const made = { template, args, facts: fold(step.facts), refused: isRefusal(template, step.facts) };
    known[step.index] = made;
    return made;
  };
  const episodeOf = (analysis: Analysis): Episode => ({
    ...analysis,
    context: fold(analysis.context),
    steps: analysis.steps.map(inCorpus),
    origin: analysis,
  });
  const corpus: Corpus = {
    steps: new Map([...taken].map(([step, times]) => [inCorpus(step), times])),
    episodes: analyses.map(episodeOf),
    templates: mined.templates,
    states,
  };
  return { corpus, read: (row) => episodeOf(reader.readOne(row)) };
}

/** The distinct steps in order of first appearance, with how often each was taken. `size`: indices are below. */
function countSteps(analyses: readonly Analysis[], size: number): ReadonlyMap<AnalysedStep, number> {
  const counts = new Int32Array(size);
  const distinct: AnalysedStep[] = [];
  for (const { steps } of analyses) {
    for (const step of steps) {
      const before = counts[step.index] ?? 0;
      if (before === 0) distinct.push(step);
      counts[step.index] = before + 1;
    }
  }
  return new Map(distinct.map((step) => [step, counts[step.index] ?? 0]));
}

function countContexts(analyses: readonly Analysis[]): ReadonlyMap<readonly Fact[], number> {
  const counts = new Map<readonly Fact[], number>();
  for (const { context } of analyses) counts.set(context, (counts.get(context) ?? 0) + 1);
  return counts;
}
