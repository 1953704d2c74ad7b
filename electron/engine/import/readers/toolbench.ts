import type { JsonValue, Step } from '../../../../shared/model/index.ts';
import { mended } from '../bytes/index.ts';
import { argumentsOf } from '../conversation/index.ts';
import {
  asList,
  asObject,
  asText,
  extraOf,
  filled,
  type JsonObject,
  member,
  objectsIn,
  parseInner,
  textOf,
  without,
} from '../json-view.ts';
import { verdictOf } from '../outcome/index.ts';
import { pythonBeginning } from '../python-literal.ts';
import { type Draft, episode, type Found, type RawRecord, type Reader, rejected, type Session } from '../reader.ts';

const USED_ANSWER: ReadonlySet<string> = new Set(['query', 'train_messages', 'chain']);
const FINISH = 'Finish';

/** ToolBench answers: search trees (`{"tree", "win", "answer_generation"}`), or ToolEval's answers by question. */
export const toolbench: Reader = {
  format: 'toolbench',
  claim(sample) {
    if (sample.records.some(({ value }) => isTree(value)))
      return { confidence: 0.95, reason: 'a search tree with `win` and `answer_generation`', unit: 'record' };
    const known = sample.members.filter(({ value }) => detailsIn(value) !== null).length;
    if (known === 0) return null;
    return { confidence: 0.95, reason: 'answers by question with `answer_details`', unit: 'member' };
  },
  open,
};

function isTree(value: JsonValue): boolean {
  const record = asObject(value) ?? {};
  const hasPath =
    asObject(asObject(member(record, 'tree'))?.['tree']) !== null || asList(member(record, 'trys')) !== null;
  return hasPath && (Object.hasOwn(record, 'win') || Object.hasOwn(record, 'answer_generation'));
}

function detailsIn(value: JsonValue): readonly JsonObject[] | null {
  const answer = asObject(asObject(value)?.['answer']);
  return answer !== null && Object.hasOwn(answer, 'answer_details') ? objectsIn(answer['answer_details']) : null;
}

function open(): Session {
  let record = 0;
  return {
    *take({ key, value }: RawRecord): Generator<Found> {
      const object = asObject(value) ?? {};
      const draft = isTree(value) ? readTree(object) : readDetails(object, key ?? '');
      yield typeof draft === 'string' ? rejected(record, draft) : episode(record, draft, value);
      record += 1;
    },
    *end() {},
  };
}

interface Node {
  readonly kind: 'thought' | 'action' | 'input';
  readonly text: string;
  readonly observation: string;
}

function readTree(record: JsonObject): Draft | string {
  const answer = asObject(record['answer_generation']) ?? {};
  const root = asObject(asObject(record['tree'])?.['tree']);
  const paths = root === null ? [] : pathsIn(root);
  // The path that finished; where none did, the last that was tried.
  const path =
    paths.findLast((nodes) => nodes.at(-1)?.['finished'] === true) ?? paths.at(-1) ?? objectsIn(answer['chain']);
  const { steps, closing } = stepsOf(path.map(nodeOf));
  const said = verdictOf(record, 'win');
  const last = steps.at(-1)?.action;
  const ended = last?.kind === 'tool' && last.name === FINISH;
  return {
    goal: textOf(answer['query']).trim(),
    context: '',
    steps,
    ...said,
    ...(said.outcome !== 'success' && !ended ? { truncated: true } : {}),
    ...extraOf(
      filled({ closing }),
      paths.length > 1 ? { other_paths: paths.length - 1 } : {},
      without(answer, USED_ANSWER),
      Object.hasOwn(record, 'forward_args') ? { forward_args: record['forward_args'] ?? null } : {},
    ),
  };
}

/** The paths from the root to each leaf, left to right, which is the order in which they were tried. */
function pathsIn(root: JsonObject): readonly (readonly JsonObject[])[] {
  const paths: JsonObject[][] = [];
  const path: JsonObject[] = [];
  // Parsed values are nested less deep than the limit of records.
  const visit = (node: JsonObject): void => {
    path.push(node);
    const children = objectsIn(node['children']);
    if (children.length === 0) paths.push([...path]);
    for (const child of children) visit(child);
    path.pop();
  };
  visit(root);
  return paths;
}

function nodeOf(node: JsonObject): Node {
  const kinds = { Thought: 'thought', Action: 'action', 'Action Input': 'input' } as const;
  const type = asText(node['node_type']) ?? '';
  const kind = type === 'Thought' || type === 'Action' || type === 'Action Input' ? kinds[type] : 'thought';
  return { kind, text: textOf(node['description']), observation: textOf(node['observation']) };
}

/** An action with the input below it is a call. An input without an action (the root) is nothing. */
function stepsOf(nodes: readonly Node[]): { readonly steps: readonly Step[]; readonly closing: string } {
  const steps: Step[] = [];
  let thoughts: string[] = [];
  let name: string | null = null;
  const step = (given: JsonValue | undefined, observation: string): void => {
    if (name === null) return;
    const thought = thoughts.join('\n');
    const action = { kind: 'tool', name, arguments: argumentsOf(given) } as const;
    steps.push({ ...(thought === '' ? {} : { thought }), action, observation });
    thoughts = [];
    name = null;
  };
  for (const { kind, text, observation } of nodes) {
    if (kind === 'input') step(text, observation);
    else if (kind === 'action') {
      step(undefined, '');
      name = text.trim() === '' ? null : text.trim();
    } else if (text.trim() !== '') thoughts.push(text.trim());
  }
  step(undefined, '');
  return { steps, closing: thoughts.join('\n') };
}

function readDetails(record: JsonObject, id: string): Draft | string {
  const details = detailsIn(record);
  if (details === null) return `${id}: it has no answer with details`;
  const answer = asObject(record['answer']) ?? {};
  const nodes = chainIn(details).flatMap(nodesOfDetail);
  const { steps, closing } = stepsOf(nodes);
  const said = asObject(parseInner(textOf(answer['final_answer'])));
  return {
    goal: textOf(record['query']).trim(),
    context: '',
    steps: said === null ? steps : steps.map((step) => finishedWith(step, said)),
    outcome: 'unknown',
    title: id,
    ...extraOf(
      filled({ closing }),
      without(answer, new Set(['answer_details'])),
      without(record, new Set(['query', 'answer'])),
    ),
  };
}

/** The answer stands whole beside the calls. */
function finishedWith(step: Step, answer: JsonObject): Step {
  const { action } = step;
  return action.kind === 'tool' && action.name === FINISH
    ? { ...step, action: { ...action, arguments: answer } }
    : step;
}

/** The messages from the first on, the last branch where there are several. */
function chainIn(details: readonly JsonObject[]): readonly JsonObject[] {
  const chain: JsonObject[] = [];
  for (let node = details.at(-1); node !== undefined; node = objectsIn(node['next']).at(-1)) chain.push(node);
  return chain;
}

function nodesOfDetail(detail: JsonObject): readonly Node[] {
  const message = detail['message'];
  if (detail['role'] === 'assistant') return [{ kind: 'thought', text: textOf(message), observation: '' }];
  if (detail['role'] !== 'tool') return [];
  // Calls stand as objects, as their JSON, or as what Python printed of them, cut off after some characters.
  const call =
    asObject(typeof message === 'string' ? (parseInner(message) ?? pythonBeginning(message)) : message) ?? {};
  const given = textOf(call['arguments']);
  return [
    { kind: 'action', text: textOf(call['name']), observation: '' },
    {
      kind: 'input',
      text: parseInner(given) === undefined ? mended(given) : given,
      observation: textOf(call['response']),
    },
  ];
}
