import type { Random } from '../random.ts';
import type { HabitName, TaskType } from './tasks.ts';
import type { Call, Json, JsonObject } from './tools.ts';

/** One turn of the agent: words for the customer, or tool calls with an optional remark. */
export type Act =
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'call'; readonly text: string | null; readonly calls: readonly Call[] };

/** What comes back: the customer's words, or one result a call. */
export type Reply =
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'results'; readonly results: readonly JsonObject[] };

/** An agent's part: it yields acts, is sent replies, and knows nothing else of the shop. */
export type Play<T> = Generator<Act, T, Reply>;

export interface Mind {
  readonly random: Random;
  readonly type: TaskType;
  readonly habit: HabitName;
  /** The customer's first message. */
  readonly request: string;
}

/** Thrown inside a policy to end the conversation early with an apology. */
export class GaveUp extends Error {}

const REMARK_SHARE = 0.35;
const REMARKS: Readonly<Record<string, readonly string[]>> = {
  find_customer: ['Let me look you up.', 'One moment, I search for your record.'],
  get_order: ['I look at the order.', 'Checking the order now.'],
  list_orders: ['I look through your orders.'],
  send_code: ['For your safety I send a code first.'],
  verify_identity: ['Thank you, I check the code.'],
  check_policy: ['I check what our rules say.'],
  issue_refund: ['I start the refund.'],
  get_contract: ['I look at the contract first.'],
  cancel_subscription: ['I cancel the subscription.'],
  check_stock: ['I check what we have in stock.'],
  list_incidents: ['I look for known incidents.'],
};

/** Makes one call and gives its result. A timeout is tried again, unless the agent takes it for an answer. */
export function* call(mind: Mind, name: string, args: JsonObject): Play<JsonObject> {
  for (;;) {
    const remark = mind.random.chance(REMARK_SHARE) ? (REMARKS[name] ?? []) : [];
    const text = remark.length === 0 ? null : mind.random.pick(remark);
    const reply = yield { kind: 'call', text, calls: [{ name, args }] };
    const result = reply.kind === 'results' ? (reply.results[0] ?? {}) : {};
    if (result['error'] !== 'timeout') return result;
    if (mind.habit === 'gives-up-on-error') throw new GaveUp(name);
  }
}

/** Makes several calls in one turn; those that time out are tried again one by one. */
export function* callTogether(mind: Mind, calls: readonly Call[]): Play<readonly JsonObject[]> {
  const reply = yield { kind: 'call', text: null, calls };
  const results = reply.kind === 'results' ? [...reply.results] : [];
  for (const [index, one] of calls.entries()) {
    if (results[index]?.['error'] === 'timeout') results[index] = yield* call(mind, one.name, one.args);
  }
  return results;
}

/** Asks the customer something and gives the answer's text. */
export function* ask(text: string): Play<string> {
  const reply = yield { kind: 'say', text };
  return reply.kind === 'said' ? reply.text : '';
}

/** A field of a result as text; a missing one gives an empty text, which the tools answer with an error. */
export function textOf(result: JsonObject, key: string): string {
  const value = result[key];
  return typeof value === 'string' ? value : '';
}

/** The rows of a list field. */
export function rowsOf(result: JsonObject, key: string): readonly JsonObject[] {
  const value = result[key];
  // `isArray` narrows to a list of anything; what a JSON list holds is JSON.
  return Array.isArray(value) ? (value as readonly Json[]).filter(isObject) : [];
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
