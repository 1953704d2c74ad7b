import { ask, call, callTogether, GaveUp, rowsOf, textOf, type Mind, type Play } from './agent.ts';
import type { JsonObject } from './tools.ts';
import { SKUS } from './world.ts';

const TOGETHER_SHARE = 0.25;
const POLICY_SHARE = 0.6;
const TEAMS = ['front', 'web', 'billing'] as const;

/** Plays one case to the agent's last words. */
export function* playCase(mind: Mind): Play<void> {
  const customer = yield* identify(mind);
  const words = yield* settleOrGiveUp(mind, customer);
  // The same call whatever was reached, so that no result gives the outcome away.
  yield* call(mind, 'close_case', { customer_id: textOf(customer, 'customer_id') });
  yield { kind: 'say', text: words };
}

function* settleOrGiveUp(mind: Mind, customer: JsonObject): Play<string> {
  try {
    return yield* settle(mind, customer);
  } catch (error) {
    if (!(error instanceof GaveUp)) throw error;
    yield* tell(mind, customer, 'Please write to us again later.');
    return 'I am sorry, our system does not answer. Please write to us again later.';
  }
}

function* settle(mind: Mind, customer: JsonObject): Play<string> {
  switch (mind.type) {
    case 'refund':
      return yield* refund(mind, customer);
    case 'cancel':
      return yield* cancel(mind, customer);
    case 'move':
      return yield* moveHouse(mind, customer);
    case 'replace':
      return yield* replace(mind, customer);
    case 'invoice':
      return yield* sendInvoice(mind, customer);
    case 'outage':
      return yield* reportOutage(mind, customer);
  }
}

function emailIn(text: string): string | undefined {
  return /[\w.]+@[\w.]*\w/.exec(text)?.[0];
}

function orderIn(text: string): string | undefined {
  return /O-\d+/.exec(text)?.[0];
}

/** Finds the record of the customer, and asks for the email when the first message has none. */
function* identify(mind: Mind): Play<JsonObject> {
  const question = mind.random.pick(['Which email do you use with us?', 'May I have the email of your account?']);
  const email = emailIn(mind.request) ?? emailIn(yield* ask(question)) ?? '';
  return yield* call(mind, 'find_customer', { email });
}

/** The number of the order that the customer means: named, found in the list by its item, or asked for. */
function* findOrderId(mind: Mind, customer: JsonObject): Play<string> {
  const named = orderIn(mind.request);
  const mixesUp = mind.habit === 'wrong-order';
  if (named !== undefined && !mixesUp) return named;
  if (!mixesUp && mind.random.chance(0.4)) return orderIn(yield* ask('Which order is it about?')) ?? '';
  const list = yield* call(mind, 'list_orders', { customer_id: textOf(customer, 'customer_id') });
  const rows = rowsOf(list, 'orders');
  const meant = rows.find((row) => named === textOf(row, 'order_id') || mind.request.includes(textOf(row, 'item')));
  const other = rows.find((row) => row !== meant);
  return textOf((mixesUp ? other : meant) ?? {}, 'order_id');
}

function* verify(mind: Mind, customer: JsonObject): Play<void> {
  if (textOf(customer, 'identity') === 'verified') return;
  const customer_id = textOf(customer, 'customer_id');
  yield* call(mind, 'send_code', { customer_id });
  const answer = yield* ask(mind.random.pick(['Which code did we send you?', 'Could you tell me the code we sent?']));
  yield* call(mind, 'verify_identity', { customer_id, code: /\d{4}/.exec(answer)?.[0] ?? '' });
}

function* tell(mind: Mind, customer: JsonObject, text: string): Play<void> {
  yield* call(mind, 'send_message', { customer_id: textOf(customer, 'customer_id'), text });
}

function* lookAtOrder(mind: Mind, orderId: string, topic: string): Play<JsonObject> {
  const order = { name: 'get_order', args: { order_id: orderId } };
  const policy = { name: 'check_policy', args: { topic } };
  const isPatient = mind.habit !== 'gives-up-on-error';
  if (isPatient && mind.random.chance(TOGETHER_SHARE)) {
    return (yield* callTogether(mind, [order, policy]))[0] ?? {};
  }
  const found = yield* call(mind, order.name, order.args);
  if (mind.random.chance(POLICY_SHARE)) yield* call(mind, policy.name, policy.args);
  return found;
}

