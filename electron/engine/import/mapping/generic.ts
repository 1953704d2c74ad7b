import type { Mapping } from '../../../../shared/contract/index.ts';
import type { Action, JsonValue, Step } from '../../../../shared/model/index.ts';
import { argumentsOf } from '../conversation/index.ts';
import { asList, asObject, asText, extraOf, type JsonObject, textOf, valueAt, withoutPath } from '../json-view.ts';
import { limits } from '../limits.ts';
import { judge, outcomeOf, outcomeOfReward, parseOutcomeRule, plain } from '../outcome/index.ts';
import { type Draft, episode, type Found, oneByOne, type Reader, rejected, type Session } from '../reader.ts';

/** A reader for records or rows as a mapping describes them. */
export function genericReader(mapping: Mapping): Reader {
  return {
    format: 'generic',
    claim(sample) {
      if (sample.layout === 'text') return null;
      const unit = sample.layout === 'table' ? 'row' : 'record';
      return { confidence: 0.5, reason: `the mapping “${mapping.name}” fits its columns`, unit };
    },
    open: () =>
      mapping.episode === undefined ? oneByOne(({ value }) => wholeEpisode(value, mapping)) : grouped(mapping),
  };
}

/** A record that is an episode: with a list of steps, with lists side by side, or with one step. */
function wholeEpisode(value: JsonValue, mapping: Mapping): Draft | string {
  if (asObject(value) === null) return 'it is no object';
  const steps = stepsIn(value, mapping);
  return typeof steps === 'string' ? steps : draftOf([value], steps, mapping);
}

function stepsIn(value: JsonValue, mapping: Mapping): readonly Step[] | string {
  if (mapping.steps !== undefined) {
    const list = listAt(value, mapping.steps);
    if (list === null) return `it has no list at ${mapping.steps}`;
    return list.flatMap((one) => stepOf(one, mapping) ?? []);
  }
  const actions = asList(valueAt(value, mapping.action));
  if (actions === null) {
    const step = stepOf(value, mapping);
    return step === null ? `it has no action at ${mapping.action}` : [step];
  }
  const beside = (path: string | undefined): readonly JsonValue[] =>
    asList(path === undefined ? null : valueAt(value, path)) ?? [];
  const [observations, thoughts] = [beside(mapping.observation), beside(mapping.thought)];
  return actions.flatMap((action, index): Step[] => {
    const made = actionOf(action);
    return made === null
      ? []
      : [{ ...thoughtOf(thoughts[index]), action: made, observation: textOf(observations[index]) }];
  });
}

/** A list, also where it stands as JSON text in a cell. */
function listAt(value: JsonValue, path: string): readonly JsonValue[] | null {
  const found = valueAt(value, path);
  return asList(typeof found === 'string' ? argumentsOf(found)['input'] : found);
}

function stepOf(value: JsonValue, mapping: Mapping): Step | null {
  const action = actionOf(valueAt(value, mapping.action));
  if (action === null) return null;
  const observation = textOf(mapping.observation === undefined ? '' : valueAt(value, mapping.observation));
  return { ...thoughtOf(mapping.thought === undefined ? '' : valueAt(value, mapping.thought)), action, observation };
}

function thoughtOf(value: JsonValue | undefined): { readonly thought?: string } {
  const thought = textOf(value).trim();
  return thought === '' ? {} : { thought };
}

/** A text as it stands; an object with a name as a tool call; nothing where there is no action. */
function actionOf(value: JsonValue | undefined): Action | null {
  const object = asObject(value);
  if (object === null) {
    const text = textOf(value).trim();
    return text === '' ? null : { kind: 'text', text };
  }
  const inner = asObject(object['function']) ?? object;
  const name = ['name', 'tool', 'tool_name', 'function', 'function_name', 'action']
    .map((key) => asText(inner[key]))
    .find((one) => one !== null);
  if (name === undefined || name === null) return { kind: 'text', text: JSON.stringify(object) };
  const given = ['arguments', 'args', 'parameters', 'params', 'input', 'kwargs'].find((key) =>
    Object.hasOwn(inner, key),
  );
  return { kind: 'tool', name, arguments: argumentsOf(given === undefined ? undefined : inner[given]) };
}

function draftOf(rows: readonly JsonValue[], steps: readonly Step[], mapping: Mapping): Draft {
  const first = (path: string | undefined): JsonValue | undefined =>
    path === undefined ? undefined : rows.map((row) => valueAt(row, path)).find((value) => textOf(value) !== '');
  const used = [
    mapping.goal,
    mapping.outcome,
    mapping.steps,
    ...(mapping.steps === undefined ? [mapping.action, mapping.observation, mapping.thought] : []),
  ];
  const rest = used.reduce<JsonObject>(
    (left, path) => (path === undefined ? left : withoutPath(left, path)),
    asObject(rows[0]) ?? {},
  );
  const title = textOf(first(mapping.episode ?? 'id'));
  return {
    goal: textOf(first(mapping.goal)).trim(),
    context: '',
    steps,
    ...verdictIn(rows, mapping),
    ...(title === '' ? {} : { title }),
    ...extraOf(rows.length === 1 ? rest : undefined),
  };
}

/** The last row that has an outcome tells it. */
function verdictIn(rows: readonly JsonValue[], mapping: Mapping): Pick<Draft, 'outcome' | 'reward' | 'verdict'> {
  const field = mapping.outcome;
  if (field === undefined) return { outcome: 'unknown' };
  const value = rows
    .map((row) => valueAt(row, field))
    .findLast((one) => one !== undefined && one !== null && one !== '');
  if (value === undefined) return { outcome: 'unknown' };
  const number = typeof value === 'string' ? Number(value) : value;
  const reward = typeof number === 'number' && Number.isFinite(number) ? { reward: number } : {};
  const outcome = mapping.success === undefined ? usual(value, number) : byRule(value, `${field}${mapping.success}`);
  return outcome === 'unknown'
    ? { outcome, ...reward }
    : { outcome, verdict: { field, value: plain(value) }, ...reward };
}

function usual(value: JsonValue, number: JsonValue): Draft['outcome'] {
  const said = outcomeOf(value);
  return said === 'unknown' ? outcomeOfReward(number) : said;
}

function byRule(value: JsonValue, rule: string): Draft['outcome'] {
  const good = judge(parseOutcomeRule(rule), value);
  if (good === null) return 'unknown';
  return good ? 'success' : 'failure';
}

/** Rows with the same value of `episode` are one episode, wherever they stand; it takes the number of its first row. */
function grouped(mapping: Mapping): Session {
  const groups = new Map<string, { readonly record: number; readonly rows: JsonValue[]; readonly steps: Step[] }>();
  let characters = 0;
  return {
    *take({ index, value }): Generator<Found> {
      const name = textOf(valueAt(value, mapping.episode ?? ''));
      if (name === '') {
        yield rejected(index, `it has no ${mapping.episode}`);
        return;
      }
      characters += JSON.stringify(value).length;
      if (characters > limits.heldCharacters) {
        yield rejected(index, 'the file holds more rows than fit into memory; split it by episode');
        return;
      }
      const group = groups.get(name) ?? { record: index, rows: [], steps: [] };
      groups.set(name, group);
      group.rows.push(value);
      const step = stepOf(value, mapping);
      if (step !== null) group.steps.push(step);
    },
    *end(): Generator<Found> {
      for (const { record, rows, steps } of groups.values())
        yield episode(record, draftOf(rows, steps, mapping), rows.at(-1) ?? null);
    },
  };
}
