import type { JsonValue } from '../../../../../shared/model/index.ts';
import { argumentsOf, type Call, type Conversation, conversationOf, type Turn } from '../../conversation/index.ts';
import { asObject, asText, parseInner } from '../../json-view.ts';
import { messagesIn, type Said, textIn } from './messages.ts';
import { resultText } from './parts.ts';
import { ancestorsOf, inOrder, type Span } from './span.ts';

/** The root of a trace: the first span whose parent is not there. */
export function rootOf(ordered: readonly Span[]): Span | undefined {
  const byId = new Map(ordered.map((span) => [span.id, span]));
  return ordered.find((span) => span.parent === null || !byId.has(span.parent)) ?? ordered[0];
}

/**
 * A trace as a conversation: calls of models give what was said and called, calls of tools give arguments and results.
 * Models are sent the whole conversation each time, so what was told before is left out; a result is told by the tool's
 * span, else by the next call of a model.
 */
export function traceConversation(spans: readonly Span[]): Conversation {
  const ordered = inOrder(spans);
  const root = rootOf(ordered);
  const inner = innermost(ordered);
  const telling = new Telling();
  if (root !== undefined && !inner.has(root)) telling.ask(root.input);
  for (const span of ordered) {
    if (!inner.has(span)) continue;
    if (span.kind === 'tool') telling.use(span);
    else telling.complete(span);
  }
  if (root !== undefined && !inner.has(root)) telling.conclude(root.output);
  return conversationOf(telling.turns);
}

/** Calls of models that hold no other call of one, and calls of tools that are not the same call told once more. */
function innermost(ordered: readonly Span[]): ReadonlySet<Span> {
  const byId = new Map(ordered.map((span) => [span.id, span]));
  const inner = new Set(ordered.filter((span) => span.kind !== 'other'));
  for (const span of ordered) {
    if (span.kind === 'other') continue;
    for (const above of ancestorsOf(byId, span)) {
      if (span.kind === 'model' && above.kind === 'model') inner.delete(above);
      if (span.kind === 'tool' && above.kind === 'tool' && above.tool === span.tool) inner.delete(span);
    }
  }
  return inner;
}

interface Made {
  readonly id: string;
  isAnswered: boolean;
}

/** The key under which all calls stand. */
const ANY = ' ';

/** Calls that wait for their result, by name, by name with arguments, and all of them; first come, first served. */
class OpenCalls {
  readonly #queues = new Map<string, { at: number; readonly made: Made[] }>();

  add(key: string, made: Made): void {
    const queue = this.#queues.get(key);
    if (queue === undefined) this.#queues.set(key, { at: 0, made: [made] });
    else queue.made.push(made);
  }

  first(key: string): Made | undefined {
    const queue = this.#queues.get(key);
    if (queue === undefined) return undefined;
    while (queue.made[queue.at]?.isAnswered === true) queue.at += 1;
    return queue.made[queue.at];
  }
}

/** Under which names the input of a run holds the task, where it holds no messages. */
const TASKS = ['input', 'question', 'query', 'task', 'prompt', 'user_input', 'text'];
const ANSWERS = ['output', 'answer', 'result', 'response', 'text'];

class Telling {
  readonly turns: Turn[] = [];
  #calls = 0;
  readonly #open = new OpenCalls();
  readonly #byGiven = new Map<string, Made>();
  /** How often each message was told so far. */
  readonly #told = new Map<string, number>();
  #asked: string | null = null;

  /** What the whole run was asked. */
  ask(input: JsonValue | undefined): void {
    const messages = messagesIn(input);
    const task = messages === null ? textAt(input, TASKS) : null;
    if (messages !== null) this.#hear(messages);
    else if (task !== null) this.#hear([{ role: 'user', text: task }]);
    const last = this.turns.findLast((turn) => turn.role === 'user');
    this.#asked = last === undefined ? null : last.text.trim();
  }

  /** A call of a model: what it was sent, and what it said. */
  complete({ input, output, system }: Span): void {
    const instructions = system === undefined ? '' : textIn(system);
    const sent = messagesIn(input) ?? (typeof input === 'string' ? [{ role: 'user' as const, text: input }] : []);
    this.#hear(instructions === '' ? sent : [{ role: 'system', text: instructions }, ...sent]);
    const said =
      messagesIn(output) ??
      (typeof output === 'string' ? [{ role: 'assistant' as const, text: output, calls: [] }] : []);
    for (const one of said) {
      const key = keyOf(one);
      this.#told.set(key, (this.#told.get(key) ?? 0) + 1);
      this.#tell(one);
    }
  }

