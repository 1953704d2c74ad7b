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
  const taken = countEach(analyses, ({ steps }) => steps);
  const contexts = countEach(analyses, ({ context }) => [context]);
  const mined = mineTemplates(taken);
  const { fold, states } = foldConstants([
    ...contexts,
    ...taken.entries().map(([{ facts }, times]) => [facts, times] as const),
  ]);
  const isRefusal = findRefusals(taken, (shape) => mined.match(shape).template);
  const known = new Map<AnalysedStep, CorpusStep>();
  const inCorpus = (step: AnalysedStep): CorpusStep => {
    const found = known.get(step);
    if (found !== undefined) return found;
    const matched = mined.match(step.shape);
    const made = { ...matched, facts: fold(step.facts), refused: isRefusal(matched.template, step.facts) };
    known.set(step, made);
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

/** How often each object is in the lists, in order of first appearance. */
function countEach<T>(
  analyses: readonly Analysis[],
  listOf: (analysis: Analysis) => readonly T[],
): ReadonlyMap<T, number> {
  const counts = new Map<T, number>();
  for (const analysis of analyses) for (const one of listOf(analysis)) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}
