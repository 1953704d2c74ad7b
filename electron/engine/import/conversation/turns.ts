import type { Action, Step } from '../../../../shared/model/index.ts';
import { filled } from '../json-view.ts';
import { readAgentText } from './agent-text.ts';
import { actionOfCall, type Call } from './call.ts';
import { markedTask, questionOf, type Task, taskOf } from './task.ts';

/** One turn of a conversation, whatever the file calls its roles. */
export type Turn =
  | { readonly role: 'system'; readonly text: string }
  | { readonly role: 'user'; readonly text: string }
  | { readonly role: 'assistant'; readonly text: string; readonly calls: readonly Call[] }
  | { readonly role: 'tool'; readonly text: string; readonly callId: string | null };

export interface Conversation {
  readonly goal: string;
  readonly context: string;
  readonly steps: readonly Step[];
  /** What the conversation holds beside: `system`, `prompt` (before the task), `closing` (after the last action). */
  readonly beside: Readonly<Record<string, string>>;
}

interface OpenStep {
  readonly thought: string;
  readonly action: Action;
  /** True for an `Action:` in the agent's text, which the user's next turn answers; a call is answered by its tool. */
  readonly isWritten: boolean;
  readonly observed: string[];
  answered: boolean;
}

/**
 * Turns a conversation into steps. Each tool call and each `Action:` is a step; a result goes to the call with its id,
 * else to the first call without a result. An assistant's text without an action joins the next step's thought, and so
 * does what a user says between calls: a tool's result stays as the tool gave it. Before the first action all that users
 * say is the task and its context.
 */
export function conversationOf(turns: readonly Turn[]): Conversation {
  const reading = new Reading();
  for (const turn of turns) reading.take(turn);
  return reading.done();
}

const AGREED = /^\s*(?:ok|okay|understood|sure|got it)\b[^\n]{0,200}\s*$/i;

class Reading {
  readonly #steps: OpenStep[] = [];
  readonly #systems: string[] = [];
  readonly #openings: string[] = [];
  readonly #byCallId = new Map<string, OpenStep>();
  /** What the agent said to a first message that only tells the rules: the task comes in the next one. */
  #agreed: string | null = null;
  /** All steps before this one are answered. */
  #waiting = 0;
  #thoughts: string[] = [];

  take(turn: Turn): void {
    switch (turn.role) {
      case 'system':
        this.#systems.push(turn.text);
        return;
      case 'user':
        this.#hear(turn.text);
        return;
      case 'tool':
        this.#observe(turn.text, turn.callId);
        return;
      case 'assistant':
        if (turn.calls.length > 0) this.#call(turn.text, turn.calls);
        else this.#say(turn.text);
    }
  }

  #hear(text: string): void {
    const last = this.#steps.at(-1);
    if (last === undefined) this.#openings.push(text);
    else if (last.isWritten) {
      last.observed.push(unlabelled(text));
      last.answered = true;
    } else if (text.trim() !== '') this.#thoughts.push(`User: ${text.trim()}`);
  }

  #observe(text: string, callId: string | null): void {
    const last = this.#steps.at(-1);
    if (last === undefined) {
      this.#openings.push(text);
      return;
    }
    while (this.#steps[this.#waiting]?.answered === true) this.#waiting += 1;
    const byId = callId === null ? undefined : this.#byCallId.get(callId);
    const waiting = byId ?? this.#steps[this.#waiting] ?? last;
    waiting.observed.push(unlabelled(text));
    waiting.answered = true;
  }

  #call(text: string, calls: readonly Call[]): void {
    const thought = this.#takeThought(text);
    for (const [index, call] of calls.entries()) {
      const action = actionOfCall(call);
      const step = { thought: index === 0 ? thought : '', action, isWritten: false, observed: [], answered: false };
      this.#steps.push(step);
      if (call.id !== null) this.#byCallId.set(call.id, step);
    }
  }

  #say(text: string): void {
    const written = readAgentText(text);
    if (written === null) {
      const isAgreed = this.#steps.length === 0 && this.#openings.length === 1 && AGREED.test(text);
      if (isAgreed) this.#agreed = text.trim();
      else if (text.trim() !== '') this.#thoughts.push(text.trim());
      return;
    }
    for (const [index, { thought, action, observation }] of written.actions.entries()) {
      const observed = observation === '' ? [] : [observation];
      // Several actions in one turn get one answer, which was observed after the last of them.
      const answered = observed.length > 0 || index < written.actions.length - 1;
      this.#steps.push({ thought: this.#takeThought(thought), action, isWritten: true, observed, answered });
    }
    if (written.rest !== '') this.#thoughts.push(written.rest);
  }

  #takeThought(text: string): string {
    const thought = [...this.#thoughts, text.trim()].filter((part) => part !== '').join('\n');
    this.#thoughts = [];
    return thought;
  }

  done(): Conversation {
    const { goal, context, preamble } = this.#task();
    // Where nothing follows, the words are the agent's answer.
    if (this.#agreed !== null && this.#openings.length < 2) this.#thoughts.unshift(this.#agreed);
    const beside = { system: this.#systems.join('\n\n'), prompt: preamble, closing: this.#thoughts.join('\n') };
    return {
      goal,
      context,
      steps: this.#steps.map(({ thought, action, observed }) => ({
        ...(thought === '' ? {} : { thought }),
        action,
        observation: observed.join('\n'),
      })),
      beside: filled(beside),
    };
  }

  /**
   * The last opening with a marker is the task; without one the first is, or the second where the agent agreed to the
   * first. The other openings are context.
   */
  #task(): Task {
    const first = this.#agreed !== null && this.#openings.length > 1 ? 1 : 0;
    const marked = this.#openings.map((text) => markedTask(text));
    const at = Math.max(
      first,
      marked.findLastIndex((task) => task !== null),
    );
    const opening = this.#openings[at];
    const unmarked = first === 1 ? questionOf(opening ?? '') : null;
    const task = marked[at] ?? unmarked ?? taskOf(opening ?? markedTask(this.#systems.at(-1) ?? '')?.goal ?? '');
    const before = this.#openings.slice(0, at).join('\n\n');
    const later = this.#openings.slice(at + 1);
    return {
      goal: task.goal,
      context: [task.context, ...later].filter((part) => part !== '').join('\n'),
      preamble: [before, task.preamble].filter((part) => part !== '').join('\n\n'),
    };
  }
}

function unlabelled(text: string): string {
  return text.replace(/^\s*(?:observation(?:[ \t]+\d+)?[ \t]*:[ \t]*\n?|instruction:[ \t]*\n)/i, '').trimEnd();
}
