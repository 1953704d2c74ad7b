import type { Customer, Order, Shop } from './world.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export interface Call {
  readonly name: string;
  readonly args: JsonObject;
}

export interface Answer {
  readonly shop: Shop;
  readonly result: JsonObject;
}

type Tool = (shop: Shop, args: JsonObject) => Answer;

const EARLY_FEE = 45;

const TOOLS: Readonly<Record<string, Tool>> = {
  find_customer: findCustomer,
  send_code: sendCode,
  verify_identity: verifyIdentity,
  list_orders: listOrders,
  get_order: getOrder,
  check_policy: checkPolicy,
  issue_refund: issueRefund,
  get_contract: getContract,
  cancel_subscription: cancelSubscription,
  change_address: changeAddress,
  reroute_parcel: rerouteParcel,
  check_stock: checkStock,
  create_replacement: createReplacement,
  get_invoice: getInvoice,
  get_ticket: getTicket,
  list_incidents: listIncidents,
  escalate_ticket: escalateTicket,
  send_message: sendMessage,
  close_case: closeCase,
};

/** Answers one tool call. Bad ids and unknown tools get an `error`; nothing throws. */
export function callTool(shop: Shop, call: Call): Answer {
  if (shop.flaky.includes(call.name)) {
    const flaky = shop.flaky.filter((name) => name !== call.name);
    return { shop: { ...shop, flaky }, result: { error: 'timeout' } };
  }
  const tool = TOOLS[call.name];
  return tool === undefined ? fail(shop, 'unknown_tool') : tool(shop, call.args);
}

function fail(shop: Shop, error: string): Answer {
  return { shop, result: { error } };
}

function changeOrder(shop: Shop, orderId: string, change: Partial<Order>): Shop {
  return { ...shop, orders: shop.orders.map((order) => (order.orderId === orderId ? { ...order, ...change } : order)) };
}

function changeCustomer(shop: Shop, customerId: string, change: Partial<Customer>): Shop {
  const customers = shop.customers.map((entry) => (entry.customerId === customerId ? { ...entry, ...change } : entry));
  return { ...shop, customers };
}

function customerOf(shop: Shop, id: Json | undefined): Customer | undefined {
  return shop.customers.find((entry) => entry.customerId === id);
}

function orderOf(shop: Shop, id: Json | undefined): Order | undefined {
  return shop.orders.find((entry) => entry.orderId === id);
}

function identityOf(customer: Customer): string {
  return customer.isVerified ? 'verified' : 'open';
}

function findCustomer(shop: Shop, args: JsonObject): Answer {
  const customer = shop.customers.find((entry) => entry.email === args['email']);
  if (customer === undefined) return fail(shop, 'customer_not_found');
  const contract = shop.contracts.find((entry) => entry.customerId === customer.customerId);
  return {
    shop,
    result: {
      customer_id: customer.customerId,
      name: customer.name,
      channel: customer.channel,
      queue: shop.queue,
      identity: identityOf(customer),
      address: customer.address,
      contract_id: contract?.contractId ?? null,
    },
  };
}

function sendCode(shop: Shop, args: JsonObject): Answer {
  const customer = customerOf(shop, args['customer_id']);
  if (customer === undefined) return fail(shop, 'customer_not_found');
  return { shop, result: { customer_id: customer.customerId, code: 'sent' } };
}

function verifyIdentity(shop: Shop, args: JsonObject): Answer {
  const customer = customerOf(shop, args['customer_id']);
  if (customer === undefined) return fail(shop, 'customer_not_found');
  if (args['code'] !== customer.code) return fail(shop, 'code_mismatch');
  return {
    shop: changeCustomer(shop, customer.customerId, { isVerified: true }),
    result: { customer_id: customer.customerId, identity: 'verified' },
  };
}

function listOrders(shop: Shop, args: JsonObject): Answer {
  const orders = shop.orders.filter((entry) => entry.customerId === args['customer_id']);
  if (orders.length === 0) return fail(shop, 'customer_not_found');
  return { shop, result: { orders: orders.map((entry) => ({ order_id: entry.orderId, item: entry.item })) } };
}

function getOrder(shop: Shop, args: JsonObject): Answer {
  const order = orderOf(shop, args['order_id']);
  if (order === undefined) return fail(shop, 'order_not_found');
  const { orderId, customerId, item, status, total } = order;
  return { shop, result: { order_id: orderId, customer_id: customerId, item, status, total, ship_to: order.shipTo } };
}

function checkPolicy(shop: Shop, args: JsonObject): Answer {
  const topic = args['topic'] ?? null;
  return { shop, result: { topic, allowed: true, window_days: 60 } };
}

/** A refund for somebody who is not verified is accepted and then waits for ever: the latent precondition. */
function issueRefund(shop: Shop, args: JsonObject): Answer {
  const order = orderOf(shop, args['order_id']);
  if (order === undefined) return fail(shop, 'order_not_found');
  if (args['amount'] !== order.total) return fail(shop, 'amount_differs');
  const refund = customerOf(shop, order.customerId)?.isVerified === true ? 'refunded' : 'pending';
  return {
    shop: changeOrder(shop, order.orderId, { refund }),
    result: { order_id: order.orderId, refund, refund_id: `R-${order.orderId.slice(2)}` },
  };
}

