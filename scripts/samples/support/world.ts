import { createRandom, type Random } from '../random.ts';
import type { HabitName, TaskType } from './tasks.ts';

/** The records of a shop for garden things, as its support tools see them. Days count from the shop's first day. */
export interface Customer {
  readonly customerId: string;
  readonly name: string;
  readonly email: string;
  readonly channel: 'web' | 'phone' | 'mail';
  readonly address: string;
  readonly code: string;
  readonly isVerified: boolean;
}

export interface Order {
  readonly orderId: string;
  readonly customerId: string;
  readonly item: string;
  readonly total: number;
  readonly status: 'delivered' | 'in_transit' | 'preparing';
  readonly shipTo: string;
  readonly refund: 'none' | 'pending' | 'refunded';
  readonly replacement: 'none' | 'created' | 'backorder';
  readonly replacementSku: string;
}

export interface Contract {
  readonly contractId: string;
  readonly customerId: string;
  readonly plan: string;
  /** Day on which the term ends; leaving earlier costs a fee. */
  readonly termEnds: number;
  readonly cancelledOn: number | undefined;
  readonly fee: number;
}

export interface Incident {
  readonly incidentId: string;
  readonly region: string;
  readonly team: string;
}

export interface Ticket {
  readonly ticketId: string;
  readonly region: string;
  readonly team: string;
}

export interface Shop {
  readonly today: number;
  /** The queue that the case came in by. It says when the case was recorded and decides nothing. */
  readonly queue: 'morning' | 'evening';
  readonly customers: readonly Customer[];
  readonly orders: readonly Order[];
  readonly contracts: readonly Contract[];
  readonly incidents: readonly Incident[];
  readonly ticket: Ticket;
  /** Units on hand by stock number. */
  readonly stock: Readonly<Record<string, number>>;
  /** What was sent to customers: invoice ids, or "text" for a plain message. */
  readonly sent: readonly { readonly customerId: string; readonly attachment: string }[];
  /** Tools that answer their next call with a timeout. */
  readonly flaky: readonly string[];
}

/** What the customer wants; known to the customer's part and to the goal test, never to the agent. */
export interface Case {
  readonly type: TaskType;
  readonly customerId: string;
  readonly orderId: string;
  readonly newAddress: string;
}

export const SKUS = ['G-10', 'G-11', 'G-12'] as const;
const NAMES = [
  'Ada Thorn',
  'Bela Moss',
  'Cora Finch',
  'Dario Reed',
  'Edda Brook',
  'Femi Ash',
  'Gita Vale',
  'Hugo Wren',
];
const STREETS = ['Alder Lane', 'Birch Row', 'Clover Hill', 'Dune Street', 'Elm Court', 'Fern Way'];
const ITEMS = ['hose reel', 'seed tray', 'pruning saw', 'rain gauge', 'trellis', 'compost fork'];
const PLANS = ['seed club', 'bulb club', 'garden letter'];
const REGIONS = ['north', 'south', 'east', 'coast'];
const TEAMS = ['network', 'payments', 'logistics', 'web'];
const PRE_VERIFIED_SHARE = 0.25;
const FLAKY_SHARE = 0.15;
const LOOKUPS = ['find_customer', 'get_order', 'list_orders', 'get_contract', 'check_policy'] as const;

/** What kind of case a shop is opened for. */
export interface Setting {
  readonly type: TaskType;
  readonly habit: HabitName;
  readonly queue: Shop['queue'];
}

/** Opens a shop with three customers, the first of whom has the case. */
export function openShop(seed: string, { type, habit, queue }: Setting): { readonly shop: Shop; readonly wish: Case } {
  const random = createRandom(seed);
  const names = random.shuffle(NAMES).slice(0, 3);
  const customers = names.map((name, index) => drawCustomer(random, { name, index, habit }));
  const orders = customers.flatMap((customer, index) => drawOrders(random, { customer, isOurs: index === 0, type }));
  const today = random.between(400, 700);
  const region = random.pick(REGIONS);
  const first = customers[0];
  const order = orders[0];
  if (first === undefined || order === undefined) throw new RangeError('a shop has customers and orders');
  const shop: Shop = {
    today,
    queue,
    customers,
    orders,
    contracts: customers.map((customer) => drawContract(random, { customer, today, habit })),
    incidents: random.shuffle(REGIONS).map((name, index) => ({
      incidentId: `I-${random.between(10, 99)}${index}`,
      region: name,
      team: random.pick(TEAMS),
    })),
    ticket: { ticketId: `T-${random.between(2000, 8999)}`, region, team: 'front' },
    stock: drawStock(random, habit),
    sent: [],
    flaky: drawFlaky(random, habit),
  };
  const wish = { type, customerId: first.customerId, orderId: order.orderId, newAddress: drawAddress(random) };
  return { shop, wish };
}

