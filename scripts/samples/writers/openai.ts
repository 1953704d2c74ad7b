import type { Conversation, Exchange } from '../support/index.ts';

const SYSTEM =
  'You answer customers of Larkfield, a shop for garden things. Work with the tools; be short and friendly.';

/** OpenAI chat messages, one conversation a line. The outcome stands in `reward`, which is missing when unknown. */
export function writeOpenAi(conversations: readonly Conversation[]): string {
  return conversations.map((conversation) => `${JSON.stringify(recordOf(conversation))}\n`).join('');
}

function recordOf(conversation: Conversation): object {
  let calls = 0;
  const messages = conversation.exchanges.flatMap((exchange) => {
    const written = messagesOf(exchange, calls);
    calls += exchange.act.kind === 'call' ? exchange.act.calls.length : 0;
    return written;
  });
  return {
    messages: [{ role: 'system', content: SYSTEM }, { role: 'user', content: conversation.request }, ...messages],
    ...(conversation.outcome === 'unknown' ? {} : { reward: conversation.outcome === 'success' ? 1 : 0 }),
    metadata: { id: conversation.id, task_type: conversation.taskType, round: conversation.batch },
  };
}

function messagesOf({ act, reply }: Exchange, callsBefore: number): object[] {
  if (act.kind === 'say') {
    const answer = reply?.kind === 'said' ? [{ role: 'user', content: reply.text }] : [];
    return [{ role: 'assistant', content: act.text }, ...answer];
  }
  const idOf = (index: number): string => `call_${callsBefore + index + 1}`;
  const results = reply?.kind === 'results' ? reply.results : [];
  return [
    {
      role: 'assistant',
      content: act.text,
      tool_calls: act.calls.map((call, index) => ({
        id: idOf(index),
        type: 'function',
        function: { name: call.name, arguments: JSON.stringify(call.args) },
      })),
    },
    ...results.map((result, index) => ({ role: 'tool', tool_call_id: idOf(index), content: JSON.stringify(result) })),
  ];
}
