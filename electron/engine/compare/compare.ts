import type { StateComparison, ComparedItem, FieldChange } from '../../../shared/contract/index.ts';
import { renderCondition } from '../../../shared/model/index.ts';
import type {
  Condition,
  MetaProcedure,
  PolicyRule,
  Posterior,
  Procedure,
  Proposal,
  Settings,
  Source,
} from '../../../shared/model/index.ts';

/** What of a state is compared. */
export interface ComparableState {
  readonly stateHash: string;
  readonly procedures: readonly Procedure[];
  readonly metaProcedures: readonly MetaProcedure[];
  readonly proposals: readonly Proposal[];
  readonly sources: readonly Source[];
  readonly settings: Settings;
}

type Fields = readonly (readonly [field: string, text: string])[];

/** A thing that has an identity in both states, told as texts. */
interface Told {
  readonly id: string;
  readonly label: string;
  readonly fields: Fields;
}

/**
 * Two states, item by item: what the second has that the first has not, the other way round, and what both have and tell
 * otherwise, field by field [W1]. Pure; items are known again by their ids, in the order of the tables and then of ids.
 */
export function compareStates(a: ComparableState, b: ComparableState): StateComparison {
  const tables = [
    compareTable('source', a.sources.map(tellSource), b.sources.map(tellSource)),
    compareTable('setting', tellSettings(a.settings), tellSettings(b.settings)),
    compareTable('procedure', a.procedures.map(tellProcedure), b.procedures.map(tellProcedure)),
    compareTable('meta', a.metaProcedures.map(tellMeta), b.metaProcedures.map(tellMeta)),
    compareTable('proposal', a.proposals.map(tellProposal), b.proposals.map(tellProposal)),
  ];
  return {
    same: a.stateHash === b.stateHash,
    a: a.stateHash,
    b: b.stateHash,
    items: tables.flatMap(({ items }) => items),
    unchanged: Object.fromEntries(tables.map(({ table, unchanged }) => [table, unchanged])),
  };
}

interface Table {
  readonly table: ComparedItem['table'];
  readonly items: readonly ComparedItem[];
  readonly unchanged: number;
}

function compareTable(table: ComparedItem['table'], before: readonly Told[], after: readonly Told[]): Table {
  const [old, now] = [new Map(before.map((one) => [one.id, one])), new Map(after.map((one) => [one.id, one]))];
  const ids = [...new Set([...old.keys(), ...now.keys()])].sort();
  let unchanged = 0;
  const items = ids.flatMap((id): ComparedItem[] => {
    const [one, other] = [old.get(id), now.get(id)];
    const fields = differ(one?.fields ?? [], other?.fields ?? []);
    const label = other?.label ?? one?.label ?? id;
    if (one === undefined) return [{ table, id, label, change: 'added', fields }];
    if (other === undefined) return [{ table, id, label, change: 'removed', fields }];
    if (fields.length > 0) return [{ table, id, label, change: 'changed', fields }];
    unchanged += 1;
    return [];
  });
  return { table, items, unchanged };
}

function differ(before: Fields, after: Fields): readonly FieldChange[] {
  const [old, now] = [new Map(before), new Map(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return names.flatMap((field) => {
    const [one, other] = [old.get(field) ?? null, now.get(field) ?? null];
    return one === other ? [] : [{ field, before: one, after: other }];
  });
}

function tellProcedure({
  id,
  status,
  pinned,
  locked,
  revision,
  body,
  posterior,
  executions,
  episodes,
}: Procedure): Told {
  const steps = body.steps.map(({ template, optional, repeats }) =>
    [template, optional ? '(optional)' : '', repeats ? '(repeats)' : ''].filter(Boolean).join(' '),
  );
  const fields: Fields = [
    ['goal', body.goal],
    ['status', status],
    ['pinned', String(pinned)],
    ['locked', String(locked ?? false)],
    ['preconditions', conditions(body.preconditions)],
    ['steps', steps.join('\n')],
    ['postconditions', conditions(body.postconditions)],
    ['slots', body.slots.map(({ name, type }) => `${name}: ${type}`).join('\n')],
    ...figures(posterior),
    ['executions', `${executions} in ${episodes} episodes`],
    ['revision', revision],
  ];
  return { id, label: body.goal, fields };
}

function tellRule({ position, continue: go, skip, repeat, abort, maxRepeats, skipWhen }: PolicyRule): string {
  const when = skipWhen.length === 0 ? '' : `; skip when ${skipWhen.map(renderCondition).join(' and ')}`;
  return `${position + 1}: continue ${go}, skip ${skip}, repeat ${repeat} (at most ${maxRepeats}), abort ${abort}${when}`;
}

function tellMeta(item: MetaProcedure): Told {
  const { id, status, pinned, goal, preconditions, sequence, policy, categories, posterior } = item;
  const fields: Fields = [
    ['goal', goal],
    ['status', status],
    ['pinned', String(pinned)],
    ['preconditions', conditions(preconditions)],
    ['sequence', sequence.join('\n')],
    ['policy', policy.map(tellRule).join('\n')],
    ['categories', categories.map(({ category, episodes: taken, of }) => `${category}: ${taken} of ${of}`).join('\n')],
    ...figures(posterior),
  ];
  return { id, label: goal, fields };
}

function tellProposal({ id, title, status, targetId, strong, probability, reason }: Proposal): Told {
  const fields: Fields = [
    ['title', title],
    ['status', status],
    ['target', targetId],
    ['strong', String(strong)],
    ['probability', probability.toFixed(4)],
    ['reason', reason ?? ''],
  ];
  return { id, label: title, fields };
}

function tellSource({ id, name, format, trajectories, outcomeRule }: Source): Told {
  const fields: Fields = [
    ['name', name],
    ['format', format],
    ['episodes', String(trajectories)],
    ['outcome', outcomeRule ?? ''],
  ];
  return { id, label: name, fields };
}

function tellSettings(settings: Settings): readonly Told[] {
  return Object.entries(settings).map(([name, value]) => {
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return { id: name, label: name, fields: [['value', text]] };
  });
}

const conditions = (list: readonly Condition[]): string => list.map(renderCondition).join('\n');

function figures({ alpha, beta, mean, interval, n }: Posterior): Fields {
  return [
    ['mean', mean.toFixed(4)],
    ['interval', `${interval.low.toFixed(4)} to ${interval.high.toFixed(4)} (${interval.kind}, ${interval.mass})`],
    ['posterior', `Beta(${alpha.toFixed(4)}, ${beta.toFixed(4)})`],
    ['n', String(n)],
  ];
}