  /** A call of a tool. Where no model is known to have made it, it was made by a program. */
  use(span: Span): void {
    const given = argumentsOf(span.input);
    const made =
      this.#callFor(span, JSON.stringify(given)) ?? this.#make({ id: span.callId, name: span.tool, arguments: given });
    const text = resultText(span.output) || (span.error ?? '');
    if (text !== '' && !made.isAnswered) this.#answer(made, text);
  }

  /** What the whole run gave, where no call of a model told it. */
  conclude(output: JsonValue | undefined): void {
    const messages = messagesIn(output);
    const answer = messages === null ? textAt(output, ANSWERS) : null;
    const isWords = (one: Said): boolean => one.role === 'assistant' && one.calls.length === 0;
    // Calls and results were told by their spans, where there are any.
    if (messages !== null) this.#hear(this.#calls === 0 ? messages : messages.filter(isWords));
    else if (answer !== null) this.#hear([{ role: 'assistant', text: answer, calls: [] }]);
  }

  #hear(messages: readonly Said[]): void {
    const counts = new Map<string, number>();
    const isKnown = messages.map((message) => {
      const key = keyOf(message);
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      const known = count <= (this.#told.get(key) ?? 0) || this.#repeatsTask(message);
      if (!known) this.#told.set(key, count);
      return known;
    });
    const task = messages.findIndex((message, at) => message.role === 'user' && isKnown[at] === true);
    for (const [at, message] of messages.entries()) {
      // What a user is made to say before the task are instructions.
      const isInstruction = this.#asked !== null && message.role === 'user' && at < task;
      if (isKnown[at] !== true) this.#tell(isInstruction ? { role: 'system', text: message.text } : message);
    }
  }

  #repeatsTask(message: Said): boolean {
    return this.#asked !== null && this.#asked !== '' && message.role === 'user' && message.text.includes(this.#asked);
  }

  #tell(message: Said): void {
    switch (message.role) {
      case 'system':
      case 'user':
        this.turns.push({ role: message.role, text: message.text });
        return;
      case 'assistant':
        if (message.calls.length === 0) this.turns.push({ role: 'assistant', text: message.text, calls: [] });
        for (const [at, call] of message.calls.entries()) this.#make(call, at === 0 ? message.text : '');
        return;
      case 'tool': {
        const made =
          (message.callId === null ? undefined : this.#byGiven.get(message.callId)) ??
          this.#open.first(message.name ?? '') ??
          (message.callId === null ? this.#open.first(ANY) : undefined);
        if (made !== undefined && !made.isAnswered) this.#answer(made, message.text);
      }
    }
  }

  #callFor({ callId, tool }: Span, given: string): Made | undefined {
    const byId = callId === null ? undefined : this.#byGiven.get(callId);
    if (byId !== undefined) return byId;
    return this.#open.first(`${tool} ${given}`) ?? this.#open.first(tool);
  }

  #make(call: Call, text = ''): Made {
    const id = `call ${this.#calls}`;
    this.#calls += 1;
    const made = { id, isAnswered: false };
    for (const key of [ANY, call.name, `${call.name} ${JSON.stringify(call.arguments)}`]) this.#open.add(key, made);
    if (call.id !== null) this.#byGiven.set(call.id, made);
    this.turns.push({ role: 'assistant', text, calls: [{ ...call, id }] });
    return made;
  }

  #answer(made: Made, text: string): void {
    made.isAnswered = true;
    this.turns.push({ role: 'tool', text, callId: made.id });
  }
}

/** What tells a message from others: its calls, else its text. */
function keyOf(message: Said): string {
  if (message.role === 'tool') return `tool ${message.callId ?? ''} ${message.name ?? ''} ${message.text}`;
  if (message.role === 'assistant' && message.calls.length > 0)
    return `calls ${message.calls.map((call) => call.id ?? `${call.name} ${JSON.stringify(call.arguments)}`).join(' ')}`;
  return `${message.role} ${message.text.trim()}`;
}

/** What a run was given or gave where it holds no messages: the text itself, or a text under one of the usual names. */
function textAt(value: JsonValue | undefined, names: readonly string[]): string | null {
  const text = asText(value);
  const object = asObject(text !== null && /^\s*[{"]/.test(text) ? parseInner(text) : value);
  const found = object === null ? text : asText(object[names.find((name) => typeof object[name] === 'string') ?? '']);
  return found === null || found.trim() === '' ? null : found.trim();
}
