import type {
  MempEntry,
  Outcome,
  ProcedureBody,
  ProcedureStep,
  Slot,
  StepMark,
} from '../../../../shared/model/index.ts';
import type { Corpus, Episode } from '../../abstraction/corpus.ts';
import { kindOf, type Value } from '../../abstraction/values.ts';
import { contentId } from '../../identity/index.ts';
import { completing } from '../../segmentation/segment.ts';
import { markSteps, type ScriptStep } from './script.ts';

/** An episode as an entry keeps it. */
export interface BuiltEntry {
  readonly id: string;
  readonly trajectoryId: string;
  readonly query: string;
  readonly outcome: Outcome;
  readonly facts: MempEntry['facts'];
  readonly marks: readonly StepMark[];
  readonly body: ProcedureBody;
  readonly tokens: MempEntry['tokens'];
}

export interface BuildContext {
  readonly corpus: Corpus;
  readonly milestone: readonly number[];
  readonly build: 'trajectory' | 'script' | 'proceduralization';
  /** Facts of an episode's goal by their keys. */
  readonly facts: MempEntry['facts'];
}

/** Tokens are estimated: four characters each, rounded up. What a real tokenizer counts depends on the model that reads. */
export function estimateTokens(characters: number): number {
  return Math.ceil(characters / 4);
}

/** `milestone`: how much each template completes something, in [0, 1]. */
export function scriptStepsOf(episode: Episode, milestone: readonly number[]): readonly ScriptStep[] {
  return episode.steps.map(({ template, args, facts, refused }) => ({
    template,
    args: args.map(({ text }) => text),
    told: facts.map(({ predicate, args: values }) => [predicate, ...values].join('\u0001')),
    values: facts.flatMap(({ args: values }) => values),
    refused,
    completes: (milestone[template] ?? 0) >= completing,
  }));
}

/** Makes the entry of one episode. Rules Q1 to Q4. */
export function buildEntry(episode: Episode, context: BuildContext): BuiltEntry {
  const { corpus, build, facts } = context;
  const marks = markSteps(scriptStepsOf(episode, context.milestone));
  const isVerbatim = build === 'trajectory';
  const kept = episode.steps.filter((_, at) => isVerbatim || marks[at] === 'critical');
  const slots = isVerbatim ? new Map<string, SlotName>() : nameValues(kept, { corpus, facts });
  const steps = kept.map((step) => writeStep(step, { corpus, slots }));
  const body: ProcedureBody = {
    goal: episode.goal,
    slots: [...slots].map(([value, name]) => describeSlot(value, name, { episode, facts })),
    preconditions: [],
    steps: numberSteps(steps),
    postconditions: [],
  };
  return {
    id: `m-${episode.trajectoryId.slice(0, 24)}`,
    trajectoryId: episode.trajectoryId,
    query: episode.goal,
    outcome: episode.outcome,
    facts,
    marks,
    body,
    tokens: {
      script: estimateTokens(steps.reduce((sum, { template }) => sum + template.length + 1, 0)),
      trajectory: estimateTokens(episode.characters),
    },
  };
}

interface SlotName {
  readonly name: string;
  readonly type: string;
}

/** A name a value: the key of the fact that it is of, the tool's own name, or its kind; numbered where two values take one name. */
function nameValues(
  steps: Episode['steps'],
  { corpus, facts }: Pick<BuildContext, 'corpus' | 'facts'>,
): Map<string, SlotName> {
  const names = new Map<string, SlotName>();
  const taken = new Map<string, number>();
  for (const { template, args } of steps) {
    args.forEach((value, position) => {
      if (value.text === '' || names.has(value.text)) return;
      const own = keyOf(value, facts) ?? corpus.templates[template]?.keys[position] ?? value.kind;
      const times = (taken.get(own) ?? 0) + 1;
      taken.set(own, times);
      names.set(value.text, { name: times === 1 ? own : `${own}${times}`, type: value.sort });
    });
  }
  return names;
}

function keyOf({ text }: Value, facts: MempEntry['facts']): string | null {
  return Object.entries(facts).find(([, fact]) => fact === text || fact === kindOf(text))?.[0] ?? null;
}

function writeStep(
  { template, args }: Episode['steps'][number],
  { corpus, slots }: { readonly corpus: Corpus; readonly slots: ReadonlyMap<string, SlotName> },
): ProcedureStep {
  const mined = corpus.templates[template];
  const text = (mined?.text ?? '').replace(/\{(\d+)\}/g, (_, digits: string) => {
    const value = args[Number(digits)]?.text ?? '';
    const slot = slots.get(value);
    return slot === undefined ? value : `{${slot.name}}`;
  });
  return {
    id: '',
    template: text,
    kind: mined?.kind ?? 'text',
    optional: false,
    repeats: false,
    evidence: { present: 1, of: 1 },
  };
}

/** A step is known by what it says and how often that was said before it. */
export function numberSteps(steps: readonly ProcedureStep[]): readonly ProcedureStep[] {
  const times = new Map<string, number>();
  return steps.map((step) => {
    const time = times.get(step.template) ?? 0;
    times.set(step.template, time + 1);
    return { ...step, id: contentId({ text: step.template, time }).slice(0, 16) };
  });
}

function describeSlot(
  value: string,
  { name, type }: SlotName,
  { episode, facts }: { readonly episode: Episode; readonly facts: MempEntry['facts'] },
): Slot {
  const isGoal = Object.values(facts).some((fact) => fact === value || fact === kindOf(value));
  const isStep = !isGoal && !episode.steps.some((step) => step.facts.some(({ args }) => args.includes(value)));
  return {
    name,
    type,
    examples: [{ value, count: 1 }],
    boundFrom: { goal: isGoal ? 1 : 0, observation: isGoal || isStep ? 0 : 1, step: isStep ? 1 : 0 },
  };
}
