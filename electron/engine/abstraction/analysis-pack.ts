import type { Outcome } from '../../../shared/model/index.ts';
import { Numbered, type Packer, type Unpacker } from '../packing/index.ts';
import type { AnalysedStep, Analysis } from './analysis.ts';
import type { Fact } from './facts.ts';
import type { Interner } from './interner.ts';

const outcomes = ['success', 'failure', 'unknown'] as const satisfies readonly Outcome[];

/** Writes analyses of one reader: a fact, an observation, an action and a step that several have is written once. */
export function packAnalyses(analyses: readonly Analysis[], into: Packer): void {
  const [steps, lists, facts] = [new Numbered<AnalysedStep>(), new Numbered<readonly Fact[]>(), new Numbered<Fact>()];
  const shapes = new Numbered<string>();
  for (const analysis of analyses) {
    lists.of(analysis.context);
    for (const step of analysis.steps) steps.of(step);
  }
  for (const step of steps.values()) {
    shapes.of(step.line);
    lists.of(step.facts);
  }
  for (const list of lists.values()) for (const fact of list) facts.of(fact);
  packEach(facts, into, ({ predicate, args }) => {
    into.text(predicate);
    into.texts(args);
  });
  packEach(lists, into, (list) => {
    into.number(list.length);
    for (const fact of list) into.number(facts.of(fact));
  });
  packEach(shapes, into, (line) => into.text(line));
  packEach(steps, into, (step) => {
    into.number(shapes.of(step.line));
    into.number(lists.of(step.facts));
  });
  into.number(analyses.length);
  for (const analysis of analyses) {
    packHead(analysis, into);
    into.number(lists.of(analysis.context));
    into.number(analysis.steps.length);
    for (const step of analysis.steps) into.number(steps.of(step));
  }
}

function packEach<T>(all: Numbered<T>, into: Packer, pack: (one: T) => void): void {
  into.number(all.size);
  for (const one of all.values()) pack(one);
}

function packHead(analysis: Analysis, into: Packer): void {
  const { trajectoryId, sourceId, outcome, truncated, goal, characters, foreign } = analysis;
  into.text(trajectoryId);
  into.text(sourceId);
  into.number(outcomes.indexOf(outcome));
  into.number(truncated ? 1 : 0);
  into.text(goal);
  into.number(characters);
  into.text(foreign === null ? '' : JSON.stringify(foreign));
}

/** Reverses `packAnalyses`. @throws RangeError */
export function unpackAnalyses(from: Unpacker, interner: Interner): readonly Analysis[] {
  const facts = from.list(() => interner.fact(from.text(), from.texts()));
  const lists = from.list(() => interner.observation(from.list(() => from.of(facts))));
  const shapes = from.list(() => from.text());
  const steps = from.list(() => interner.stepOf(from.of(shapes), from.of(lists)));
  return from.list(() => ({
    trajectoryId: from.text(),
    sourceId: from.text(),
    outcome: from.of(outcomes),
    truncated: from.number() === 1,
    goal: from.text(),
    characters: from.number(),
    foreign: foreignOf(from.text()),
    context: from.of(lists),
    steps: from.list(() => from.of(steps)),
  }));
}

function foreignOf(text: string): Analysis['foreign'] {
  return text === '' ? null : (JSON.parse(text) as Analysis['foreign']); // written by `packHead`
}