function getContract(shop: Shop, args: JsonObject): Answer {
  const contract = shop.contracts.find((entry) => entry.contractId === args['contract_id']);
  if (contract === undefined) return fail(shop, 'contract_not_found');
  const { contractId, plan, termEnds } = contract;
  return {
    shop,
    result: { contract_id: contractId, plan, term_ends: termEnds, today: shop.today, early_fee: EARLY_FEE },
  };
}

/** Without a day the subscription ends today; before the end of the term that costs a fee. */
function cancelSubscription(shop: Shop, args: JsonObject): Answer {
  const contract = shop.contracts.find((entry) => entry.contractId === args['contract_id']);
  if (contract === undefined) return fail(shop, 'contract_not_found');
  const day = typeof args['day'] === 'number' ? args['day'] : shop.today;
  const fee = day < contract.termEnds ? EARLY_FEE : 0;
  const changed = { ...contract, cancelledOn: day, fee };
  return {
    shop: { ...shop, contracts: shop.contracts.map((entry) => (entry === contract ? changed : entry)) },
    result: { contract_id: contract.contractId, status: 'cancelled', day, fee },
  };
}

function changeAddress(shop: Shop, args: JsonObject): Answer {
  const customer = customerOf(shop, args['customer_id']);
  const address = args['address'];
  if (customer === undefined || typeof address !== 'string') return fail(shop, 'customer_not_found');
  return {
    shop: changeCustomer(shop, customer.customerId, { address }),
    result: { customer_id: customer.customerId, address, status: 'saved' },
  };
}

function rerouteParcel(shop: Shop, args: JsonObject): Answer {
  const order = orderOf(shop, args['order_id']);
  const address = args['address'];
  if (order === undefined || typeof address !== 'string') return fail(shop, 'order_not_found');
  if (order.status === 'delivered') return fail(shop, 'already_delivered');
  return {
    shop: changeOrder(shop, order.orderId, { shipTo: address }),
    result: { order_id: order.orderId, ship_to: address, status: 'rerouted' },
  };
}

function checkStock(shop: Shop, args: JsonObject): Answer {
  const sku = args['sku'];
  const units = typeof sku === 'string' ? shop.stock[sku] : undefined;
  if (typeof sku !== 'string' || units === undefined) return fail(shop, 'sku_not_found');
  return { shop, result: { sku, units, stock: units > 0 ? 'available' : 'none' } };
}

function createReplacement(shop: Shop, args: JsonObject): Answer {
  const order = orderOf(shop, args['order_id']);
  const sku = args['sku'];
  const units = typeof sku === 'string' ? shop.stock[sku] : undefined;
  if (order === undefined || typeof sku !== 'string' || units === undefined) return fail(shop, 'order_not_found');
  const replacement = units > 0 ? 'created' : 'backorder';
  return {
    shop: changeOrder(shop, order.orderId, { replacement, replacementSku: sku }),
    result: { order_id: order.orderId, sku, replacement },
  };
}

function getInvoice(shop: Shop, args: JsonObject): Answer {
  const order = orderOf(shop, args['order_id']);
  if (order === undefined) return fail(shop, 'order_not_found');
  return { shop, result: { order_id: order.orderId, invoice_id: `N-${order.orderId.slice(2)}`, total: order.total } };
}

function getTicket(shop: Shop, args: JsonObject): Answer {
  if (args['ticket_id'] !== shop.ticket.ticketId) return fail(shop, 'ticket_not_found');
  return { shop, result: { ticket_id: shop.ticket.ticketId, region: shop.ticket.region, team: shop.ticket.team } };
}

function listIncidents(shop: Shop): Answer {
  const incidents = shop.incidents.map(({ incidentId, region, team }) => ({ incident_id: incidentId, region, team }));
  return { shop, result: { incidents } };
}

function escalateTicket(shop: Shop, args: JsonObject): Answer {
  const team = args['team'];
  if (args['ticket_id'] !== shop.ticket.ticketId || typeof team !== 'string') return fail(shop, 'ticket_not_found');
  return {
    shop: { ...shop, ticket: { ...shop.ticket, team } },
    result: { ticket_id: shop.ticket.ticketId, team, status: 'escalated' },
  };
}

function sendMessage(shop: Shop, args: JsonObject): Answer {
  const customer = customerOf(shop, args['customer_id']);
  if (customer === undefined) return fail(shop, 'customer_not_found');
  const attachment = typeof args['attachment'] === 'string' ? args['attachment'] : 'text';
  return {
    shop: { ...shop, sent: [...shop.sent, { customerId: customer.customerId, attachment }] },
    result: { customer_id: customer.customerId, message: 'sent' },
  };
}

function closeCase(shop: Shop, args: JsonObject): Answer {
  const customer = customerOf(shop, args['customer_id']);
  if (customer === undefined) return fail(shop, 'customer_not_found');
  return { shop, result: { customer_id: customer.customerId, case: 'closed' } };
}