function drawAddress(random: Random): string {
  return `${random.between(2, 98)} ${random.pick(STREETS)}`;
}

function drawCustomer(
  random: Random,
  { name, index, habit }: { readonly name: string; readonly index: number; readonly habit: HabitName },
): Customer {
  const preVerified = random.chance(PRE_VERIFIED_SHARE);
  return {
    customerId: `C-${random.between(100, 899) * 10 + index}`,
    name,
    email: `${name.toLowerCase().replace(' ', '.')}@post.example`,
    channel: random.pick(['web', 'phone', 'mail'] as const),
    address: drawAddress(random),
    code: String(random.between(1000, 9999)),
    isVerified: habit === 'lucky-unverified' || (preVerified && habit !== 'unverified'),
  };
}

function drawOrders(
  random: Random,
  { customer, isOurs, type }: { readonly customer: Customer; readonly isOurs: boolean; readonly type: TaskType },
): Order[] {
  const count = isOurs ? random.between(2, 3) : 1;
  return random
    .shuffle(ITEMS)
    .slice(0, count)
    .map((item, index): Order => ({
      orderId: `O-${random.between(1000, 8999) * 10 + index}`,
      customerId: customer.customerId,
      item,
      total: random.between(12, 180),
      status: type === 'move' ? 'in_transit' : 'delivered',
      shipTo: customer.address,
      refund: 'none',
      replacement: 'none',
      replacementSku: '',
    }));
}

function drawContract(
  random: Random,
  { customer, today, habit }: { readonly customer: Customer; readonly today: number; readonly habit: HabitName },
): Contract {
  const left = random.between(20, 200);
  return {
    contractId: `K-${random.between(1000, 9999)}`,
    customerId: customer.customerId,
    plan: random.pick(PLANS),
    termEnds: habit === 'lucky-unchecked' ? today - left : today + left,
    cancelledOn: undefined,
    fee: 0,
  };
}

function drawStock(random: Random, habit: HabitName): Readonly<Record<string, number>> {
  const [first, ...others] = SKUS;
  const firstUnits = habit === 'unstocked' || random.chance(0.4) ? 0 : random.between(1, 9);
  return { [first]: firstUnits, ...Object.fromEntries(others.map((sku) => [sku, random.between(1, 9)])) };
}

function drawFlaky(random: Random, habit: HabitName): readonly string[] {
  const drawn = LOOKUPS.filter(() => random.chance(FLAKY_SHARE));
  return habit === 'gives-up-on-error' ? ['get_order', 'list_incidents'] : drawn;
}

/** Whether the customer has what they came for; the only judge of an episode. */
export function isSettled(shop: Shop, wish: Case): boolean {
  const order = shop.orders.find((entry) => entry.orderId === wish.orderId);
  const customer = shop.customers.find((entry) => entry.customerId === wish.customerId);
  switch (wish.type) {
    case 'refund':
      return order?.refund === 'refunded' && shop.orders.every((entry) => entry === order || entry.refund === 'none');
    case 'cancel': {
      const contract = shop.contracts.find((entry) => entry.customerId === wish.customerId);
      return contract?.cancelledOn !== undefined && contract.fee === 0;
    }
    case 'move':
      return customer?.address === wish.newAddress && order?.shipTo === wish.newAddress;
    case 'replace':
      return order?.replacement === 'created';
    case 'invoice':
      return shop.sent.some(
        (entry) => entry.customerId === wish.customerId && entry.attachment === `N-${wish.orderId.slice(2)}`,
      );
    case 'outage': {
      const incident = shop.incidents.find((entry) => entry.region === shop.ticket.region);
      return shop.ticket.team === incident?.team && shop.sent.length > 0;
    }
  }
}
