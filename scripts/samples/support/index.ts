/** The support desk: tool calls over a shop's records, customers who answer, and agents that make mistakes. */
import { dealDeck, type Card } from '../deck.ts';
import { TURN_LIMITS, type Outcome } from '../episode.ts';
import { createRandom, type Random } from '../random.ts';
import type { Act, Mind, Reply } from './agent.ts';
import { answerQuestion, openCase } from './customer.ts';
import { playCase } from './policies.ts';
import { TASK_HABITS, TASK_TYPES, type HabitName, type TaskType } from './tasks.ts';
import { callTool, type JsonObject } from './tools.ts';
import { isSettled, openShop, type Case, type Shop } from './world.ts';

export { callTool, type Call, type JsonObject } from './tools.ts';
export { isSettled, openShop, type Case, type Shop } from './world.ts';

/** One turn of the agent and what came back; after the agent's last words nothing does. */
export interface Exchange {
  readonly act: Act;
  readonly reply: Reply | undefined;
}

export interface Conversation {
  readonly id: string;
  readonly taskType: TaskType;
  readonly batch: 'first' | 'second';
  readonly request: string;
  readonly exchanges: readonly Exchange[];
  readonly outcome: Outcome;
}

/** Plays every conversation of the support desk, in the order of their ids. */
export function playSupport(seed: string): Conversation[] {
  const dealt = TASK_TYPES.flatMap((type) =>
    dealDeck(`${seed}/${type}`, TASK_HABITS[type]).map((card) => ({ type, card })),
  );
  return createRandom(`${seed}/order`)
    .shuffle(dealt)
    .map(({ type, card }, index) => {
      const id = `support-${String(index + 1).padStart(4, '0')}`;
      return playCard({ id, seed: `${seed}/${type}/${id}`, type, card });
    });
}

/** The part of a log that was kept when its recording broke off; never fewer tool calls than an episode has. */
function cutShort(random: Random, exchanges: readonly Exchange[]): readonly Exchange[] {
  let calls = 0;
  const enough = exchanges.findIndex(({ act }) => {
    calls += act.kind === 'call' ? act.calls.length : 0;
    return calls >= TURN_LIMITS.least;
  });
  const least = enough + 1;
  return exchanges.slice(0, random.between(least, Math.max(least, exchanges.length - 2)));
}

interface Booking {
  readonly id: string;
  readonly seed: string;
  readonly type: TaskType;
  readonly card: Card<HabitName>;
}

function playCard({ id, seed, type, card }: Booking): Conversation {
  const { shop, wish } = openShop(`${seed}/shop`, {
    type,
    habit: card.habit,
    queue: card.batch === 'first' ? 'morning' : 'evening',
  });
  const request = openCase(`${seed}/request`, { shop, wish, batch: card.batch });
  const random = createRandom(`${seed}/agent`);
  const played = run({ random, type, habit: card.habit, request }, shop, wish);
  return {
    id,
    taskType: type,
    batch: card.batch,
    request,
    exchanges: card.cutOff ? cutShort(random, played.exchanges) : played.exchanges,
    outcome: card.cutOff ? 'unknown' : isSettled(played.shop, wish) ? 'success' : 'failure',
  };
}

function run(mind: Mind, start: Shop, wish: Case): { readonly shop: Shop; readonly exchanges: readonly Exchange[] } {
  const play = playCase(mind);
  const exchanges: Exchange[] = [];
  let shop = start;
  let next = play.next();
  while (next.done !== true && exchanges.length < TURN_LIMITS.most) {
    const act = next.value;
    const answered = respond(shop, wish, act);
    shop = answered.shop;
    exchanges.push({ act, reply: answered.reply });
    if (answered.reply === undefined) break;
    next = play.next(answered.reply);
  }
  return { shop, exchanges };
}

function respond(shop: Shop, wish: Case, act: Act): { readonly shop: Shop; readonly reply: Reply | undefined } {
  switch (act.kind) {
    case 'say': {
      const text = answerQuestion(shop, wish, act.text);
      return { shop, reply: text === undefined ? undefined : { kind: 'said', text } };
    }
    case 'call': {
      const results: JsonObject[] = [];
      let after = shop;
      for (const call of act.calls) {
        const answer = callTool(after, call);
        after = answer.shop;
        results.push(answer.result);
      }
      return { shop: after, reply: { kind: 'results', results } };
    }
  }
}
