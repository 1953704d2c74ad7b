import { renderToStaticMarkup } from 'react-dom/server';
import { IntlProvider } from 'use-intl';
import { describe, expect, it } from 'vitest';
import type { Condition, MetaBody, ProcedureBody, ProcedureStep } from '../../shared/model/index.ts';
import { loadMessages } from '../messages/index.ts';
import { BodyDiffView, diffLayouts, type DiffLayout } from './body-diff.tsx';
import { MetaDiffView } from './meta-diff.tsx';

const messages = { en: await loadMessages('en'), de: await loadMessages('de') };

const step = (id: string, template: string, optional = false): ProcedureStep => ({
  id,
  template,
  kind: 'text',
  optional,
  repeats: false,
  evidence: { present: 2, of: 3 },
});
const condition = (id: string, predicate: string, polarity: Condition['polarity'] = 'positive'): Condition => ({
  id,
  predicate,
  arguments: [],
  polarity,
  origin: 'extracted',
  evidence: { holds: 2, of: 3 },
});
const body: ProcedureBody = {
  goal: 'tune {instrument}',
  slots: [
    {
      name: 'instrument',
      type: 'thing',
      examples: [{ value: 'lute 1', count: 2 }],
      boundFrom: { goal: 1, observation: 0, step: 0 },
    },
  ],
  preconditions: [condition('a', 'it is quiet')],
  steps: [step('s', 'strike a fork'), step('t', 'turn a peg'), step('u', 'listen')],
  postconditions: [condition('b', 'it is in tune')],
};
const nothing: ProcedureBody = { goal: '', slots: [], preconditions: [], steps: [], postconditions: [] };
const [s, t, u] = body.steps as [ProcedureStep, ProcedureStep, ProcedureStep];

const bodies: readonly (readonly [change: string, before: ProcedureBody, after: ProcedureBody])[] = [
  [
    'a precondition that is new',
    body,
    { ...body, preconditions: [...body.preconditions, condition('c', 'it is warm')] },
  ],
  ['a precondition that goes', body, { ...body, preconditions: [] }],
  ['a precondition that is negated', body, { ...body, preconditions: [condition('a', 'it is quiet', 'negative')] }],
  ['a postcondition', body, { ...body, postconditions: [condition('b', 'it sounds well')] }],
  [
    'evidence of a condition alone',
    body,
    { ...body, preconditions: [{ ...condition('a', 'it is quiet'), evidence: { holds: 3, of: 4 } }] },
  ],
  ['a step that is new', body, { ...body, steps: [s, t, step('v', 'rest'), u] }],
  ['a step that goes', body, { ...body, steps: [s, u] }],
  ['a step that moved', body, { ...body, steps: [t, s, u] }],
  ['a step with other words', body, { ...body, steps: [s, step('t', 'turn a peg slowly'), u] }],
  ['a step that is needed no more', body, { ...body, steps: [s, step('t', 'turn a peg', true), u] }],
  ['a slot with another name', body, { ...body, slots: [{ ...body.slots[0]!, name: 'thing' }] }],
  ['the goal', body, { ...body, goal: 'tune {instrument} well' }],
  ['a variant of the steps that is put in their place', body, { ...body, steps: [step('x', 'ask a friend')] }],
  ['a procedure that is new, or comes back', nothing, body],
  ['a procedure that is pruned, deleted, or merged into another', body, nothing],
];

const meta: MetaBody = {
  goal: 'give a concert',
  preconditions: [condition('a', 'there are people')],
  places: [
    { procedureId: 'p', rule: { continue: 4, skip: 0, repeat: 0, abort: 1, maxRepeats: 1, skipWhen: [] } },
    { procedureId: 'q', rule: null },
  ],
  categories: [{ category: 'play for {people}', episodes: 4, of: 6 }],
};
const noMeta: MetaBody = { goal: '', preconditions: [], places: [], categories: [] };
const [p, q] = meta.places as [MetaBody['places'][number], MetaBody['places'][number]];
const rule = p.rule!;

const metas: readonly (readonly [change: string, before: MetaBody, after: MetaBody])[] = [
  ['another order', meta, { ...meta, places: [q, p] }],
  ['a procedure that is new in it', meta, { ...meta, places: [p, q, { procedureId: 'r', rule: null }] }],
  ['a procedure that is merged into another', meta, { ...meta, places: [p, { procedureId: 'r', rule: null }] }],
  ['a policy that goes on more often', meta, { ...meta, places: [{ ...p, rule: { ...rule, continue: 5 } }, q] }],
  [
    'a policy that skips',
    meta,
    { ...meta, places: [{ ...p, rule: { ...rule, skip: 2, skipWhen: [condition('z', 'it is late')] } }, q] },
  ],
  ['a policy that repeats', meta, { ...meta, places: [{ ...p, rule: { ...rule, repeat: 1, maxRepeats: 3 } }, q] }],
  ['a place that gets a policy', meta, { ...meta, places: [p, { ...q, rule }] }],
  ['a variant that joined', meta, { ...meta, categories: [{ category: 'play for {people}', episodes: 5, of: 6 }] }],
  [
    'another kind of goal',
    meta,
    { ...meta, categories: [...meta.categories, { category: 'sing', episodes: 2, of: 2 }] },
  ],
  ['its conditions', meta, { ...meta, preconditions: [] }],
  ['its goal', meta, { ...meta, goal: 'give two concerts' }],
  ['a composition that is new', noMeta, meta],
  ['a composition that is pruned', meta, noMeta],
];

/** The lines that are drawn, by the kind that they show. */
function kindsIn(view: React.ReactNode, language: 'en' | 'de'): readonly string[] {
  const html = renderToStaticMarkup(
    <IntlProvider locale={language} messages={messages[language]} timeZone="UTC">
      {view}
    </IntlProvider>,
  );
  return [...html.matchAll(/data-kind="(\w+)"/g)].map(([, kind = '']) => kind);
}

describe.each(['en', 'de'] as const)('every kind of change, in %s', (language) => {
  describe.each(diffLayouts)('%s', (layout: DiffLayout) => {
    it.each(bodies)('is drawn: %s', (_, before, after) => {
      const view = <BodyDiffView before={before} after={after} layout={layout} />;
      expect(kindsIn(view, language).filter((kind) => kind !== 'same')).not.toEqual([]);
      const same = <BodyDiffView before={after} after={after} layout={layout} />;
      expect(kindsIn(same, language).filter((kind) => kind !== 'same')).toEqual([]);
    });

    it.each(metas)('of a composition is drawn: %s', (_, before, after) => {
      const goalOf = (id: string): string => `procedure ${id}`;
      const view = <MetaDiffView before={before} after={after} layout={layout} goalOf={goalOf} />;
      expect(kindsIn(view, language).filter((kind) => kind !== 'same')).not.toEqual([]);
    });
  });
});
