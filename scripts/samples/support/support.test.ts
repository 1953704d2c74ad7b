import { describe, expect, it } from 'vitest';
import { callTool, isSettled, openShop, type Call, type Case, type JsonObject, type Shop } from './index.ts';
import type { TaskType } from './tasks.ts';

/** A shop without timeouts, in which nobody is verified and the first stock number is out. */
function open(type: TaskType): { readonly shop: Shop; readonly wish: Case } {
  const { shop, wish } = openShop(`test/${type}`, { type, habit: 'careful', queue: 'morning' });
  const customers = shop.customers.map((customer) => ({ ...customer, isVerified: false }));
  return { shop: { ...shop, customers, flaky: [], stock: { 'G-10': 0, 'G-11': 2 } }, wish };
}

function play(start: Shop, calls: readonly Call[]): { readonly shop: Shop; readonly results: readonly JsonObject[] } {
  let shop = start;
  const results = calls.map((call) => {
    const answer = callTool(shop, call);
    shop = answer.shop;
    return answer.result;
  });
  return { shop, results };
}

describe('the shop', () => {
  it('leaves a refund pending until the customer is verified', () => {
    const { shop, wish } = open('refund');
    const amount = shop.orders.find((order) => order.orderId === wish.orderId)?.total ?? 0;
    const code = shop.customers[0]?.code ?? '';
    const refund: Call = { name: 'issue_refund', args: { order_id: wish.orderId, amount } };
    const verify: Call = { name: 'verify_identity', args: { customer_id: wish.customerId, code } };
    const hasty = play(shop, [refund]);
    expect(hasty.results[0]?.['refund']).toBe('pending');
    expect(isSettled(hasty.shop, wish)).toBe(false);
    expect(isSettled(play(shop, [verify, refund]).shop, wish)).toBe(true);
  });

  it('asks a fee for leaving before the end of the term', () => {
    const { shop, wish } = open('cancel');
    const contract = shop.contracts[0];
    const cancel = (day: number | null): Call => ({
      name: 'cancel_subscription',
      args: { contract_id: contract?.contractId ?? '', day },
    });
    expect(isSettled(play(shop, [cancel(null)]).shop, wish)).toBe(false);
    expect(isSettled(play(shop, [cancel(contract?.termEnds ?? 0)]).shop, wish)).toBe(true);
  });

  it('makes a back order of what is not in stock', () => {
    const { shop, wish } = open('replace');
    const replace = (sku: string): Call => ({ name: 'create_replacement', args: { order_id: wish.orderId, sku } });
    expect(isSettled(play(shop, [replace('G-10')]).shop, wish)).toBe(false);
    expect(isSettled(play(shop, [replace('G-11')]).shop, wish)).toBe(true);
  });

  it('answers a timeout once, and an error for what it does not know', () => {
    const { shop } = open('invoice');
    const call: Call = { name: 'get_order', args: { order_id: 'O-0' } };
    const { results } = play({ ...shop, flaky: ['get_order'] }, [call, call, { name: 'sing', args: {} }]);
    expect(results).toEqual([{ error: 'timeout' }, { error: 'order_not_found' }, { error: 'unknown_tool' }]);
  });
});
