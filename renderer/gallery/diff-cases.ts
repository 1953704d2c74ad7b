import type { Condition, MetaBody, MetaPlace, ProcedureBody, ProcedureStep, Slot } from '../../shared/model/index.ts';
import type { DiffLayout } from '../ui/index.ts';

/** A kind of change of a procedure, as the review and the revisions show it. */
export interface DiffCase {
  readonly name: string;
  readonly before: ProcedureBody;
  readonly after: ProcedureBody;
  readonly layout: DiffLayout;
  readonly marked?: ReadonlySet<string>;
}

function condition(predicate: string, polarity: Condition['polarity'] = 'positive'): Condition {
  return {
    id: `${polarity} ${predicate}`,
    predicate: `{0} is ${predicate}`,
    arguments: [{ kind: 'slot', name: 'device' }],
    polarity,
    origin: 'extracted',
    evidence: { holds: 12, of: 14 },
  };
}

function step(template: string, change: Partial<ProcedureStep> = {}): ProcedureStep {
  return {
    id: template,
    template,
    kind: 'text',
    optional: false,
    repeats: false,
    evidence: { present: 14, of: 14 },
    ...change,
  };
}

function slot(name: string): Slot {
  return {
    name,
    type: 'device',
    examples: [{ value: 'press 3', count: 5 }],
    boundFrom: { goal: 9, observation: 5, step: 0 },
  };
}

const walk = step('walk to {device}');
const open = step('open the valve of {device}');
const run = step('start {device}');

const base: ProcedureBody = {
  goal: 'start a {device}',
  slots: [slot('device')],
  preconditions: [condition('warm')],
  steps: [walk, open, run],
  postconditions: [condition('running')],
};
const nothing: ProcedureBody = { goal: '', slots: [], preconditions: [], steps: [], postconditions: [] };

/** Every kind of change, each by itself, and some together. */
export const diffCases: readonly DiffCase[] = [
  { name: 'goal changed', before: base, after: { ...base, goal: 'start a cold {device}' }, layout: 'unified' },
  {
    name: 'precondition added',
    before: base,
    after: { ...base, preconditions: [...base.preconditions, condition('locked', 'negative')] },
    layout: 'unified',
  },
  { name: 'precondition removed', before: base, after: { ...base, preconditions: [] }, layout: 'unified' },
  {
    name: 'postcondition changed',
    before: base,
    after: { ...base, postconditions: [{ ...condition('running'), evidence: { holds: 20, of: 21 } }] },
    layout: 'unified',
  },
  {
    name: 'step added',
    before: base,
    after: { ...base, steps: [walk, step('ring the bell'), open, run] },
    layout: 'unified',
  },
  { name: 'step removed', before: base, after: { ...base, steps: [walk, run] }, layout: 'unified' },
  { name: 'step moved', before: base, after: { ...base, steps: [open, walk, run] }, layout: 'unified' },
  {
    name: 'step changed',
    before: base,
    after: { ...base, steps: [walk, step('open the main valve of {device}'), step(run.template, { optional: true })] },
    layout: 'unified',
  },
  {
    name: 'slot renamed',
    before: base,
    after: {
      ...base,
      goal: 'start a {machine}',
      slots: [slot('machine')],
      steps: base.steps.map((each) => step(each.template.replace('{device}', '{machine}'))),
    },
    layout: 'unified',
  },
  { name: 'all new, with a finding', before: nothing, after: base, layout: 'unified', marked: new Set(['step 2']) },
  {
    name: 'several, side by side',
    before: base,
    after: { ...base, preconditions: [condition('cold')], steps: [open, walk, step('ring the bell')] },
    layout: 'split',
  },
  {
    name: 'several, as text',
    before: base,
    after: { ...base, preconditions: [condition('cold')], steps: [open, walk, step('ring the bell')] },
    layout: 'text',
  },
];

/** A kind of change of a meta-procedure: merged variants, another order, another policy. */
export interface MetaCase {
  readonly name: string;
  readonly before: MetaBody;
  readonly after: MetaBody;
  readonly layout: DiffLayout;
}

function place(procedureId: string, change: Partial<NonNullable<MetaPlace['rule']>> = {}): MetaPlace {
  return {
    procedureId,
    rule: { continue: 9, skip: 0, repeat: 0, abort: 0, maxRepeats: 1, skipWhen: [], ...change },
  };
}

function category(name: string, episodes: number): MetaBody['categories'][number] {
  return { category: name, episodes, of: 12 };
}

const composition: MetaBody = {
  goal: 'start a {device}',
  preconditions: [],
  places: [place('walk to the device'), place('open its valve'), place('start it')],
  categories: [category('start a device', 9)],
};
const [first = place(''), second = place(''), third = place('')] = composition.places;

/** The procedures of these compositions are named by what stands for their ids. */
export const metaCases: readonly MetaCase[] = [
  {
    name: 'a procedure joins a composition, another goes',
    before: composition,
    after: { ...composition, places: [first, place('ring the bell'), third] },
    layout: 'unified',
  },
  {
    name: 'another order',
    before: composition,
    after: { ...composition, places: [second, first, third] },
    layout: 'unified',
  },
  {
    name: 'another policy',
    before: composition,
    after: {
      ...composition,
      places: [first, place('open its valve', { skip: 4, skipWhen: [condition('open')] }), third],
    },
    layout: 'unified',
  },
  {
    name: 'a variant is merged',
    before: composition,
    after: { ...composition, categories: [category('start a device', 11), category('start a machine', 2)] },
    layout: 'unified',
  },
  { name: 'a composition is pruned', before: composition, after: emptied(composition), layout: 'split' },
];

function emptied(meta: MetaBody): MetaBody {
  return { ...meta, goal: '', places: [], categories: [] };
}
