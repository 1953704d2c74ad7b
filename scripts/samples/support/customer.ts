import { createRandom, type Random } from '../random.ts';
import type { Case, Customer, Order, Shop } from './world.ts';

/** The greeting of each round of recording; with the queue of the record, the spurious condition of this world. */
export const GREETING = { first: 'Good morning,', second: 'Good evening,' } as const;

const MENTIONS_EMAIL_SHARE = 0.75;
const MENTIONS_ORDER_SHARE = 0.6;

interface Party {
  readonly customer: Customer;
  readonly order: Order;
  readonly shop: Shop;
}

function partyOf(shop: Shop, wish: Case): Party {
  const customer = shop.customers.find((entry) => entry.customerId === wish.customerId);
  const order = shop.orders.find((entry) => entry.orderId === wish.orderId);
  if (customer === undefined || order === undefined) throw new RangeError('the case names nobody in the shop');
  return { customer, order, shop };
}

/** The customer's first message. It may leave out the email or the order number; the agent has to ask or look. */
export function openCase(
  seed: string,
  { shop, wish, batch }: { readonly shop: Shop; readonly wish: Case; readonly batch: 'first' | 'second' },
): string {
  const random = createRandom(seed);
  const party = partyOf(shop, wish);
  const wanted = sayWish(random, wish, party);
  const email = random.chance(MENTIONS_EMAIL_SHARE) ? ` My email is ${party.customer.email}.` : '';
  return `${GREETING[batch]} ${wanted}${email}`;
}

function sayWish(random: Random, wish: Case, { order, shop }: Party): string {
  const which = random.chance(MENTIONS_ORDER_SHARE) ? `order ${order.orderId}` : `my ${order.item}`;
  switch (wish.type) {
    case 'refund':
      return random.pick([
        `please refund ${which}.`,
        `I want my money back for ${which}.`,
        `I sent back ${which} and ask for a refund.`,
      ]);
    case 'cancel':
      return random.pick([
        'please cancel my subscription, but without any fee.',
        'I want to end my subscription as soon as it is free of charge.',
        'please stop my subscription. I do not want to pay a fee for that.',
      ]);
    case 'move':
      return random.pick([
        `I have moved to ${wish.newAddress}, and ${which} is still on its way.`,
        `please change my address to ${wish.newAddress}, also for ${which}.`,
      ]);
    case 'replace':
      return random.pick([
        `${which} came broken. Please send a replacement.`,
        `I need a replacement for ${which}, it is damaged.`,
      ]);
    case 'invoice':
      return random.pick([
        `please send me the invoice for ${which}.`,
        `I cannot find the invoice of ${which}. Please send it again.`,
      ]);
    case 'outage':
      return random.pick([
        `nothing works in my region. My ticket is ${shop.ticket.ticketId}.`,
        `any news about the outage? The ticket is ${shop.ticket.ticketId}.`,
      ]);
  }
}

/** The customer's answer to a question of the agent, or nothing when the agent asked for nothing. */
export function answerQuestion(shop: Shop, wish: Case, said: string): string | undefined {
  const { customer, order } = partyOf(shop, wish);
  if (!said.includes('?')) return undefined;
  if (/\bcode\b/.test(said)) return `The code is ${customer.code}.`;
  if (/\bemail\b/.test(said)) return `It is ${customer.email}.`;
  if (/\border\b/.test(said)) return `It is the ${order.item}, order ${order.orderId}.`;
  return 'I do not know.';
}