function* refund(mind: Mind, customer: JsonObject): Play<string> {
  const skipsVerify = mind.habit === 'unverified' || mind.habit === 'lucky-unverified';
  const verifiesFirst = mind.random.chance(0.5);
  if (!skipsVerify && verifiesFirst) yield* verify(mind, customer);
  const orderId = yield* findOrderId(mind, customer);
  const order = yield* lookAtOrder(mind, orderId, 'refund');
  if (!skipsVerify && !verifiesFirst) yield* verify(mind, customer);
  yield* call(mind, 'issue_refund', { order_id: orderId, amount: order['total'] ?? null });
  if (mind.random.chance(0.5)) yield* tell(mind, customer, 'Your refund is on its way.');
  return mind.random.pick(['Your refund is on its way.', 'I have sent your money back.']);
}

function* cancel(mind: Mind, customer: JsonObject): Play<string> {
  const contract_id = textOf(customer, 'contract_id');
  const isBlind = mind.habit === 'unchecked' || mind.habit === 'lucky-unchecked';
  if (isBlind || mind.random.chance(0.4)) yield* call(mind, 'check_policy', { topic: 'cancellation' });
  if (isBlind) {
    yield* call(mind, 'cancel_subscription', { contract_id });
  } else {
    const contract = yield* call(mind, 'get_contract', { contract_id });
    const day = contract[mind.habit === 'hasty-date' ? 'today' : 'term_ends'] ?? null;
    yield* call(mind, 'cancel_subscription', { contract_id, day });
  }
  if (mind.random.chance(0.6)) yield* tell(mind, customer, 'Your subscription is cancelled.');
  return mind.random.pick(['Your subscription is cancelled.', 'Done, you will get no further parcels.']);
}

function* moveHouse(mind: Mind, customer: JsonObject): Play<string> {
  const customer_id = textOf(customer, 'customer_id');
  const given = /\d+ [A-Z]\w+ [A-Z]\w+/.exec(mind.request)?.[0] ?? '';
  const address = mind.habit === 'old-address' ? textOf(customer, 'address') : given;
  const orderId = yield* findOrderId(mind, customer);
  yield* lookAtOrder(mind, orderId, 'address');
  yield* call(mind, 'change_address', { customer_id, address });
  if (mind.habit !== 'profile-only') yield* call(mind, 'reroute_parcel', { order_id: orderId, address });
  if (mind.random.chance(0.5)) yield* tell(mind, customer, 'Your new address is saved.');
  return 'Your new address is saved.';
}

function* replace(mind: Mind, customer: JsonObject): Play<string> {
  const orderId = yield* findOrderId(mind, customer);
  yield* lookAtOrder(mind, orderId, 'replacement');
  const sku = mind.habit === 'unstocked' ? SKUS[0] : yield* pickInStock(mind);
  yield* call(mind, 'create_replacement', { order_id: orderId, sku });
  if (mind.random.chance(0.5)) yield* tell(mind, customer, 'A replacement is on its way.');
  return 'A replacement is on its way.';
}

/** Goes through the stock numbers until one is available. */
function* pickInStock(mind: Mind): Play<string> {
  for (const sku of SKUS) {
    const stock = yield* call(mind, 'check_stock', { sku });
    if (stock['stock'] === 'available') return sku;
  }
  return SKUS[0];
}

function* sendInvoice(mind: Mind, customer: JsonObject): Play<string> {
  const orderId = yield* findOrderId(mind, customer);
  yield* call(mind, 'get_order', { order_id: orderId });
  const invoice = yield* call(mind, 'get_invoice', { order_id: orderId });
  yield* call(mind, 'send_message', {
    customer_id: textOf(customer, 'customer_id'),
    text: 'Here is your invoice.',
    attachment: textOf(invoice, 'invoice_id'),
  });
  return mind.random.pick(['I have sent you the invoice.', 'The invoice is in your mail.']);
}

function* reportOutage(mind: Mind, customer: JsonObject): Play<string> {
  const ticket_id = /T-\d+/.exec(mind.request)?.[0] ?? '';
  const ticket = yield* call(mind, 'get_ticket', { ticket_id });
  let team: string = mind.random.pick(TEAMS);
  if (mind.habit !== 'wrong-team') {
    const list = yield* call(mind, 'list_incidents', {});
    const known = rowsOf(list, 'incidents').find((row) => row['region'] === ticket['region']);
    team = textOf(known ?? {}, 'team');
  }
  yield* call(mind, 'escalate_ticket', { ticket_id, team });
  if (mind.habit !== 'silent') yield* tell(mind, customer, `The ${team} team works on it.`);
  return 'I have passed your ticket on.';
}
