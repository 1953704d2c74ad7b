import { readForeign, type ForeignMemory, type Outcome, type Trajectory } from '../../../shared/model/index.ts';
import type { AnalysisRow } from '../ports.ts';
import { readFacts, type Fact } from './facts.ts';
import type { Interner } from './interner.ts';
import { lexAction, type Shape } from './lex-action.ts';
import { packFacts, packShape } from './packed.ts';

/** Raised whenever the analysis of the same content would give another result; old rows are then made anew. */
export const analysisVersion = 6;

/** Equal steps of a corpus are one object. `index`: among those that its reader ever read. */
export interface AnalysedStep {
  readonly index: number;
  /** The line of its shape. */
  readonly line: string;
  readonly shape: Shape;
  readonly facts: readonly Fact[];
}

/** The distinct steps of a corpus with how often each was taken. */
export type StepCounts = ReadonlyMap<AnalysedStep, number>;

/** What the corpus-wide stages need of one trajectory. Made from its content alone. */
export interface Analysis {
  readonly trajectoryId: string;
  readonly sourceId: string;
  readonly outcome: Outcome;
  readonly truncated: boolean;
  readonly goal: string;
  readonly context: readonly Fact[];
  readonly steps: readonly AnalysedStep[];
  /** Length of its actions and observations, word by word. */
  readonly characters: number;
  /** What another system's memory said of it; null for an episode. */
  readonly foreign: ForeignMemory | null;
}

/** The first line of a row. */
interface Head {
  readonly source: string;
  readonly outcome: Outcome;
  readonly truncated: boolean;
  readonly goal: string;
  readonly characters: number;
  readonly foreign?: ForeignMemory;
}

/**
 * Analyses one trajectory: O(length of its text). A row is lines of JSON: its head, the facts of the context, and for each step
 * its shape and its facts. What is equal in several episodes is the same line, so that it is read only once.
 */
export function analyse(trajectory: Trajectory): AnalysisRow {
  const { id, sourceId, outcome, truncated, goal, context, steps } = trajectory;
  const foreign = readForeign(trajectory.extra);
  const characters = steps.reduce((sum, step) => sum + lengthOf(step.action) + step.observation.length, 0);
  const data = writeData({
    ...{ sourceId, outcome, truncated: truncated ?? false, goal, characters, foreign },
    context: readFacts(context),
    steps: steps.map(({ action, observation }) => ({
      line: packShape(lexAction(action)),
      facts: readFacts(observation),
    })),
  });
  return { trajectoryId: id, version: analysisVersion, data };
}

/** The lines of a row. */
export function writeData(
  analysis: Omit<Analysis, 'trajectoryId' | 'steps'> & {
    readonly steps: readonly Pick<AnalysedStep, 'line' | 'facts'>[];
  },
): string {
  const { sourceId, outcome, truncated, goal, characters, foreign, context, steps } = analysis;
  const told = foreign === null ? {} : { foreign };
  const head: Head = { source: sourceId, outcome, truncated, goal, characters, ...told };
  const lines = [JSON.stringify(head), packFacts(context)];
  for (const { line, facts } of steps) lines.push(line, packFacts(facts));
  return lines.join('\n');
}

function lengthOf(action: Trajectory['steps'][number]['action']): number {
  return action.kind === 'text' ? action.text.length : action.name.length + JSON.stringify(action.arguments).length;
}

/** Unpacks a row; what is equal in several rows is one object, by the interner of the corpus. */
export function unpackAnalysis(row: AnalysisRow, interner: Interner): Analysis {
  const [head = '{}', context = '[]', ...lines] = row.data.split('\n');
  const { source, outcome, truncated, goal, characters, foreign } = JSON.parse(head) as Head; // written by `analyse` with the same version
  const steps: AnalysedStep[] = [];
  for (let at = 0; at + 1 < lines.length; at += 2) steps.push(interner.step(lines[at] ?? '', lines[at + 1] ?? ''));
  return {
    trajectoryId: row.trajectoryId,
    sourceId: source,
    outcome,
    truncated,
    goal,
    context: interner.facts(context),
    steps,
    characters,
    foreign: foreign ?? null,
  };
}
